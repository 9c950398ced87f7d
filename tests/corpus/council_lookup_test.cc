#include "corpus/council_lookup.h"

#include <gtest/gtest.h>

#include "tests/source_file.h"

namespace ofsight {
namespace {

const CouncilRegister& councils() {
  static const CouncilRegister all =
      CouncilRegister::from_json(source_file("corpus/councils.json")).value();
  return all;
}

std::string found(const std::string& words) {
  const auto council = look_up_council(councils(), words);
  return council ? (*council)->name : "error: " + council.error().message;
}

TEST(CouncilLookup, ForgivesWhatPeopleWrite) {
  const std::vector<std::pair<const char*, const char*>> table = {
      {"stoke", "Stoke-on-Trent"},
      {"Stoke on Trent City Council", "Stoke-on-Trent"},
      {"BCP", "Bournemouth, Christchurch and Poole"},
      {"bcp", "Bournemouth, Christchurch and Poole"},
      {"bournemouth christchurch", "Bournemouth, Christchurch and Poole"},
      {"kensington chelsea", "Kensington and Chelsea"},
      {"rbkc", "Kensington and Chelsea"},
      {"hull", "Kingston upon Hull"},
      {"london borough of merton", "Merton"},
      {"80564", "Stoke-on-Trent"},
      {"861", "Stoke-on-Trent"},
      {"E06000021", "Stoke-on-Trent"},
      {"e08000016", "Barnsley"},  // until 2025
      {"York", "York"},           // a whole name comes before those that hold it
      {"cumbria", "Cumbria"},     // former
      {"dorset", "Dorset"}};
  for (const auto& [words, name] : table) EXPECT_EQ(found(words), name) << words;
}

TEST(CouncilLookup, AWholeNameMeansTheCouncilOfToday) {
  EXPECT_FALSE((*look_up_council(councils(), "dorset"))->former);
}

TEST(CouncilLookup, AnAmbiguousNameListsTheCandidates) {
  const std::string north = found("north");
  EXPECT_TRUE(north.starts_with("error: 'north' may be ")) << north;
  EXPECT_NE(north.find("North East Lincolnshire"), std::string::npos) << north;
  EXPECT_TRUE(north.ends_with("; say which")) << north;
  EXPECT_EQ(found("north n"), "North Northamptonshire");
}

TEST(CouncilLookup, AnUnknownNameListsTheNearest) {
  const std::string error = found("Stok on Tent");
  EXPECT_TRUE(error.starts_with("error: no council is called 'Stok on Tent'; the nearest are "))
      << error;
  EXPECT_NE(error.find("Stoke-on-Trent"), std::string::npos) << error;
  const std::pair<const char*, const char*> misspelt[] = {{"stke", "are Stoke-on-Trent"},
                                                          {"bornemouth", "are Bournemouth"},
                                                          {"Telfrod", "Telford and Wrekin"},
                                                          {"nothumberland", "are Northumberland"}};
  for (const auto& [words, name] : misspelt)
    EXPECT_NE(found(words).find(name), std::string::npos) << found(words);
  for (const char* words : {"", " ", "99999", "E99999999", "\x1b[31m", "\xff\xfe", "the of and"})
    EXPECT_TRUE(found(words).starts_with("error: ")) << words;
}

TEST(CouncilLookup, EveryCouncilOfTodayIsFoundByItsNameAndCodes) {
  std::size_t checked = 0;
  for (const Council& council : councils().councils()) {
    if (council.former) continue;
    for (const std::string& words : {council.name, council.urn, council.la_code, council.gss_code,
                                     council.name + " Council"}) {
      const auto one = look_up_council(councils(), words);
      ASSERT_TRUE(one) << words << ": " << one.error().message;
      EXPECT_EQ((*one)->la_code, council.la_code) << words;
    }
    ++checked;
  }
  EXPECT_EQ(checked, 153u);
}

}  // namespace
}  // namespace ofsight
