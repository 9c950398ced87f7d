#include "corpus/report_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/corpus/sample_report.h"

namespace ofsight {
namespace {

using nlohmann::ordered_json;
using Keys = std::vector<std::string>;

Keys keys_of(const ordered_json& object) {
  Keys keys;
  for (const auto& [key, _] : object.items()) keys.push_back(key);
  return keys;
}

// A report with the awkward characters everywhere that any text may stand.
Report awkward_report() {
  const std::string text =
      "é ’ “q” \"q\" \\ / 😀 \xEF\xBF\xBE\xE2\x80\xA8" + std::string("\0\n\t\x1f\x7f", 5);
  Report report = full_report();
  report.source.file = report.source.url = report.source.title_on_site = text;
  report.title = report.lead_inspector = text;
  report.council->name = text;
  report.inspectors = {text, "", text};
  report.judgements[0].label_text = report.judgements[0].grade_text = text;
  report.improvements[0].text = report.improvements[0].evidence.quote = text;
  report.findings[0].text = report.findings[0].section = text;
  report.warnings[0].message = text;
  return report;
}

TEST(ReportJsonTest, KeysStandInTheOrderOfTheContract) {
  const auto report = ordered_json::parse(to_json(full_report(), JsonStyle::kLine));
  const Keys evidence = {"page", "start", "end", "quote", "boxes"};
  const struct {
    const char* pointer;
    Keys keys;
  } cases[] = {
      {"",
       {"schema_version", "source", "kind", "framework", "title", "council", "inspection_start",
        "inspection_end", "published", "lead_inspector", "inspectors", "judgements", "improvements",
        "findings", "warnings", "provenance"}},
      {"/source",
       {"sha256", "media_type", "bytes", "pages", "file", "url", "title_on_site",
        "published_on_site", "retrieved_at"}},
      {"/council", {"name", "urn", "la_code", "gss_code", "region"}},
      {"/judgements/0", {"area", "grade", "label_text", "grade_text", "rule", "evidence"}},
      {"/judgements/0/evidence", evidence},
      {"/improvements/0", {"type", "body", "text", "themes", "rule", "evidence"}},
      {"/improvements/0/evidence", evidence},
      {"/findings/0",
       {"text", "themes", "polarity", "extent", "section", "context", "rules", "evidence"}},
      {"/findings/0/evidence", evidence},
      {"/warnings/0", {"code", "message"}},
      {"/provenance", {"program", "rules", "text_engine", "icu"}},
  };
  for (const auto& [pointer, keys] : cases) {
    EXPECT_EQ(keys_of(report.at(ordered_json::json_pointer(pointer))), keys) << pointer;
  }
}

TEST(ReportJsonTest, ValuesStandUnderTheirKeys) {
  const auto report = ordered_json::parse(to_json(full_report(), JsonStyle::kLine));
  const auto sha256 = "\"" + std::string(64, 'a') + "\"";
  const struct {
    const char* pointer;
    std::string json;
  } cases[] = {
      {"/schema_version", R"("1")"},
      {"/source/sha256", sha256},
      {"/source/media_type", R"("application/pdf")"},
      {"/source/bytes", "143210"},
      {"/source/pages", "5"},
      {"/source/file", R"("in/visit.pdf")"},
      {"/source/url", R"("https://example.org/50000001")"},
      {"/source/title_on_site", R"("Focused visit")"},
      {"/source/published_on_site", R"("2024-11-01")"},
      {"/source/retrieved_at", R"("2024-11-02T03:04:05Z")"},
      {"/kind", R"("focused_visit")"},
      {"/framework", R"("ilacs")"},
      {"/title", R"("Focused visit to Brackenshire children’s services")"},
      {"/council", R"({"name":"Brackenshire","urn":"80999","la_code":"999","gss_code":"E06000999",)"
                   R"("region":"South West"})"},
      {"/inspection_start", R"("2024-10-01")"},
      {"/inspection_end", R"("2024-10-02")"},
      {"/published", R"("2024-10-31")"},
      {"/lead_inspector", R"("Zoë Ashdown")"},
      {"/inspectors", R"(["Zoë Ashdown","Ivor Pell"])"},
      {"/judgements/0/area", R"("overall_effectiveness")"},
      {"/judgements/0/grade", R"("good")"},
      {"/judgements/0/label_text", R"("Overall effectiveness")"},
      {"/judgements/0/grade_text", R"("Good")"},
      {"/judgements/0/rule", R"("judgement.ilacs.overall_effectiveness")"},
      {"/judgements/0/evidence",
       R"({"page":2,"start":2310,"end":2314,"quote":"Good",)"
       R"("boxes":[[2,72.0,100.2,523.0,113.0],[3,72.0,60.0,90.5,72.0]]})"},
      {"/improvements/0/type", R"("area_for_improvement")"},
      {"/improvements/0/body", R"("local_authority")"},
      {"/improvements/0/text", R"("The “quality” of supervision.")"},
      {"/improvements/0/themes", R"(["supervision"])"},
      {"/improvements/0/rule", R"("improvements.what_needs_to_improve")"},
      {"/findings/0/text", R"("Most children’s plans are clear.")"},
      {"/findings/0/themes", R"(["plans_and_planning","voice_of_the_child"])"},
      {"/findings/0/polarity", R"("strength")"},
      {"/findings/0/extent", R"("most")"},
      {"/findings/0/section", R"("Main findings")"},
      {"/findings/0/context", R"(["historical"])"},
      {"/findings/0/rules", R"(["theme.plans","polarity.clear"])"},
      {"/warnings", R"([{"code":"judgement.ambiguous","message":"Two grades for care leavers."}])"},
      {"/provenance/program", R"("ofsight 0.1.0")"},
      {"/provenance/text_engine", R"("mupdf 1.21.1")"},
      {"/provenance/icu", R"("72.1")"},
  };
  for (const auto& [pointer, json] : cases) {
    EXPECT_EQ(report.at(ordered_json::json_pointer(pointer)).dump(), json) << pointer;
  }
}

TEST(ReportJsonTest, SameBytesAfterReading) {
  for (const Report& report : {Report(), bare_report(), full_report(), awkward_report()}) {
    for (const auto style : {JsonStyle::kLine, JsonStyle::kPretty}) {
      const auto json = to_json(report, style);
      const auto read = report_from_json(json);
      ASSERT_TRUE(read) << read.error().message;
      EXPECT_EQ(to_json(*read, style), json);
    }
  }
}

TEST(ReportJsonTest, ReadsEveryValueBack) {
  const auto read = report_from_json(to_json(awkward_report(), JsonStyle::kPretty)).value();
  const Report report = awkward_report();
  EXPECT_EQ(read.title, report.title);
  EXPECT_EQ(read.inspectors, report.inspectors);
  EXPECT_EQ(read.source.pages, 5);
  EXPECT_EQ(read.findings.at(0).extent, "most");
  EXPECT_EQ(read.improvements.at(0).evidence.quote, report.improvements[0].evidence.quote);
  EXPECT_EQ(read.improvements[0].evidence.span, report.improvements[0].evidence.span);
  const Box& box = read.improvements[0].evidence.boxes.at(1);
  EXPECT_EQ(box.page, 3);
  EXPECT_FLOAT_EQ(box.x1, 90.5F);
}

TEST(ReportJsonTest, PrettyAndLineSayTheSame) {
  const auto line = to_json(awkward_report(), JsonStyle::kLine);
  const auto pretty = to_json(awkward_report(), JsonStyle::kPretty);
  EXPECT_EQ(ordered_json::parse(line), ordered_json::parse(pretty));
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_TRUE(
      pretty.starts_with("{\n  \"schema_version\": \"1\",\n  \"source\": {\n    \"sha256\""));
  EXPECT_TRUE(pretty.ends_with("\n}"));
}

TEST(ReportJsonTest, WhatIsNotThereIsNull) {
  Report report = bare_report();
  report.council = {"Oldshire", "", "998", "E10000999", "South East"};
  report.judgements.emplace_back();
  report.findings.emplace_back();
  const auto json = ordered_json::parse(to_json(report, JsonStyle::kLine));
  for (const char* pointer :
       {"/source/pages", "/source/file", "/source/url", "/source/title_on_site",
        "/source/published_on_site", "/source/retrieved_at", "/title", "/council/urn",
        "/inspection_start", "/inspection_end", "/published", "/lead_inspector",
        "/judgements/0/evidence/page", "/findings/0/extent"}) {
    EXPECT_TRUE(json.at(ordered_json::json_pointer(pointer)).is_null()) << pointer;
  }
  EXPECT_EQ(json["judgements"][0]["evidence"]["boxes"], ordered_json::array());
  EXPECT_TRUE(ordered_json::parse(to_json(bare_report(), JsonStyle::kLine))["council"].is_null());
}

TEST(ReportJsonTest, FileNameMayBeAnyBytes) {
  Report report = bare_report();
  report.source.file = "caf\xE9.pdf";
  EXPECT_EQ(ordered_json::parse(to_json(report, JsonStyle::kLine))["source"]["file"], "caf�.pdf");
}

TEST(ReportJsonTest, NewKeysArePassedOver) {
  auto json = ordered_json::parse(to_json(full_report(), JsonStyle::kLine));
  json["complaints"] = {{"deep", {1, 2}}};
  json["judgements"][0]["weight"] = 3;
  const auto read = report_from_json(json.dump());
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(to_json(*read, JsonStyle::kLine), to_json(full_report(), JsonStyle::kLine));
}

TEST(ReportJsonTest, NamesWhereJsonIsNoReport) {
  const struct {
    const char *pointer, *value, *message;
  } cases[] = {
      {"/schema_version", R"("2")", R"(/schema_version: must be "1")"},
      {"/schema_version", "1", R"(/schema_version: must be "1")"},
      {"/kind", "null", "/kind: must be a string"},
      {"/title", "7", "/title: must be a string"},
      {"/council", "[]", "/council: must be an object"},
      {"/council", "{}", "/council: key 'name' is missing"},
      {"/source/bytes", "-1",
       "/source/bytes: must be a whole number from 0 to 18446744073709551615"},
      {"/source/pages", "2147483648", "/source/pages: must be a whole number from 0 to 2147483647"},
      {"/source/pages", "1.5", "/source/pages: must be a whole number from 0 to 2147483647"},
      {"/inspectors", R"("Ivor Pell")", "/inspectors: must be an array"},
      {"/inspectors/1", "{}", "/inspectors/1: must be a string"},
      {"/judgements/0", R"("good")", "/judgements/0: must be an object"},
      {"/judgements/0/evidence", "{}", "/judgements/0/evidence: key 'page' is missing"},
      {"/findings/0/evidence/page", "0",
       "/findings/0/evidence/page: must be a whole number from 1 to 2147483647"},
      {"/findings/0/evidence/boxes/1", "[1,2,3,4]",
       "/findings/0/evidence/boxes/1: must be [page, x0, y0, x1, y1]"},
      {"/findings/0/evidence/boxes/1/0", "1.0",
       "/findings/0/evidence/boxes/1/0: must be a whole number from 1 to 2147483647"},
      {"/findings/0/evidence/boxes/1/3", "null",
       "/findings/0/evidence/boxes/1/3: must be a number"},
      {"/findings/0/evidence/boxes/1/3", "1e39",
       "/findings/0/evidence/boxes/1/3: must be a number"},
  };
  for (const auto& [pointer, value, message] : cases) {
    auto json = ordered_json::parse(to_json(full_report(), JsonStyle::kLine));
    json.at(ordered_json::json_pointer(pointer)) = ordered_json::parse(value);
    const auto read = report_from_json(json.dump());
    ASSERT_FALSE(read) << pointer;
    EXPECT_EQ(read.error().code, ErrorCode::kInvalidData);
    EXPECT_EQ(read.error().message, message);
  }
}

TEST(ReportJsonTest, NamesEveryMissingKey) {
  const auto whole = ordered_json::parse(to_json(full_report(), JsonStyle::kLine));
  for (const char* parent : {"", "/source", "/council", "/judgements/0", "/improvements/0",
                             "/findings/0", "/findings/0/evidence", "/warnings/0", "/provenance"}) {
    const ordered_json::json_pointer pointer(parent);
    for (const auto& key : keys_of(whole.at(pointer))) {
      auto json = whole;
      json.at(pointer).erase(key);
      const auto read = report_from_json(json.dump());
      ASSERT_FALSE(read) << parent << " " << key;
      EXPECT_EQ(read.error().message,
                parent + std::string(*parent ? ": " : "") + "key '" + key + "' is missing");
    }
  }
}

TEST(ReportJsonTest, RefusesWhatIsNoJson) {
  const std::string json = to_json(full_report(), JsonStyle::kLine);
  const struct {
    std::string text, message;
  } cases[] = {
      {"", "not JSON from byte 1 on"},
      {"{\"schema_version\": x", "not JSON from byte 20 on"},
      {json + "}", "not JSON from byte " + std::to_string(json.size() + 1) + " on"},
      {"\"caf\xE9\"", "not JSON from byte 6 on"},
      {R"(["\ud800"])", "not JSON from byte 9 on"},
      {"[1e999]", "a number is too large"},
      {"[]", "must be an object"},
      {std::string(2000000, '['), "nested deeper than 64 levels"},
      {std::string(65, '[') + std::string(65, ']'), "nested deeper than 64 levels"},
  };
  for (const auto& [text, message] : cases) {
    const auto read = report_from_json(text);
    ASSERT_FALSE(read) << message;
    EXPECT_EQ(read.error().message, message);
    EXPECT_FALSE(rejection_from_json(text)) << message;
  }
}

TEST(RejectionJsonTest, IsAsTheContractSays) {
  Rejection rejection = sample_rejection();
  rejection.source = {};
  EXPECT_EQ(to_json(rejection, JsonStyle::kLine),
            R"({"source":{"sha256":null,"media_type":null,"bytes":0,"pages":null,"file":null,)"
            R"("url":null,"title_on_site":null,"published_on_site":null,"retrieved_at":null},)"
            R"("stage":"text","reason":"not_a_pdf","detail":"HTML page titled 'Nothing here …'"})");
}

TEST(RejectionJsonTest, SameBytesAfterReadingForEveryReason) {
  const std::pair<RejectionReason, const char*> codes[] = {
      {RejectionReason::kNotAPdf, "not_a_pdf"},       {RejectionReason::kEncrypted, "encrypted"},
      {RejectionReason::kCorrupt, "corrupt"},         {RejectionReason::kNoText, "no_text"},
      {RejectionReason::kTooLarge, "too_large"},      {RejectionReason::kTimeout, "timeout"},
      {RejectionReason::kNotAReport, "not_a_report"}, {RejectionReason::kInternal, "internal"},
  };
  for (const auto& [reason, code] : codes) {
    EXPECT_EQ(reason_code(reason), code);
    Rejection rejection = sample_rejection();
    rejection.reason = reason;
    const auto json = to_json(rejection, JsonStyle::kPretty);
    EXPECT_EQ(ordered_json::parse(json)["reason"], code);
    const auto read = rejection_from_json(json);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->reason, reason);
    EXPECT_EQ(to_json(*read, JsonStyle::kPretty), json);
  }
}

TEST(RejectionJsonTest, UnknownReasonIsNone) {
  auto json = ordered_json::parse(to_json(sample_rejection(), JsonStyle::kLine));
  json["reason"] = "tired";
  const auto read = rejection_from_json(json.dump());
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().message, "/reason: is not a known reason");
}

}  // namespace
}  // namespace ofsight
