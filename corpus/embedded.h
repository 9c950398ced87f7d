#pragma once

#include <string_view>
#include <vector>

namespace ofsight {

// A data file of the source tree, built into the program. Lives as long as the program.
struct EmbeddedFile {
  std::string_view name;  // without its folder
  std::string_view bytes;
};

const std::vector<EmbeddedFile>& embedded_councils();
const std::vector<EmbeddedFile>& embedded_schemas();
const std::vector<EmbeddedFile>& embedded_rules();
const std::vector<EmbeddedFile>& embedded_text();
const std::vector<EmbeddedFile>& embedded_publish();
const std::vector<EmbeddedFile>& embedded_site();

// The file of that name, or nothing.
inline std::string_view embedded_file(const std::vector<EmbeddedFile>& files,
                                      std::string_view name) {
  for (const EmbeddedFile& file : files)
    if (file.name == name) return file.bytes;
  return {};
}

}  // namespace ofsight
