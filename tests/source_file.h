#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace ofsight {

// A file or folder of the source tree, by its path from the root.
inline std::string source_path(const std::string& below) {
  return std::string(OFSIGHT_SOURCE_DIR) + "/" + below;
}

// The bytes of one.
inline std::string source_file(const std::string& below) {
  std::ifstream file(source_path(below), std::ios::binary);
  EXPECT_TRUE(file) << below;
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace ofsight
