#include "pipeline/ask/release_changes.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace ofsight {
namespace {

// The day a report came out, as far as it is known.
constexpr std::string_view kAppeared =
    "coalesce(r.published_on_site, r.published, r.report_date, '')";

struct Item {
  std::string text, quote, page, report_id, source_url, start, end;
  std::vector<std::string> themes;
};

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> items;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(kListSeparator), list.size());
    items.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return items;
}

std::string joined(const std::vector<std::string>& items) {
  std::string all;
  for (const std::string& item : items) all += (all.empty() ? "" : ", ") + item;
  return all;
}

bool shares_theme(const Item& item, const std::vector<Item>& others) {
  return std::any_of(others.begin(), others.end(), [&](const Item& other) {
    return std::any_of(item.themes.begin(), item.themes.end(), [&](const std::string& theme) {
      return std::find(other.themes.begin(), other.themes.end(), theme) != other.themes.end();
    });
  });
}

Change of_item(const Change& report, const std::string& event, const Item& item) {
  Change change = report;
  change.event = event;
  change.subject = joined(item.themes);
  change.quote = item.quote;
  change.page = item.page;
  // Where the quote stands, which for what was dropped is the report before.
  change.report_id = item.report_id;
  change.source_url = item.source_url;
  change.start = item.start;
  change.end = item.end;
  return change;
}

Expected<std::vector<Item>> items_of(ReleaseReader& release, const std::string& report_id) {
  auto select = release.database().prepare(
      "SELECT text, quote, page, report_id, source_url, start, \"end\", themes FROM improvements"
      " WHERE report_id = ? ORDER BY position");
  if (!select) return tl::unexpected(select.error());
  select->bind(1, report_id);
  std::vector<Item> items;
  auto read = for_each_row(*select, [&](const Statement& row) {
    const auto text = [&](int column) { return std::string(row.text(column)); };
    items.push_back(
        {text(0), text(1), text(2), text(3), text(4), text(5), text(6), split(row.text(7))});
  });
  if (!read) return tl::unexpected(read.error());
  return items;
}

// Reports that a condition on `r` fits, by its one parameter.
Expected<std::vector<Change>> reports_where(ReleaseReader& release, const std::string& condition,
                                            const std::string& value, const std::string& event) {
  auto select = release.database().prepare(
      "SELECT r.report_id, r.report_date, r.la_name, r.kind, r.title, r.source_url FROM reports r"
      " WHERE " +
      condition);
  if (!select) return tl::unexpected(select.error());
  select->bind(1, value);
  std::vector<Change> found;
  auto read = for_each_row(*select, [&](const Statement& row) {
    Change change;
    change.event = event;
    change.report_id = row.text(0);
    change.date = row.text(1);
    change.la_name = row.text(2);
    change.kind = row.text(3);
    change.title = row.text(4);
    change.source_url = row.text(5);
    found.push_back(std::move(change));
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

// The report of the same council and kind before this one that asked for anything; empty if none.
Expected<std::string> report_before(ReleaseReader& release, const Change& report) {
  auto select = release.database().prepare(
      "SELECT b.report_id FROM reports r JOIN reports b ON b.old_la_code = r.old_la_code AND"
      " b.kind = r.kind AND b.report_date < r.report_date AND b.improvements > 0"
      " WHERE r.report_id = ? ORDER BY b.report_date DESC, b.report_id LIMIT 1");
  if (!select) return tl::unexpected(select.error());
  select->bind(1, report.report_id);
  std::string id;
  auto read = for_each_row(*select, [&](const Statement& row) { id = row.text(0); });
  if (!read) return tl::unexpected(read.error());
  return id;
}

// What a new report asks for that the one before did not, and the other way round.
Expected<void> add_items_of_new(ReleaseReader& release, const Change& report,
                                std::vector<Change>& changes) {
  const auto now = items_of(release, report.report_id);
  if (!now) return tl::unexpected(now.error());
  if (now->empty()) return {};
  const auto before_id = report_before(release, report);
  if (!before_id) return tl::unexpected(before_id.error());
  std::vector<Item> before;
  if (!before_id->empty()) {
    auto items = items_of(release, *before_id);
    if (!items) return tl::unexpected(items.error());
    before = std::move(*items);
  }
  for (const Item& item : *now)
    if (!shares_theme(item, before)) changes.push_back(of_item(report, "improvement_new", item));
  for (const Item& item : before)
    if (!shares_theme(item, *now)) changes.push_back(of_item(report, "improvement_dropped", item));
  return {};
}

// Items of a report that both releases have, whose wording only one has.
Expected<void> add_items_of_known(ReleaseReader& release, ReleaseReader& other,
                                  const Change& report, std::vector<Change>& changes) {
  const auto now = items_of(release, report.report_id);
  if (!now) return tl::unexpected(now.error());
  const auto before = items_of(other, report.report_id);
  if (!before) return tl::unexpected(before.error());
  const auto only_in = [&](const std::vector<Item>& some, const std::vector<Item>& rest,
                           const std::string& event) {
    for (const Item& item : some)
      if (std::none_of(rest.begin(), rest.end(),
                       [&](const Item& one) { return one.text == item.text; }))
        changes.push_back(of_item(report, event, item));
  };
  only_in(*now, *before, "improvement_new");
  only_in(*before, *now, "improvement_dropped");
  return {};
}

void sort_changes(std::vector<Change>& changes) {
  std::stable_sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
    return std::tie(b.date, a.la_name) < std::tie(a.date, b.la_name);
  });
}

// Latest judgements, by council and area.
Expected<std::map<std::pair<std::string, std::string>, Change>> latest_of(ReleaseReader& release) {
  auto select = release.database().prepare(
      "SELECT l.old_la_code, l.area, l.la_name, l.grade, l.report_date, l.report_id, l.direction,"
      " l.previous_grade, j.quote, j.page, j.kind, j.source_url, j.start, j.\"end\" FROM "
      "latest_judgements l"
      " JOIN judgements j ON j.judgement_id = l.judgement_id");
  if (!select) return tl::unexpected(select.error());
  std::map<std::pair<std::string, std::string>, Change> all;
  auto read = for_each_row(*select, [&](const Statement& row) {
    Change change;
    change.event = "judgement_changed";
    change.subject = row.text(1);
    change.la_name = row.text(2);
    change.after = row.text(3);
    change.date = row.text(4);
    change.report_id = row.text(5);
    change.before = row.text(7);
    change.quote = row.text(8);
    change.page = row.text(9);
    change.kind = row.text(10);
    change.source_url = row.text(11);
    change.start = row.text(12);
    change.end = row.text(13);
    all.emplace(std::pair(std::string(row.text(0)), std::string(row.text(1))), std::move(change));
  });
  if (!read) return tl::unexpected(read.error());
  return all;
}

}  // namespace

