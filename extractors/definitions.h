#pragma once

#include <map>
#include <string>
#include <string_view>

#include "corpus/error.h"

namespace ofsight {

// Named pieces of patterns. A pattern writes {NAME}: a capital letter, then capital letters, digits
// and underscores, so that no repetition ({2,3}) reads as a name. Escapes (\{, \p{L}, \x{FF},
// \Q…\E) and character classes are left alone.
class Definitions {
 public:
  static bool is_name(std::string_view name);

  // `fragment` is what {name} stands for from here on, already expanded.
  void declare(std::string name, std::string fragment);
  // {name} is known to be wrong: expand() refuses patterns that use it.
  void declare_broken(std::string name);

  // `pattern` with every {NAME} replaced by its fragment as one group. Fails at an unknown or
  // broken name, and when the result is longer than kMaxPatternBytes.
  Expected<std::string> expand(std::string_view pattern) const;

 private:
  struct Definition {
    std::string fragment;
    bool broken = false;
  };
  std::map<std::string, Definition, std::less<>> definitions_;
};

}  // namespace ofsight
