#include "corpus/request_log.h"

#include <gtest/gtest.h>

#include "corpus/json_schema.h"
#include "tests/corpus/temporary_folder.h"

namespace ofsight {
namespace {

RequestRecord record() {
  RequestRecord out;
  out.time = "2026-07-07T09:00:00.250Z";
  out.url = "https://example.org/\xFF\"";
  out.status = 200;
  out.headers = {{"etag", "\"x\""}, {"server", std::string(5000, 's')}};
  out.sha256 = std::string(64, 'a');
  out.bytes = 12;
  out.seconds = 0.1234;
  return out;
}

TEST(RequestLog, AddsALineARequest) {
  const TemporaryFolder folder;
  const std::string path = folder.path("requests.ndjson");
  for (int i = 0; i < 2; ++i) {
    auto log = RequestLog::open(path);
    ASSERT_TRUE(log);
    ASSERT_TRUE(log->add(record()));
  }
  RequestRecord failed;
  failed.time = "2026-07-07T09:00:00.250Z";
  failed.failure = "timeout";
  ASSERT_TRUE(RequestLog::open(path)->add(failed));
  const std::string text = content_of(path);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
  const auto schema = JsonSchema::from_json(
      content_of(std::string(OFSIGHT_SOURCE_DIR) + "/schemas/request.schema.json"));
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = text.find('\n', from);
    EXPECT_EQ(schema->check(text.substr(from, to - from)), std::vector<SchemaProblem>{});
    from = to + 1;
  }
  EXPECT_NE(text.find("\"ms\":123}"), std::string::npos) << text;
}

TEST(RequestLog, EndsALineThatWasCutOff) {
  const TemporaryFolder folder;
  const std::string path = folder.write("requests.ndjson", "{\"time\":\"2026");
  ASSERT_TRUE(RequestLog::open(path)->add(record()));
  const std::string text = content_of(path);
  EXPECT_TRUE(text.starts_with("{\"time\":\"2026\n{\"time\":\"2026-07-07T")) << text;
  EXPECT_FALSE(RequestLog::open(folder.path("no/such/folder")));
}

}  // namespace
}  // namespace ofsight
