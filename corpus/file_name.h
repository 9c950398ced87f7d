#pragma once

#include <string>
#include <string_view>

namespace ofsight {

// What the path of a report on disk tells; empty where it tells nothing.
struct FileName {
  std::string urn;        // of a folder "80564_stoke-on-trent"
  std::string published;  // YYYY-MM-DD, of a name "2024-10-31-focused-visit.pdf"
  std::string title;      // its words, "focused visit"
};

FileName read_file_name(std::string_view path);

}  // namespace ofsight
