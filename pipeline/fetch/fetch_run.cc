#include "pipeline/fetch/fetch_run.h"

#include <algorithm>
#include <utility>

#include "corpus/name_words.h"
#include "corpus/nearest.h"
#include "pipeline/fetch/download.h"

namespace ofsight {
namespace {

constexpr std::int64_t kBatch = 100;
constexpr std::int64_t kCouncilsPerLoss = 20;  // fewer by more than one in so many is far fewer
constexpr std::int64_t kReportsPerLoss = 10;
constexpr std::int64_t kWorthNaming = 3;  // reports of a council that do not all go at once
constexpr std::size_t kMaxNamed = 10;

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < kMaxNamed; ++i)
    out += (out.empty() ? "" : ", ") + names[i];
  if (names.size() > kMaxNamed) out += " and " + std::to_string(names.size() - kMaxNamed) + " more";
  return out;
}

bool same_words(std::string_view a, std::string_view b) {
  const Words x = fold_words(a), y = fold_words(b);
  return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                    [](const Word& p, const Word& q) { return p.folded == q.folded; });
}

// "Birmingham" chooses "Birmingham City Council", "Bristol, City of" chooses "Bristol".
bool is_chosen(const ListedCouncil& council, const std::string& wanted) {
  if (council.urn == wanted) return true;
  const Words name = fold_words(council.name), words = fold_words(wanted);
  if (words.empty()) return false;
  for (std::size_t at = 0; at < name.size(); ++at)
    if (stands_at(name, at, words, Spelling::kAnyCase, Gap::kBreak)) return true;
  return false;
}

class FetchRun {
 public:
  FetchRun(Store& store, PoliteClient& client, Clock& clock, const SiteRules& rules,
           const FetchOptions& options, const FetchListener& listener)
      : store_(store),
        client_(client),
        clock_(clock),
        rules_(rules),
        options_(options),
        listener_(listener),
        pages_(client, store, clock) {}

  Expected<FetchSummary> run(const std::string& program) {
    const auto site = parse_url(options_.site);
    if (!site) return fail(ErrorCode::kUsage, site.error().message);
    const auto number = store_.begin_run(program, options_.site, now());
    if (!number) return tl::unexpected(number.error());
    run_ = *number;
    auto done = read_lists(*site);
    if (done && !over_) done = download();
    if (!done) note_problem(done.error().message);
    if (over_ && over_->end == Outcome::End::kStopped) summary_.stopped = true;
    if (over_ && !summary_.stopped) note_problem(over_->detail);
    summary_.outcome = outcome();
    const std::string message = summary_.problems.empty() ? "" : summary_.problems.front();
    auto ended = store_.end_run(run_, summary_.outcome, summary_.counts, message, now());
    if (!done) return tl::unexpected(done.error());
    if (!ended) return tl::unexpected(ended.error());
    return std::move(summary_);
  }

 private:
  std::string now() { return rfc3339(clock_.now()); }

  RunOutcome outcome() const {
    if (summary_.stopped) return RunOutcome::kStopped;
    if (!summary_.problems.empty()) return RunOutcome::kIncomplete;
    return options_.councils.empty() ? RunOutcome::kComplete : RunOutcome::kPartial;
  }

  void note_problem(std::string problem) { summary_.problems.push_back(std::move(problem)); }

  Expected<void> read_lists(const Url& site) {
    const auto listed_before = store_.listed_councils();
    if (!listed_before) return tl::unexpected(listed_before.error());
    auto found = discover_councils(pages_, site, rules_);
    if (!found) return tl::unexpected(found.error());
    over_ = found->over;
    summary_.counts.councils = static_cast<std::int64_t>(found->councils.size());
    if (over_) return {};
    if (auto seen = store_.see_councils(found->councils, run_, now()); !seen) return seen;
    if (auto done = compare_councils(*found, *listed_before); !done) return done;
    auto chosen = chosen_councils(found->councils);
    if (!chosen) return tl::unexpected(chosen.error());
    if (!options_.councils.empty())
      for (const ListedCouncil& council : *chosen) chosen_urns_.push_back(council.urn);
    return read_pages(*chosen);
  }

  Expected<void> compare_councils(const Discovery& found, std::int64_t before) {
    const auto count = static_cast<std::int64_t>(found.councils.size());
    const auto missing = store_.missing_councils(run_);
    if (!missing) return tl::unexpected(missing.error());
    const bool far_fewer = (before - count) * kCouncilsPerLoss > before && !options_.accept_fewer;
    if (found.problem) note_problem(*found.problem);
    if (!found.problem && count == 0) note_problem("the site lists no council at all");
    if (far_fewer)
      note_problem("the site lists " + std::to_string(count) + " councils, and listed " +
                   std::to_string(before) + " before; missing: " + listed(*missing) +
                   "; if that is right, say --accept-fewer");
    if (!summary_.problems.empty() || missing->empty()) return {};
    if (listener_.warn) listener_.warn("no longer listed: " + listed(*missing));
    return store_.delist_missing_councils(run_, now());
  }

  static tl::unexpected<Error> unlisted(const std::vector<ListedCouncil>& all,
                                        const std::string& wanted) {
    std::vector<std::string> names;
    for (const ListedCouncil& council : all) names.push_back(council.name);
    std::string near;
    for (const std::string& name : nearest_few(wanted, names, 3))
      near += (near.empty() ? "; the nearest are " : ", ") + name;
    return fail(ErrorCode::kUsage, "the site lists no council '" + wanted + "'" + near);
  }

