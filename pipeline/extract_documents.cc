#include "pipeline/extract_documents.h"

#include <exception>

#include "pipeline/ordered_work.h"
#include "pipeline/text/unicode.h"
#include "pipeline/version.h"

namespace ofsight {
namespace {

Rejection rejection(const Source& source, std::string stage, RejectionReason reason,
                    std::string detail) {
  return {source, std::move(stage), reason, std::move(detail)};
}

std::variant<Report, Rejection> extract(const DocumentFile& file, const ExtractionSetup& setup,
                                        const ReadLimits& limits) {
  auto document = read_document(file, limits.bytes);
  if (!document) return document.error();
  auto read = read_text(*document, setup.text_rules, limits);
  if (!read) return rejection(document->source, "text", read.error().reason, read.error().detail);
  return extract_text(read->text, read->warnings, std::move(document->source), setup);
}

}  // namespace

std::variant<Report, Rejection> extract_text(const Text& text, const std::vector<Warning>& warnings,
                                             Source source, const ExtractionSetup& setup) {
  if (text.pages > 0) source.pages = text.pages;
  auto report = setup.extractor.extract(text);
  if (!report) return rejection(source, "extract", RejectionReason::kNotAReport, report.error());
  report->source = std::move(source);
  report->warnings.insert(report->warnings.begin(), warnings.begin(), warnings.end());
  report->provenance.program = program_version();
  report->provenance.text_engine = text.engine;
  report->provenance.icu = icu_version();
  return std::move(*report);
}

std::variant<Report, Rejection> extract_document(const DocumentFile& file,
                                                 const ExtractionSetup& setup,
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

void extract_documents(
    const std::vector<DocumentFile>& files, const ExtractionSetup& setup, const ReadLimits& limits,
    std::size_t jobs,
    const std::function<std::string(const std::variant<Report, Rejection>&)>& format,
    const std::function<bool(Extracted)>& take) {
  work_in_order<Extracted>(
      files.size(), jobs,
      [&](std::size_t index) {
        Extracted done{index, extract_document(files[index], setup, limits), {}};
        done.text = format(done.outcome);
        return done;
      },
      take);
}

}  // namespace ofsight
