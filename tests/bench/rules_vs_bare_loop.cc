// Time of everything after PDF text extraction (normalising, blocks, sentences, all rules, JSON)
// beside a bare loop of ICU's form C, ICU's sentence breaks and one RE2::Set of the theme terms, on
// one core, over the same texts, in turn; and of twice the rules beside the rules.
// usage: rules_vs_bare_loop TEXT… (as 'ofsight text' prints them)

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

#include "corpus/digest.h"
#include "corpus/document_files.h"
#include "corpus/embedded.h"
#include "corpus/report_json.h"
#include "extractors/extract.h"
#include "pipeline/text/read_text.h"
#include "pipeline/text/unicode.h"

namespace {

using namespace ofsight;
using Clock = std::chrono::steady_clock;

constexpr int kRounds = 5;

RuleSet rules_of(bool twice) {
  std::vector<RuleSource> sources;
  for (const EmbeddedFile& file : embedded_rules()) {
    std::string json(file.bytes);
    sources.push_back({std::string(file.name), json, true});
    if (!twice) continue;
    // The same rules again under other names: theme codes get a letter more, others an id word.
    const auto themes = json.find("\"themes\": [");
    for (auto at = json.find("\"id\": \""); at != json.npos; at = json.find("\"id\": \"", at + 1)) {
      const auto end = json.find('"', at + 7);
      json.insert(end, "z");
    }
    if (themes != json.npos)
      for (auto at = json.find('"', themes + 11); json[at] == '"';
           at = json.find_first_of("\"]", at + 1)) {
        at = json.find('"', at + 1);
        json.insert(at++, "z");
      }
    sources.push_back({"again-" + std::string(file.name), std::move(json), true});
  }
  auto rules = RuleSet::load(sources);
  if (!rules) {
    for (const auto& problem : rules.error())
      std::cerr << problem.file << problem.pointer << ": " << problem.message << '\n';
    std::exit(1);
  }
  return std::move(*rules);
}

Extractor extractor_of(bool twice) {
  return std::move(
      Extractor::create(
          rules_of(twice),
          CouncilRegister::from_json(embedded_file(embedded_councils(), "councils.json")).value())
          .value());
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

template <typename Work>
double seconds(Work work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Document> documents;
  std::size_t bytes = 0;
  for (int i = 1; i < argc; ++i) {
    auto document = read_document({argv[i], std::nullopt}, ReadLimits{}.bytes);
    if (!document) continue;
    bytes += document->bytes.size();
    documents.push_back(std::move(*document));
  }
  if (documents.empty()) {
    std::cerr << "usage: rules_vs_bare_loop TEXT…\n";
    return 2;
  }
  const auto text_rules = load_text_rules().value();
  const Extractor once = extractor_of(false), twice = extractor_of(true);
  const auto extract_all = [&](const Extractor& extractor) {
    std::size_t written = 0;
    for (const Document& document : documents) {
      const auto read = read_text(document, text_rules, ReadLimits{});
      if (!read) continue;
      const auto report = extractor.extract(read->text);
      if (report) written += to_json(*report, JsonStyle::kLine).size();
    }
    return written;
  };

  // Room for every state of the automaton: with less, RE2 gives up and finds nothing.
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(std::int64_t{8} << 30);
  re2::RE2::Set terms(options, re2::RE2::UNANCHORED);
  for (const Rule* rule : once.rules().family("theme"))
    for (const auto* list : {&rule->patterns, &rule->early, &rule->in_items, &rule->weak})
      for (const std::string& pattern : *list) terms.Add(pattern, nullptr);
  terms.Compile();
  std::size_t given_up = 0;
  const auto bare_loop = [&] {
    std::size_t hits = 0;
    for (const Document& document : documents) {
      const auto decoded = utf32_from_utf8(document.bytes);
      if (!decoded) continue;
      const std::u32string text = nfc(*decoded);
      std::size_t from = 0;
      for (const std::size_t to : sentence_boundaries(text)) {
        std::vector<int> found;
        re2::RE2::Set::ErrorInfo error{re2::RE2::Set::kNoError};
        terms.Match(utf8_from_utf32(std::u32string_view(text).substr(from, to - from)), &found,
                    &error);
        if (error.kind != re2::RE2::Set::kNoError) ++given_up;
        hits += found.size();
        from = to;
      }
    }
    return hits;
  };

  std::vector<double> bare, rules, doubled;
  std::size_t sink = 0;
  for (int round = 0; round < kRounds; ++round) {
    bare.push_back(seconds([&] { sink += bare_loop(); }));
    rules.push_back(seconds([&] { sink += extract_all(once); }));
    doubled.push_back(seconds([&] { sink += extract_all(twice); }));
    std::cout << "round " << round + 1 << ": bare loop " << bare.back() << " s, all rules "
              << rules.back() << " s, twice the rules " << doubled.back() << " s" << std::endl;
  }
  std::cout << documents.size() << " texts, " << bytes << " bytes: all rules / bare loop "
            << median(rules) / median(bare) << ", twice the rules / all rules "
            << median(doubled) / median(rules)
            << ", sentences that the bare loop gave up on: " << given_up
            << ", hits and bytes: " << sink << '\n';
}
