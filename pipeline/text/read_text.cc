#include "pipeline/text/read_text.h"

#include <cctype>

#include "corpus/digest.h"
#include "corpus/embedded.h"
#include "pipeline/html/html_parser.h"
#include "pipeline/text/block_builder.h"
#include "pipeline/text/html_reader.h"
#include "pipeline/text/pdf_reader.h"
#include "pipeline/text/plain_reader.h"
#include "pipeline/text/unicode.h"

namespace ofsight {
namespace {

using Result = tl::expected<ReadText, ReadFailure>;

Result failure(RejectionReason reason, std::string detail) {
  return tl::unexpected(ReadFailure{reason, std::move(detail)});
}

Result finish(ReadText read, const std::vector<RawBlock>& blocks, const TextRules& rules,
              std::string engine) {
  read.text = build_text(blocks, rules);
  read.text.engine = std::move(engine);
  if (read.text.blocks.empty()) return failure(RejectionReason::kNoText, "no text in the document");
  return read;
}

Result from_pdf(const Document& document, const TextRules& rules, const ReadLimits& limits) {
  auto printed = read_pdf(document.bytes, limits);
  if (!printed) return tl::unexpected(printed.error());
  ReadText read;
  read.text.pages = static_cast<int>(printed->pages.size());
  PrintedLayout layout = build_blocks(printed->pages);
  read.furniture = std::move(layout.furniture);
  read.warnings = std::move(printed->warnings);
  const int pages = static_cast<int>(printed->pages.size());
  auto result = finish(std::move(read), layout.blocks, rules, std::move(printed->engine));
  if (result) result->text.pages = pages;
  return result;
}

Result from_html(const Document& document, const TextRules& rules, const ReadLimits& limits) {
  auto blocks = read_html(document.bytes, limits);
  if (!blocks) return tl::unexpected(blocks.error());
  return finish({}, *blocks, rules, html_engine());
}

Result from_plain(const Document& document, const TextRules& rules, const ReadLimits& limits) {
  auto blocks = read_plain(document.bytes, limits);
  if (!blocks) return tl::unexpected(blocks.error());
  return finish({}, *blocks, rules, "plain text");
}

}  // namespace

bool is_named_as_pdf(const Source& source) {
  if (!source.file || source.file->size() < 4) return false;
  std::string ending = source.file->substr(source.file->size() - 4);
  for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return ending == ".pdf";
}

std::string text_layer(const ReadLimits& limits) {
  std::string rules;
  for (const EmbeddedFile& file : embedded_text()) rules += file.bytes;
  return "text " + std::to_string(kTextLayerVersion) + ", rules " +
         sha256_hex(rules).substr(0, 16) + ", " + pdf_engine() + ", " + html_engine() + ", icu " +
         icu_version() + ", " + std::to_string(limits.bytes) + " bytes, " +
         std::to_string(limits.seconds) + " s";
}

Result read_text(const Document& document, const TextRules& rules, const ReadLimits& limits) {
  const Source& source = document.source;
  if (source.media_type == "application/pdf") return from_pdf(document, rules, limits);
  if (source.media_type == "text/html") {
    if (!is_named_as_pdf(source)) return from_html(document, rules, limits);
    const auto title = html_title(document.bytes);
    return failure(RejectionReason::kNotAPdf, "HTML page titled '" + title.value_or("") + "'");
  }
  if (is_named_as_pdf(source))
    return failure(RejectionReason::kNotAPdf, "no %PDF- header: " + source.media_type);
  if (source.media_type == "text/plain") return from_plain(document, rules, limits);
  return failure(RejectionReason::kNotAReport, "neither PDF, HTML nor text: " + source.media_type);
}

Expected<TextRules> load_text_rules() {
  const auto& files = embedded_text();
  auto normaliser = Normaliser::from_json(embedded_file(files, "normalisation.json"));
  if (!normaliser) return tl::unexpected(normaliser.error());
  auto vocabulary = Vocabulary::from_json(embedded_file(files, "vocabulary.json"));
  if (!vocabulary) return tl::unexpected(vocabulary.error());
  auto abbreviations = Abbreviations::from_json(embedded_file(files, "abbreviations.json"));
  if (!abbreviations) return tl::unexpected(abbreviations.error());
  return TextRules{std::move(*normaliser), std::move(*vocabulary), std::move(*abbreviations)};
}

}  // namespace ofsight
