#pragma once

#include <string_view>

#include "corpus/council.h"
#include "corpus/error.h"

namespace ofsight {

// The council that a person means: by its URN, three-digit or GSS code of any time; by its whole
// name, decorated or not; by the first letters of its words in order, of which small words may be
// left out ('stoke', 'kensington chelsea'); or by its initials ('BCP'). Councils of today come
// before former ones.
//
// kUsage, in one line, if nothing fits, with the nearest names, or several do, with all of them.
// The result lives as long as the register.
Expected<const Council*> look_up_council(const CouncilRegister& councils, std::string_view words);

}  // namespace ofsight
