#pragma once

#include "corpus/council.h"
#include "tests/source_file.h"

namespace ofsight {

// The register of the samples' councils: Ambleford, Fenmoor, Kestrel Vale, Saltmere and others.
inline const CouncilRegister& made_up_councils() {
  static const CouncilRegister all =
      CouncilRegister::from_json(source_file("corpus/samples/councils.json")).value();
  return all;
}

}  // namespace ofsight
