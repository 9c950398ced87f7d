#include "pipeline/extract_corpus.h"

#include <exception>
#include <new>
#include <optional>
#include <utility>

#include "corpus/digest.h"
#include "corpus/report_json.h"
#include "pipeline/ordered_work.h"

namespace ofsight {
namespace {

class CorpusExtraction {
 public:
  CorpusExtraction(const CorpusFolder& folder, const ExtractionSetup& setup,
                   const ReadLimits& limits, const std::string& build)
      : folder_(folder),
        cache_(folder),
        setup_(setup),
        limits_(limits),
        layer_(text_layer(limits)),
        rules_(build + ", rules " + setup.extractor.rules().digest() + ", " + layer_) {}

  CorpusOutcome outcome_of(const CorpusDocument& document) const {
    const Source& source = document.source;
    const std::string text_key = layer_ + (is_named_as_pdf(source) ? ", a PDF by name" : "");
    const std::string key = sha256_hex(rules_ + text_key + to_json(source));
    CorpusOutcome done;
    if (auto stored = cache_.outcome(source.sha256, key)) {
      done.outcome = std::move(*stored);
      return done;
    }
    std::variant<Report, Rejection> outcome = extract(document, text_key, done);
    if (const auto* report = std::get_if<Report>(&outcome)) {
      done.outcome = {true, report->kind, to_json(*report, JsonStyle::kLine)};
      done.warnings = report->warnings;
    } else {
      const Rejection& rejection = std::get<Rejection>(outcome);
      done.outcome = {false, std::string(reason_code(rejection.reason)),
                      to_json(rejection, JsonStyle::kLine)};
      done.detail = rejection.detail;
      if (rejection.stage == "read") return done;  // of this machine, at this time
    }
    if (done.stored) done.stored = cache_.store(source.sha256, key, done.outcome);
    return done;
  }

 private:
  std::variant<Report, Rejection> extract(const CorpusDocument& document,
                                          const std::string& text_key, CorpusOutcome& done) const {
    const Source& source = document.source;
    const auto rejected = [&](const char* stage, RejectionReason reason, std::string detail) {
      return Rejection{source, stage, reason, std::move(detail)};
    };
    try {
      done.freshness = Freshness::kFromText;
      auto reading = cache_.reading(source.sha256, text_key);
      if (!reading) {
        done.freshness = Freshness::kFromBytes;
        auto bytes = folder_.read(source.sha256, limits_.bytes);
        if (!bytes && source.bytes > limits_.bytes)
          return rejected("read", RejectionReason::kTooLarge,
                          "more than " + std::to_string(limits_.bytes) + " bytes");
        if (!bytes)
          return rejected("read", RejectionReason::kInternal,
                          "its file in the corpus is missing or damaged");
        reading = read({source, std::move(*bytes)});
        done.stored = cache_.store(source.sha256, text_key, *reading);
      }
      if (!reading->text) return rejected("text", reading->reason, reading->detail);
      return extract_text(*reading->text, reading->warnings, source, setup_);
    } catch (const std::bad_alloc&) {
      return rejected("text", RejectionReason::kTooLarge, "not enough memory");
    } catch (const std::exception& error) {
      return rejected("text", RejectionReason::kInternal, error.what());
    }
  }

  StoredReading read(const Document& document) const {
    auto text = read_text(document, setup_.text_rules, limits_);
    if (!text) return {std::nullopt, text.error().reason, text.error().detail, {}};
    return {std::move(text->text), {}, {}, std::move(text->warnings)};
  }

  const CorpusFolder& folder_;
  ExtractionCache cache_;
  const ExtractionSetup& setup_;
  ReadLimits limits_;
  std::string layer_, rules_;
};

}  // namespace

void extract_corpus(const CorpusFolder& folder, const std::vector<CorpusDocument>& documents,
                    const ExtractionSetup& setup, const ReadLimits& limits,
                    const std::string& build, std::size_t jobs,
                    const std::function<bool(CorpusOutcome)>& take) {
  const CorpusExtraction extraction(folder, setup, limits, build);
  work_in_order<CorpusOutcome>(
      documents.size(), jobs,
      [&](std::size_t index) {
        CorpusOutcome done = extraction.outcome_of(documents[index]);
        done.index = index;
        return done;
      },
      take);
}

}  // namespace ofsight
