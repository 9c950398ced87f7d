#include "corpus/digest.h"
#include "corpus/utf8.h"
#include "pipeline/ask/grades.h"
#include "pipeline/ask/release_changes.h"

namespace ofsight {
namespace {

// As XML takes it: escaped, and without what XML has no place for.
std::string xml(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto [size, valid] = utf8_step(text, at);
    const std::string_view one = text.substr(at, size);
    const char c = text[at];
    if (!valid || one == "\xEF\xBF\xBE" || one == "\xEF\xBF\xBF") {
      out += "\xEF\xBF\xBD";
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (size == 1 && static_cast<unsigned char>(c) < 0x20) {
      out += ' ';
    } else {
      out += one;
    }
    at += size;
  }
  return out;
}

// A UUID of the words, so that the same change has the same id in every feed.
std::string urn_of(const std::string& words) {
  std::string hex = sha256_hex(words).substr(0, 32);
  hex[12] = '8';  // a version of our own making (RFC 9562)
  hex[16] = "89ab"[hex[16] % 4];
  return "urn:uuid:" + hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" +
         hex.substr(16, 4) + "-" + hex.substr(20);
}

std::string time_of(const std::string& day) {
  return (day.empty() ? "1970-01-01" : day) + "T00:00:00Z";
}

std::string spaced(std::string text) {
  for (char& c : text)
    if (c == '_') c = ' ';
  return text;
}

std::string title_of(const ReleaseReader& release, const Change& change) {
  const std::string who = (change.la_name.empty() ? "Unknown council" : change.la_name) + ": ";
  if (change.event == "new_report") return who + "new report, " + spaced(change.kind);
  if (change.event == "dropped_report") return who + "report gone, " + spaced(change.kind);
  if (change.event == "judgement_changed")
    return who + release.area_label(change.subject) + " is " + short_grade(release, change.after) +
           (change.before.empty() ? "" : ", was " + short_grade(release, change.before));
  return who + (change.event == "improvement_new" ? "asked to improve: " : "not asked any more: ") +
         spaced(change.subject.empty() ? "other" : change.subject);
}

}  // namespace

std::string changes_feed(const ReleaseReader& release, const std::vector<Change>& changes,
                         const std::string& title) {
  const About& about = release.dataset().about;
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n  <id>" +
      urn_of("feed " + about.name) + "</id>\n  <title>" + xml(title) + "</title>\n  <updated>" +
      time_of(release.property("date")) + "</updated>\n  <author><name>" + xml(about.name) +
      "</name></author>\n  <rights>" + xml(about.licence.title + ", " + about.licence.path) +
      "</rights>\n";
  for (const Change& change : changes) {
    out += "  <entry>\n    <id>" +
           urn_of(change.event + "\n" + change.report_id + "\n" + change.subject + "\n" +
                  change.before + "\n" + change.after + "\n" + change.quote) +
           "</id>\n    <title>" + xml(title_of(release, change)) + "</title>\n    <updated>" +
           time_of(change.date) + "</updated>\n    <category term=\"" + xml(change.event) +
           "\"/>\n";
    if (change.source_url.starts_with("https://") || change.source_url.starts_with("http://"))
      out += "    <link href=\"" + xml(change.source_url) + "\"/>\n";
    const std::string place = change.page.empty() ? "" : " (page " + change.page + ")";
    const std::string words =
        change.quote.empty() ? change.title : "“" + change.quote + "”" + place;
    out += "    <content type=\"text\">" + xml(words) + "</content>\n  </entry>\n";
  }
  return out + "</feed>\n";
}

}  // namespace ofsight
