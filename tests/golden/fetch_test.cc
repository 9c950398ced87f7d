// Drives the real program against a stand-in of the site.

#include <gtest/gtest.h>

#include "tests/golden/program.h"
#include "tests/site/stand_in_site.h"

namespace ofsight {
namespace {

TEST(Fetch, Thin) {
  StandInSite site(stand_in_councils());
  TemporaryFolder folder;
  auto r = ofsight_program({"fetch", "--site", site.url(), "--delay", "0", "--corpus", folder.path("c")});
  EXPECT_EQ(r.exit_code, 0);
  std::puts(r.err.c_str());
  site.forget_requests();
  r = ofsight_program({"fetch", "--site", site.url(), "--delay", "0", "--corpus", folder.path("c")});
  std::puts(r.err.c_str());
  EXPECT_EQ(r.exit_code, 0);
  for (auto& s : site.requests()) if (s.status != 304) std::printf("%d %s %s\n", s.status, s.path.c_str(), s.headers.find("If-None-Match") == s.headers.end() ? "" : "INM");
}

}  // namespace
}  // namespace ofsight