Expected<std::vector<Change>> changes_since(ReleaseReader& release, const std::string& since) {
  auto changes = reports_where(release, std::string(kAppeared) + " >= ?", since, "new_report");
  if (!changes) return changes;
  const std::vector<Change> reports = *changes;
  std::set<std::string> ids;
  for (const Change& report : reports) ids.insert(report.report_id);
  const auto latest = latest_of(release);
  if (!latest) return tl::unexpected(latest.error());
  for (const auto& [key, change] : *latest)
    if (ids.contains(change.report_id) && change.before != change.after) changes->push_back(change);
  for (const Change& report : reports)
    if (auto added = add_items_of_new(release, report, *changes); !added)
      return tl::unexpected(added.error());
  sort_changes(*changes);
  return changes;
}

Expected<std::vector<Change>> changes_against(ReleaseReader& release, ReleaseReader& other) {
  const auto all = reports_where(release, "?1 = ''", "", "new_report");
  if (!all) return all;
  const auto before = reports_where(other, "?1 = ''", "", "dropped_report");
  if (!before) return before;
  std::set<std::string> now_ids, before_ids;
  for (const Change& report : *all) now_ids.insert(report.report_id);
  for (const Change& report : *before) before_ids.insert(report.report_id);
  std::vector<Change> changes;
  for (const Change& report : *before)
    if (!now_ids.contains(report.report_id)) changes.push_back(report);
  for (const Change& report : *all) {
    const bool known = before_ids.contains(report.report_id);
    if (!known) changes.push_back(report);
    auto added = known ? add_items_of_known(release, other, report, changes)
                       : add_items_of_new(release, report, changes);
    if (!added) return tl::unexpected(added.error());
  }
  const auto latest = latest_of(release);
  if (!latest) return tl::unexpected(latest.error());
  const auto latest_before = latest_of(other);
  if (!latest_before) return tl::unexpected(latest_before.error());
  for (const auto& [key, judgement] : *latest) {
    const auto was = latest_before->find(key);
    const std::string grade = was == latest_before->end() ? "" : was->second.after;
    if (grade == judgement.after) continue;
    Change change = judgement;
    if (was != latest_before->end()) change.before = grade;
    changes.push_back(std::move(change));
  }
  sort_changes(changes);
  return changes;
}

}  // namespace ofsight
