#include "pipeline/extract_documents.h"

#include <atomic>
#include <exception>
#include <memory>

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>

#include "pipeline/text/unicode.h"
#include "pipeline/version.h"

namespace ofsight {
namespace {

Rejection rejection(const Source& source, std::string stage, RejectionReason reason, std::string detail) {
  return {source, std::move(stage), reason, std::move(detail)};
}

std::variant<Report, Rejection> extract(const DocumentFile& file, const ExtractionSetup& setup,
                                        const ReadLimits& limits) {
  auto document = read_document(file, limits.bytes);
  if (!document) return document.error();
  auto read = read_text(*document, setup.text_rules, limits);
  if (!read) return rejection(document->source, "text", read.error().reason, read.error().detail);
  if (read->text.pages > 0) document->source.pages = read->text.pages;
  auto report = setup.extractor.extract(read->text);
  if (!report) return rejection(document->source, "extract", RejectionReason::kNotAReport, report.error());
  report->source = std::move(document->source);
  report->warnings.insert(report->warnings.begin(), read->warnings.begin(), read->warnings.end());
  report->provenance.program = program_version();
  report->provenance.text_engine = read->text.engine;
  report->provenance.icu = icu_version();
  return std::move(*report);
}

}  // namespace

std::variant<Report, Rejection> extract_document(const DocumentFile& file, const ExtractionSetup& setup,
                                                 const ReadLimits& limits) {
  Source source;
  source.file = file.path;
  try {
    return extract(file, setup, limits);
  } catch (const std::bad_alloc&) {
    return rejection(source, "text", RejectionReason::kTooLarge, "not enough memory");
  } catch (const std::exception& error) {
    return rejection(source, "text", RejectionReason::kInternal, error.what());
  }
}

void extract_documents(const std::vector<DocumentFile>& files, const ExtractionSetup& setup,
                       const ReadLimits& limits, std::size_t jobs,
                       const std::function<std::string(const std::variant<Report, Rejection>&)>& format,
                       const std::function<bool(Extracted)>& take) {
  const tbb::global_control threads(tbb::global_control::max_allowed_parallelism, jobs);
  std::size_t next = 0;
  std::atomic<bool> stopped = false;
  const auto source = [&](tbb::flow_control& control) -> std::size_t {
    if (next == files.size() || stopped) control.stop();
    return next == files.size() ? 0 : next++;
  };
  const auto work = [&](std::size_t index) {
    auto done = std::make_shared<Extracted>(Extracted{index, extract_document(files[index], setup, limits), {}});
    done->text = format(done->outcome);
    return done;
  };
  const auto sink = [&](std::shared_ptr<Extracted> done) {
    if (!stopped && !take(std::move(*done))) stopped = true;
  };
  tbb::parallel_pipeline(
      jobs * 2, tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order, source) &
                    tbb::make_filter<std::size_t, std::shared_ptr<Extracted>>(tbb::filter_mode::parallel, work) &
                    tbb::make_filter<std::shared_ptr<Extracted>, void>(tbb::filter_mode::serial_in_order, sink));
}

}  // namespace ofsight
