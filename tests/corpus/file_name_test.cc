#include "corpus/file_name.h"

#include <gtest/gtest.h>

namespace ofsight {
namespace {

TEST(ReadFileName, TakesWhatPathsTell) {
  const struct {
    std::string path, urn, published, title;
  } cases[] = {
      {"a/80564_stoke-on-trent/2024-10-31-childrens-services-focused-visit.pdf", "80564",
       "2024-10-31", "childrens services focused visit"},
      {"80546_windsor-&-maidenhead/2009-07-03-joint-area-review---progress-inspection.pdf", "80546",
       "2009-07-03", "joint area review progress inspection"},
      {"2024-10-31.pdf", "", "2024-10-31", ""},
      {"report.final.pdf", "", "", "report.final"},
      {"2024-02-30-x.pdf", "", "", "2024 02 30 x"},
      {"reports/2024-10-31_x", "", "2024-10-31", "x"},
      {"805_64/x.pdf", "805", "", "x"},
      {"x1_y/x.pdf", "", "", "x"},
      {"80564/x.pdf", "", "", "x"},
      {"_x/x.pdf", "", "", "x"},
      {"", "", "", ""},
      {"-", "", "", ""},
  };
  for (const auto& c : cases) {
    const FileName name = read_file_name(c.path);
    EXPECT_EQ(name.urn, c.urn) << c.path;
    EXPECT_EQ(name.published, c.published) << c.path;
    EXPECT_EQ(name.title, c.title) << c.path;
  }
}

}  // namespace
}  // namespace ofsight
