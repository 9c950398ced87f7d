#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"

namespace ofsight {

struct ZipEntry {
  std::string name;
  std::uint64_t offset = 0, packed_bytes = 0, bytes = 0;
  std::uint32_t crc = 0;
  bool deflated = false;
};

// The entries of a ZIP file, as its directory lists them. Files below 4 GB with deflated or stored
// entries only, as workbooks are. kInvalidData if it is cut off or otherwise no ZIP file.
Expected<std::vector<ZipEntry>> zip_entries(const std::string& path);

// Unpacks an entry and hands it on piece by piece. kInvalidData if it is not what its size and
// checksum say.
Expected<void> read_zip_entry(const std::string& path, const ZipEntry& entry,
                              const std::function<void(std::string_view)>& take);

}  // namespace ofsight
