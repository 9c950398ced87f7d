#include "pipeline/ask/passage_search.h"

#include <algorithm>
#include <map>

#include "corpus/council_lookup.h"
#include "pipeline/ask/search_query.h"

namespace ofsight {
namespace {

constexpr std::size_t kMostFacets = 8;  // values listed of each
constexpr int kMostYears = 60;          // asked for one by one

// One of the two tables that are searched.
struct Place {
  std::string table;
  std::string what;  // the column that says what kind of passage it is
};
const std::vector<Place> kPlaces = {{"improvements", "type"}, {"findings", "polarity"}};

struct Hit {
  const Place* place;
  std::int64_t row_number;
  double score;  // smaller is better, as SQLite has it
};

std::string any_of(const std::string& column, const std::vector<std::string>& values) {
  std::string all;
  for (const std::string& value : values)
    all += (all.empty() ? "" : " OR ") + full_text_phrase(value);
  return " AND " + column + " : (" + all + ")";
}

class Search {
 public:
  Search(ReleaseReader& release, const SearchRequest& request)
      : release_(release), request_(request) {}

  Expected<Answer> run() {
    if (auto understood = understand(); !understood) return tl::unexpected(understood.error());
    for (const Place& place : kPlaces)
      if (auto found = find(place); !found) return tl::unexpected(found.error());
    std::stable_sort(hits_.begin(), hits_.end(),
                     [](const Hit& a, const Hit& b) { return a.score < b.score; });
    Answer answer;
    if (auto shown = show_hits(answer); !shown) return tl::unexpected(shown.error());
    show_facets(answer);
    answer.title = total() + (all_ == 1 && !capped_ ? " passage matches " : " passages match ") +
                   request_.query;
    if (capped_)
      answer.notes.push_back("More passages match than are ranked and counted; narrow the search.");
    return answer;
  }

 private:
  std::string total() const { return (capped_ ? "More than " : "") + std::to_string(all_); }

  Expected<void> understand() {
    const auto words = full_text_query(request_.query);
    if (!words) return tl::unexpected(words.error());
    match_ = "text : (" + *words + ")";
    std::vector<std::string> codes, regions;
    for (const std::string& name : request_.councils) {
      const auto council = look_up_council(release_.councils(), name);
      if (!council) return tl::unexpected(council.error());
      codes.push_back((*council)->la_code);
    }
    for (const std::string& name : request_.regions) {
      auto code = release_.region_code(name);
      if (!code) return tl::unexpected(code.error());
      regions.push_back(std::move(*code));
    }
    for (const std::string& theme : request_.themes)
      if (auto known = release_.check_theme(theme); !known) return known;
    for (const std::string& kind : request_.kinds)
      if (auto known = release_.check_value("kind", kind); !known) return known;
    for (const std::string& polarity : request_.polarities)
      if (auto known = release_.check_value("polarity", polarity); !known) return known;
    if (!codes.empty()) match_ += any_of("old_la_code", codes);
    if (!regions.empty()) match_ += any_of("region_code", regions);
    if (!request_.themes.empty()) match_ += any_of("themes", request_.themes);
    if (!request_.kinds.empty()) match_ += any_of("kind", request_.kinds);
    match_ += years();
    return {};
  }

  // The years of --since and --until: the index knows years, the rows their days.
  std::string years() const {
    if (request_.since.empty() && request_.until.empty()) return {};
    const auto year = [](const std::string& day) { return std::stoi(day.substr(0, 4)); };
    const int last =
        request_.until.empty() ? std::max(2100, year(request_.since)) : year(request_.until);
    const int first = request_.since.empty() ? last - kMostYears : year(request_.since);
    if (last - first > 2 * kMostYears) return {};
    std::vector<std::string> all;
    for (int one = first; one <= last; ++one) all.push_back(std::to_string(one));
    return all.empty() ? std::string() : any_of("time_period", all);
  }

  Expected<void> find(const Place& place) {
    const bool findings = place.table == "findings";
    const bool by_polarity = !request_.polarities.empty();
    if (by_polarity && !findings) return {};  // improvements have none
    const std::string match = match_ + (by_polarity ? any_of("polarity", request_.polarities) : "");
    std::string sql = "SELECT t.row_number, bm25(" + place.table +
                      "_fts, 1, 0, 0, 0, 0, 0, 0), t.kind, t.time_period, t.region_code, t.\"" +
                      place.what + "\", t.la_name, t.themes FROM " + place.table + "_fts JOIN " +
                      place.table + " t ON t.row_number = " + place.table + "_fts.rowid WHERE " +
                      place.table + "_fts MATCH ?1";
    if (!request_.since.empty()) sql += " AND t.report_date >= ?2";
    if (!request_.until.empty()) sql += " AND t.report_date < ?3";
    // A sentence that is an improvement is found as one.
    if (findings && !by_polarity)
      sql +=
          " AND NOT EXISTS (SELECT 1 FROM improvements i WHERE i.report_id = t.report_id AND"
          " i.start <= t.start AND i.\"end\" >= t.\"end\")";
    sql += " LIMIT " + std::to_string(kMostRanked + 1);
    auto select = release_.database().prepare(sql);
    if (!select) return tl::unexpected(select.error());
    select->bind(1, match);
    if (!request_.since.empty()) select->bind(2, request_.since);
    if (!request_.until.empty()) select->bind(3, request_.until);
    std::size_t found = 0;
    auto read = for_each_row(*select, [&](const Statement& row) {
      if (++found > kMostRanked) {
        capped_ = true;
        return;
      }
      ++all_;
      hits_.push_back({&place, row.integer(0), row.real(1)});
      count("kind", row.text(2));
      count("year", row.text(3));
      count("region", row.text(4));
      count("what it is", place.table == "improvements" ? "improvement" : row.text(5));
      count("council", row.text(6));
      std::string_view themes = row.text(7);
      while (!themes.empty()) {
        const std::size_t end = std::min(themes.find(kListSeparator), themes.size());
        count("theme", themes.substr(0, end));
        themes.remove_prefix(std::min(end + 1, themes.size()));
      }
    });
    return read;
  }

