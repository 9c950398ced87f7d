#include "pipeline/explanation.h"

#include <algorithm>

namespace ofsight {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

std::string place_of(const Evidence& evidence) {
  const std::string page = evidence.page == 0 ? "" : "page " + std::to_string(evidence.page) + ", ";
  return page + std::to_string(evidence.span.start) + "–" + std::to_string(evidence.span.end);
}

SentenceRole role_of(const Text& text, Span sentence, const Report& report,
                     const FindingExtractor& findings) {
  for (const Improvement& item : report.improvements)
    if (item.evidence.span.overlaps(sentence)) return findings.role_of(text, item);
  return SentenceRole::kProse;
}

// The words that rules matched, in order and without overlaps: the longest of those that do.
std::vector<ByteSpan> marks_of(std::string_view sentence, SentenceRole role, std::string_view kind,
                               const FindingExtractor& findings) {
  std::vector<ByteSpan> marks;
  for (const ThemeHit& hit : findings.themes().hits(sentence, role, kind))
    marks.push_back(hit.span);
  for (const CueHit& hit : findings.polarity().extract(sentence, role).cues)
    marks.push_back(hit.span);
  std::sort(marks.begin(), marks.end(), [](ByteSpan a, ByteSpan b) {
    return std::pair(a.start, b.end) < std::pair(b.start, a.end);
  });
  std::size_t end = 0;
  std::erase_if(marks, [&end](ByteSpan mark) {
    const bool overlaps = mark.start < end;
    if (!overlaps) end = mark.end;
    return overlaps;
  });
  return marks;
}

std::string with_marks(std::string_view sentence, const std::vector<ByteSpan>& marks) {
  std::string out;
  std::size_t at = 0;
  for (const ByteSpan mark : marks) {
    out += sentence.substr(at, mark.start - at);
    out += "[" + std::string(sentence.substr(mark.start, mark.length())) + "]";
    at = mark.end;
  }
  return out + std::string(sentence.substr(at));
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

// Something of the report, to be marked where its quote stands.
struct Mark {
  Span span;
  std::string kind, note;
};

std::vector<Mark> marks_of(const Report& report) {
  std::vector<Mark> marks;
  for (const Judgement& judgement : report.judgements)
    marks.push_back(
        {judgement.evidence.span, "judgement",
         "judgement: " + judgement.area + " is " + judgement.grade + " (" + judgement.rule + ")"});
  for (const Finding& finding : report.findings)
    marks.push_back({finding.evidence.span, finding.polarity,
                     finding.polarity +
                         (finding.themes.empty() ? "" : ": " + joined(finding.themes)) + " (" +
                         joined(finding.rules) + ")"});
  std::stable_sort(marks.begin(), marks.end(),
                   [](const Mark& a, const Mark& b) { return a.span < b.span; });
  std::size_t end = 0;
  std::erase_if(marks, [&end](const Mark& mark) {
    const bool overlaps = mark.span.start < end;
    if (!overlaps) end = mark.span.end;
    return overlaps;
  });
  return marks;
}

constexpr std::string_view kStyle =
    "body{font:1rem/1.6 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 "
    "1rem;color:#1a1a1a}"
    "mark{background:none;color:inherit;border-bottom:3px solid}"
    ".strength{border-color:#2a7a4b}.concern{border-color:#b3261e;border-bottom-style:double}"
    ".mixed{border-color:#9a6700;border-bottom-style:dashed}.neutral{border-color:#8a8a8a;border-"
    "bottom-style:dotted}"
    ".judgement{border-color:#1f4e9c}small{color:#444;font-family:sans-serif}"
    ".item{border-left:4px solid #1f4e9c;padding-left:.8rem}.row{white-space:pre-wrap}";

class HtmlPage {
 public:
  HtmlPage(const Report& report, const Text& text)
      : report_(report), text_(text), marks_(marks_of(report)) {}

  std::string write() && {
    const std::string title = escaped(report_.title.value_or("Report"));
    out_ = "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>" + title +
           "</title><style>" + std::string(kStyle) + "</style></head><body>\n";
    out_ +=
        "<p><small>Underlined: <mark class=\"strength\">strength</mark>, <mark "
        "class=\"concern\">concern</mark>, "
        "<mark class=\"mixed\">mixed</mark>, <mark class=\"neutral\">neutral</mark>, "
        "<mark class=\"judgement\">judgement</mark>. What each mark says follows it in small "
        "print; "
        "improvements have a line at their left.</small></p>\n";
    for (const Block& block : text_.blocks) write_block(block);
    return std::move(out_) + "</body></html>\n";
  }

 private:
  void write_block(const Block& block) {
    const auto& items = report_.improvements;
    const auto item =
        std::find_if(items.begin(), items.end(), [&block](const Improvement& improvement) {
          return improvement.evidence.span.overlaps(block.span);
        });
    const std::string tag = block.kind == BlockKind::kHeading
                                ? "h" + std::to_string(std::clamp(block.level, 1, 6))
                                : "p";
    out_ += "<" + tag +
            (item != items.end()                  ? " class=\"item\""
             : block.kind == BlockKind::kTableRow ? " class=\"row\""
                                                  : "") +
            ">";
    if (block.kind == BlockKind::kListItem) out_ += escaped(text_.slice(block.marker)) + " ";
    write_words(block.span);
    if (item != items.end() && item->evidence.span.end <= block.span.end)
      out_ += " <small>" +
              escaped(item->type + (item->themes.empty() ? "" : ": " + joined(item->themes)) +
                      " (" + item->rule + ")") +
              "</small>";
    out_ += "</" + tag + ">\n";
  }

  void write_words(Span span) {
    std::size_t at = span.start;
    for (; next_ < marks_.size() && marks_[next_].span.end <= span.end; ++next_) {
      const Mark& mark = marks_[next_];
      if (mark.span.start < at) continue;
      out_ += escaped(text_.slice({at, mark.span.start}));
      out_ += "<mark class=\"" + mark.kind + "\">" + escaped(text_.slice(mark.span)) +
              "</mark> <small>" + escaped(mark.note) + "</small>";
      at = mark.span.end;
    }
    out_ += escaped(text_.slice({at, span.end}));
  }

  const Report& report_;
  const Text& text_;
  const std::vector<Mark> marks_;
  std::size_t next_ = 0;
  std::string out_;
};

}  // namespace

std::string explain_findings(const Report& report, const Text& text,
                             const FindingExtractor& findings, const std::string& rule) {
  std::string out;
  for (const Finding& finding : report.findings) {
    if (!rule.empty() &&
        std::find(finding.rules.begin(), finding.rules.end(), rule) == finding.rules.end())
      continue;
    const std::string_view sentence = text.slice(finding.evidence.span);
    out += place_of(finding.evidence) + ": " + finding.polarity +
           (finding.themes.empty() ? "" : "; " + joined(finding.themes)) +
           (finding.context.empty() ? "" : "; " + joined(finding.context)) + "\n  " +
           with_marks(sentence,
                      marks_of(sentence, role_of(text, finding.evidence.span, report, findings),
                               report.kind, findings)) +
           "\n  " + joined(finding.rules) + "\n";
  }
  return out;
}

std::optional<std::string> explain_sentence(const Report& report, const Text& text, std::size_t at,
                                            const FindingExtractor& findings) {
  const auto found =
      std::find_if(text.sentences.begin(), text.sentences.end(),
                   [at](Span sentence) { return sentence.start <= at && at < sentence.end; });
  if (found == text.sentences.end()) return std::nullopt;
  const std::string_view sentence = text.slice(*found);
  const SentenceRole role = role_of(text, *found, report, findings);
  const auto themes = findings.themes().hits(sentence, role, report.kind);
  const auto polarity = findings.polarity().extract(sentence, role);
  std::string out = place_of(text.evidence(*found)) + ": " + std::string(polarity.polarity) +
                    (is_listed(role) ? ", listed as an improvement" : "") + "\n" +
                    std::string(sentence) + "\n\nfired\n";
  const auto line = [&](const std::string& id, ByteSpan span) {
    out += "  " + id + ": '" + std::string(sentence.substr(span.start, span.length())) + "'\n";
  };
  for (const ThemeHit& hit : themes) line(hit.rule->id, hit.span);
  for (const CueHit& hit : polarity.cues) line(hit.cue->rule->id, hit.span);
  if (themes.empty() && polarity.cues.empty()) out += "  nothing\n";
  out += "\nnearly fired\n";
  const auto misses = findings.themes().near_misses(sentence, role, report.kind);
  for (const auto& [rule, reason] : misses) out += "  " + rule->id + ": " + reason + "\n";
  if (misses.empty()) out += "  nothing\n";
  return out;
}

std::string explain_html(const Report& report, const Text& text) {
  return HtmlPage(report, text).write();
}

}  // namespace ofsight
