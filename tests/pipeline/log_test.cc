#include "pipeline/log.h"

#include <gtest/gtest.h>

#include <string>

#include "pipeline/progress.h"
#include "tests/pipeline/logged.h"
#include "tests/pipeline/terminal.h"

namespace ofsight {
namespace {

TEST(Log, AMessageIsOneLineWithItsLevel) {
  EXPECT_EQ(logged([] { Log::info("3 documents read"); }), "ofsight: info: 3 documents read\n");
  EXPECT_EQ(logged([] { Log::warn("a.pdf: rejected"); }), "ofsight: warning: a.pdf: rejected\n");
  EXPECT_EQ(logged([] { Log::error("no space"); }), "ofsight: error: no space\n");
}

TEST(Log, WhatAMessageHoldsIsNoFormat) {
  EXPECT_EQ(logged([] { Log::warn("{} {0} %s %v é"); }), "ofsight: warning: {} {0} %s %v é\n");
}

// Names of files and titles of pages are anybody's.
TEST(Log, WhatAMessageHoldsCommandsNoTerminal) {
  EXPECT_EQ(logged([] { Log::warn("a\nofsight: info: b\r\x1B[2Jc\td\x7F.pdf"); }),
            "ofsight: warning: a?ofsight: info: b??[2Jc?d?.pdf\n");
  EXPECT_EQ(logged([] {
              Log::info(
                  "\xC2\x9B"
                  "2J \xC3\x9B \xC2\xA0");
            }),
            "ofsight: info: ?2J \xC3\x9B \xC2\xA0\n")
      << "a control character of two bytes; other letters have the same bytes";
}

TEST(Log, ABarIsWipedBeforeAMessage) {
  open_log();
  const Terminal terminal;
  if (!terminal.is_open()) GTEST_SKIP() << "no pseudo-terminal can be had here";
  Progress progress(2);
  progress.advance();
  terminal.shown();
  Log::warn("look");
  const std::string shown = terminal.shown();
  EXPECT_TRUE(shown.starts_with("\r\033[K")) << shown;
  EXPECT_NE(shown.find("look\n"), shown.npos) << shown;
}

}  // namespace
}  // namespace ofsight