  void count(const std::string& facet, std::string_view value) {
    if (value.empty()) return;
    auto& counts = facets_[facet];
    if (const auto at = counts.find(value); at != counts.end()) {
      ++at->second;
    } else {
      counts.emplace(value, 1);
    }
  }

  Expected<void> show_hits(Answer& answer) {
    AnswerTable& table = answer.tables.emplace_back();
    table.key = "hits";
    table.title = hits_.size() > request_.limit
                      ? "The best " + std::to_string(request_.limit) + " (--limit shows more)"
                      : "Passages";
    table.empty =
        "No passage matches. A star finds other endings, as in supervis*; fewer words or "
        "filters find more.";
    table.headings = {{"date", "Date"}, {"la_name", "Council"}, {"kind", "Kind"},
                      {"what", "What"}, {"page", "Page"},       {"quote", "Quote", true}};
    if (request_.evidence) {
      for (const char* key : {"report_id", "start", "end", "source_url"})
        table.headings.push_back({key, key});
    }
    for (const Hit& hit : hits_) {
      if (table.rows.size() == request_.limit) break;
      if (auto shown = show(hit, table); !shown) return shown;
    }
    return {};
  }

  Expected<void> show(const Hit& hit, AnswerTable& table) {
    const std::string& name = hit.place->table;
    auto select = release_.database().prepare(
        "SELECT t.report_date, t.la_name, t.kind, t.\"" + hit.place->what +
        "\", t.page, t.quote, highlight(" + name +
        "_fts, 0, char(2), char(3)), t.report_id, t.start,"
        " t.\"end\", t.source_url FROM " +
        name + "_fts JOIN " + name + " t ON t.row_number = " + name + "_fts.rowid WHERE " + name +
        "_fts MATCH ?1 AND " + name + "_fts.rowid = ?2");
    if (!select) return tl::unexpected(select.error());
    select->bind(1, match_).bind(2, hit.row_number);
    return for_each_row(*select, [&](const Statement& row) {
      auto& cells = table.rows.emplace_back();
      const auto text = [&](int column) { return std::string(row.text(column)); };
      cells = {text(0), text(1), spaced_cell(text(2)), spaced_cell(text(3)), number_cell(text(4))};
      const std::string& what = cells[3].text;
      if (what == "concern" || what == "priority_action") cells[3].tone = Tone::kBad;
      if (what == "strength") cells[3].tone = Tone::kFine;
      Cell quote(text(5));
      quote.shown = text(6);
      cells.push_back(std::move(quote));
      if (!request_.evidence) return;
      for (int column = 7; column <= 10; ++column) cells.emplace_back(text(column));
    });
  }

  void show_facets(Answer& answer) {
    AnswerTable& table = answer.tables.emplace_back();
    table.key = "facets";
    table.title = "How they divide";
    table.headings = {{"facet", "By"}, {"value", "Value"}, {"hits", "Passages"}};
    std::map<std::string, std::string> regions;
    for (const Council& council : release_.councils().councils())
      regions[council.region_code] = council.region;
    for (const auto& [facet, counts] : facets_) {
      std::vector<std::pair<std::string, std::size_t>> ranked(counts.begin(), counts.end());
      std::stable_sort(ranked.begin(), ranked.end(),
                       [](const auto& a, const auto& b) { return a.second > b.second; });
      if (facet == "year") std::sort(ranked.rbegin(), ranked.rend());
      for (std::size_t i = 0; i < std::min(ranked.size(), kMostFacets); ++i) {
        std::string value = ranked[i].first;
        if (facet == "region" && regions.contains(value)) value = regions[value];
        table.rows.push_back({facet, value, ranked[i].second});
      }
      if (ranked.size() > kMostFacets) {
        std::size_t rest = 0;
        for (std::size_t i = kMostFacets; i < ranked.size(); ++i) rest += ranked[i].second;
        table.rows.push_back(
            {facet, Cell(std::to_string(ranked.size() - kMostFacets) + " more", Tone::kQuiet),
             rest});
      }
    }
  }

  ReleaseReader& release_;
  const SearchRequest& request_;
  std::string match_;
  std::vector<Hit> hits_;
  std::size_t all_ = 0;
  bool capped_ = false;
  std::map<std::string, std::map<std::string, std::size_t, std::less<>>> facets_;
};

}  // namespace

Expected<Answer> search(ReleaseReader& release, const SearchRequest& request) {
  return Search(release, request).run();
}

}  // namespace ofsight
