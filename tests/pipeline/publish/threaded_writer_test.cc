#include "pipeline/publish/threaded_writer.h"

#include <gtest/gtest.h>

#include "tests/pipeline/publish/sample_reports.h"

namespace ofsight {
namespace {

constexpr std::int64_t kNever = -1;

// Keeps the first cell of every row, and fails at one.
class Keeping : public TableWriter {
 public:
  Keeping(std::vector<std::int64_t>& rows, bool& ended, std::int64_t fails_at)
      : rows_(rows), ended_(ended), fails_at_(fails_at) {}
  Expected<void> begin(const Dataset&) override { return {}; }
  Expected<void> add(std::size_t, const Row& row) override {
    const auto number = std::get<std::int64_t>(row.at(0));
    if (number == fails_at_) return fail(ErrorCode::kIo, "full");
    rows_.push_back(number);
    return {};
  }
  Expected<void> end() override {
    ended_ = true;
    return {};
  }
  std::vector<ReleaseFile> files(const Dataset&) const override { return {{"x", "x", "x/x", ""}}; }

 private:
  std::vector<std::int64_t>& rows_;
  bool& ended_;
  const std::int64_t fails_at_;
};

class ThreadedWriterTest : public testing::Test {
 protected:
  // Writes so many rows; the first Error, or that there was none.
  std::string write(std::int64_t count, std::int64_t fails_at) {
    ThreadedWriter writer(std::make_unique<Keeping>(rows_, ended_, fails_at));
    if (auto begun = writer.begin(built_in_dataset()); !begun) return begun.error().message;
    for (std::int64_t i = 0; i < count; ++i)
      if (auto added = writer.add(0, {i}); !added) return added.error().message;
    const auto ended = writer.end();
    return ended ? "fine" : ended.error().message;
  }

  std::vector<std::int64_t> rows_;
  bool ended_ = false;
};

TEST_F(ThreadedWriterTest, EveryRowArrivesInOrder) {
  for (const std::int64_t count : {0, 1, 255, 256, 257, 100'000}) {
    rows_.clear();
    ended_ = false;
    EXPECT_EQ(write(count, kNever), "fine");
    ASSERT_EQ(rows_.size(), static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) ASSERT_EQ(rows_[static_cast<std::size_t>(i)], i);
    EXPECT_TRUE(ended_);
  }
}

TEST_F(ThreadedWriterTest, AnErrorComesBackAndNothingIsEndedAfterIt) {
  for (const std::int64_t at : {0, 300, 9'999}) {
    ended_ = false;
    EXPECT_EQ(write(10'000, at), "full") << at;
    EXPECT_FALSE(ended_);
  }
}

TEST_F(ThreadedWriterTest, CanBeLeftAtAnyTime) {
  { ThreadedWriter never_begun(std::make_unique<Keeping>(rows_, ended_, kNever)); }
  {
    ThreadedWriter writer(std::make_unique<Keeping>(rows_, ended_, kNever));
    ASSERT_TRUE(writer.begin(built_in_dataset()));
    for (std::int64_t i = 0; i < 1000; ++i) ASSERT_TRUE(writer.add(0, {i}));
  }
  EXPECT_FALSE(ended_);
}

}  // namespace
}  // namespace ofsight
