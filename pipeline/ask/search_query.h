#pragma once

#include <string>
#include <string_view>

#include "corpus/error.h"

namespace ofsight {

// Makes SQLite's full-text expression of what a person typed:
//
//   supervision                  a word, in any case
//   "management oversight"       words next to each other
//   supervis*                    words that begin so; also in a phrase's last word
//   a b, a AND b                 both
//   a OR b                       either
//   a NOT b                      the first without the second
//   (a OR b) c                   brackets group
//
// AND binds closer than OR, and NOT closest. Everything else is part of a word, so that no typed
// text reaches SQLite as syntax. kUsage, in one line with what to do, for what cannot be read.
Expected<std::string> full_text_query(std::string_view typed);

// A phrase that matches the text literally, as SQLite quotes it.
std::string full_text_phrase(std::string_view text);

}  // namespace ofsight
