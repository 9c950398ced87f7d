// The house keeps its walls: includes point down, and each library has one door.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>

namespace {

namespace fs = std::filesystem;

struct Include {
  std::string file, target;
  bool own;
};

std::vector<Include> includes() {
  static const std::regex pattern("^\\s*#include ([<\"])([^>\"]+)[>\"]");
  std::vector<Include> out;
  for (const char* layer : {"corpus", "extractors", "pipeline"})
    for (const auto& entry :
         fs::recursive_directory_iterator(std::string(OFSIGHT_SOURCE_DIR) + "/" + layer)) {
      if (entry.path().extension() != ".cc" && entry.path().extension() != ".h") continue;
      const std::string file = fs::relative(entry.path(), OFSIGHT_SOURCE_DIR);
      std::ifstream in(entry.path());
      std::smatch match;
      for (std::string line; std::getline(in, line);)
        if (std::regex_search(line, match, pattern))
          out.push_back({file, match[2], match[1] == "\""});
    }
  return out;
}

std::string first_folder(const std::string& path) { return path.substr(0, path.find('/')); }

TEST(Layers, IncludesPointDown) {
  const std::map<std::string, std::set<std::string>> allowed = {
      {"corpus", {"corpus"}},
      {"extractors", {"corpus", "extractors"}},
      {"pipeline", {"corpus", "extractors", "pipeline"}}};
  std::size_t checked = 0;
  for (const Include& i : includes()) {
    if (!i.own) continue;
    ++checked;
    EXPECT_TRUE(allowed.at(first_folder(i.file)).contains(first_folder(i.target)))
        << i.file << " includes " << i.target;
    if (!i.file.starts_with("pipeline/commands/") && i.file != "pipeline/main.cc")
      EXPECT_FALSE(i.target.starts_with("pipeline/commands/"))
          << i.file << " includes " << i.target;
    // Stages do not know each other; what they share stands below them.
    for (const std::string stage : {"pipeline/text/", "pipeline/fetch/", "pipeline/html/"}) {
      if (!i.file.starts_with(stage) || !i.target.starts_with("pipeline/") ||
          i.target == "pipeline/version.h")
        continue;
      EXPECT_TRUE(i.target.starts_with(stage) || i.target.starts_with("pipeline/html/"))
          << i.file << " includes " << i.target;
    }
    if (i.file.starts_with("extractors/matching/") && i.target.starts_with("extractors/"))
      EXPECT_TRUE(i.target.starts_with("extractors/matching/") || i.target == "extractors/rule.h")
          << i.file << " includes " << i.target;
    if (i.file.starts_with("pipeline/publish/") && i.target.starts_with("pipeline/"))
      EXPECT_TRUE(i.target.starts_with("pipeline/publish/")) << i.file << " includes " << i.target;
    if (i.file.starts_with("pipeline/ask/") && i.target.starts_with("pipeline/"))
      EXPECT_TRUE(i.target.starts_with("pipeline/ask/") ||
                  i.target.starts_with("pipeline/publish/"))
          << i.file << " includes " << i.target;
  }
  EXPECT_GT(checked, 100u);
}

TEST(Layers, EveryLibraryHasOneDoor) {
  std::map<std::string, std::set<std::string>> users;
  for (const Include& i : includes())
    for (const char* library :
         {"mupdf/", "libxml/", "unicode/", "re2/", "tsl/", "CLI/", "spdlog/", "tbb/", "openssl/",
          "valijson/", "SQLiteCpp/", "sqlite3", "xlsxwriter", "zlib", "curl/"})
      if (!i.own && i.target.starts_with(library)) users[library].insert(i.file);
  EXPECT_EQ(users.size(), 15u);
  for (const auto& [library, files] : users)
    EXPECT_EQ(files.size(), 1u) << library << " in " << *files.begin();
}

// Two types of one name are one to the linker, which keeps the functions of either.
TEST(Layers, NoTypeHasANamesake) {
  static const std::regex type("^(?:struct|class|enum class) (\\w+)(?: final)?(?: :[^;]*)? \\{.*");
  std::map<std::string, std::set<std::string>> places;
  for (const char* layer : {"corpus", "extractors", "pipeline"})
    for (const auto& entry :
         fs::recursive_directory_iterator(std::string(OFSIGHT_SOURCE_DIR) + "/" + layer)) {
      if (entry.path().extension() != ".cc" && entry.path().extension() != ".h") continue;
      std::ifstream in(entry.path());
      std::smatch match;
      bool is_own = false;  // of an unnamed namespace
      for (std::string line; std::getline(in, line);) {
        if (line == "namespace {") is_own = true;
        if (line == "}  // namespace") is_own = false;
        if (!is_own && std::regex_match(line, match, type))
          places[match[1]].insert(fs::relative(entry.path(), OFSIGHT_SOURCE_DIR));
      }
    }
  EXPECT_GT(places.size(), 100u);
  for (const auto& [name, files] : places)
    EXPECT_EQ(files.size(), 1u) << name << " in " << *files.begin() << " and " << *files.rbegin();
}

}  // namespace