  Expected<std::vector<ListedCouncil>> chosen_councils(const std::vector<ListedCouncil>& all) {
    if (options_.councils.empty()) return all;
    std::vector<bool> is_in(all.size());
    for (const std::string& wanted : options_.councils) {
      // "Sutton" is not also "Sutton Coldfield" where one has just that name.
      const bool exact = std::any_of(all.begin(), all.end(), [&](const ListedCouncil& council) {
        return council.urn == wanted || same_words(council.name, wanted);
      });
      bool found = false;
      for (std::size_t i = 0; i < all.size(); ++i) {
        const bool fits = exact ? all[i].urn == wanted || same_words(all[i].name, wanted)
                                : is_chosen(all[i], wanted);
        found = found || fits;
        is_in[i] = is_in[i] || fits;
      }
      if (!found) return unlisted(all, wanted);
    }
    std::vector<ListedCouncil> chosen;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (is_in[i]) chosen.push_back(all[i]);
    return chosen;
  }

  Expected<void> read_pages(const std::vector<ListedCouncil>& councils) {
    std::vector<std::string> read;  // URNs
    std::int64_t before = 0, missing = 0, done_pages = 0;
    for (const ListedCouncil& council : councils) {
      auto page = read_council_page(pages_, council, rules_);
      if (!page) return tl::unexpected(page.error());
      if (listener_.progress)
        listener_.progress(++done_pages, static_cast<std::int64_t>(councils.size()));
      over_ = page->over;
      if (over_) return {};
      if (page->problem) {
        note_problem(council.name + " (" + council.urn + "): " + *page->problem);
        continue;
      }
      for (const std::string& link : page->unreadable)
        if (listener_.warn)
          listener_.warn(council.name + " (" + council.urn + "): a link is passed over: " + link);
      const auto change = store_.see_listings(council.urn, page->listings, run_, now());
      if (!change) return tl::unexpected(change.error());
      count(*change, page->listings);
      before += change->before;
      missing += change->missing;
      if (change->listed == 0 && change->before >= kWorthNaming && !options_.accept_fewer) {
        note_problem(council.name + " (" + council.urn + ") lists no report any more, and listed " +
                     std::to_string(change->before) +
                     " before; if that is right, say --accept-fewer");
      } else if (change->missing > 0) {
        read.push_back(council.urn);
      }
    }
    if (missing * kReportsPerLoss > before && missing >= kWorthNaming && !options_.accept_fewer) {
      note_problem("of " + std::to_string(before) + " reports listed before, " +
                   std::to_string(missing) +
                   " are listed no longer; if that is right, say --accept-fewer");
      return {};
    }
    for (const std::string& urn : read)
      if (auto done = store_.delist_missing(urn, run_, now()); !done) return done;
    return {};
  }

  void count(const PageChange& change, const std::vector<Listing>& listings) {
    RunCounts& counts = summary_.counts;
    ++counts.pages;
    counts.reports += change.listed;
    counts.new_reports += change.first_seen;
    counts.unknown_kinds +=
        std::count_if(listings.begin(), listings.end(),
                      [](const Listing& listing) { return listing.kind.empty(); });
  }

  Expected<void> download() {
    const Wanted wanted{chosen_urns_, options_.kinds, options_.since, options_.retry_waiting,
                        options_.recheck};
    const std::string started = now();
    const auto count = store_.count_wanted(wanted, started);
    if (!count) return tl::unexpected(count.error());
    summary_.wanted = *count;
    if (options_.dry_run) return {};
    const std::int64_t limit = std::min(*count, options_.max_documents);
    Downloader downloader(client_, store_, clock_, options_.max_bytes);
    std::optional<WantedFile> last;
    for (std::int64_t tried = 0; tried < limit;) {
      const auto batch = store_.wanted(wanted, last, std::min(kBatch, limit - tried), started);
      if (!batch) return tl::unexpected(batch.error());
      if (batch->empty()) break;
      for (const WantedFile& file : *batch) {
        const auto download = downloader.get(file);
        if (!download) return tl::unexpected(download.error());
        count_download(file, *download);
        ++tried;
        if (over_) return {};
        if (listener_.progress) listener_.progress(tried, limit);
      }
      last = batch->back();
    }
    return {};
  }

  void count_download(const WantedFile& file, const Download& download) {
    RunCounts& counts = summary_.counts;
    switch (download.result) {
      case Download::Result::kReceived: ++counts.downloaded; return;
      case Download::Result::kUnchanged: return;
      case Download::Result::kGone:
        ++counts.gone;
        if (listener_.warn) listener_.warn(file.url + " is gone: " + download.detail);
        return;
      case Download::Result::kFailed:
        ++counts.failed;
        if (listener_.warn) listener_.warn(file.url + " failed: " + download.detail);
        over_ = end_of_run(download.outcome, client_);
        return;
      case Download::Result::kOver: over_ = end_of_run(download.outcome, client_); return;
    }
  }

  Store& store_;
  PoliteClient& client_;
  Clock& clock_;
  const SiteRules& rules_;
  const FetchOptions& options_;
  const FetchListener& listener_;
  PageSource pages_;
  std::int64_t run_ = 0;
  std::vector<std::string> chosen_urns_;  // empty: all
  FetchSummary summary_;
  std::optional<RunEnd> over_;
};

}  // namespace

Expected<FetchSummary> run_fetch(Store& store, PoliteClient& client, Clock& clock,
                                 const SiteRules& rules, const FetchOptions& options,
                                 const std::string& program, const FetchListener& listener) {
  return FetchRun(store, client, clock, rules, options, listener).run(program);
}

}  // namespace ofsight
