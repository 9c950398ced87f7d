#include "pipeline/commands/fetch_step.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "corpus/day.h"
#include "corpus/document_files.h"
#include "corpus/store.h"
#include "pipeline/commands/store_access.h"
#include "pipeline/fetch/address.h"
#include "pipeline/fetch/fetch_run.h"
#include "pipeline/fetch/http_client.h"
#include "pipeline/log.h"
#include "pipeline/progress.h"
#include "pipeline/stop_signal.h"
#include "pipeline/version.h"

namespace ofsight {
namespace {

constexpr std::uint64_t kMaxRulesBytes = 1 << 20;
constexpr double kLeastDelaySeconds = 1;

Expected<SiteRules> load_site_rules(const std::string& path) {
  if (path.empty()) return SiteRules::built_in();
  const auto document = read_document({path, std::nullopt}, kMaxRulesBytes);
  if (!document) return fail(ErrorCode::kIo, path + ": " + document.error().detail);
  auto rules = SiteRules::from_json(document->bytes);
  if (!rules) return fail(ErrorCode::kInvalidData, path + ": " + rules.error().message);
  return rules;
}

// A site on this machine or network, whose owner is the user.
bool is_own(const Url& site) {
  return site.host == "localhost" || (is_ip_address(site.host) && !is_public_address(site.host));
}

// Everything a run needs, checked before the corpus is touched.
struct Setup {
  SiteRules rules;
  FetchOptions options;
  Manners manners;
  HttpClientOptions http;
};

Expected<Setup> set_up(const FetchArguments& arguments) {
  const auto usage = [](std::string message) {
    return fail(ErrorCode::kUsage, std::move(message));
  };
  auto rules = load_site_rules(arguments.site_rules);
  if (!rules) return tl::unexpected(rules.error());
  const auto site = parse_url(arguments.site.empty() ? rules->site : arguments.site);
  if (!site) return usage("--site: " + site.error().message);
  std::string contact = arguments.contact;
  if (const char* set = std::getenv("OFSIGHT_CONTACT"); contact.empty() && set != nullptr)
    contact = set;
  if (contact.find_first_of("\r\n()") != contact.npos)
    return usage("--contact may have no brackets and no line ends");
  if (contact.empty() && !is_own(*site))
    return usage(
        "say how the owner of " + site->host +
        " can reach you: --contact 'https://example.org; you@example.org', or set OFSIGHT_CONTACT");
  if (arguments.delay_seconds < kLeastDelaySeconds && !is_own(*site))
    return usage("--delay below 1 is for a site of your own, such as --site http://127.0.0.1:8080");
  const auto since = first_day_of(arguments.since);
  if (!arguments.since.empty() && !since)
    return usage("--since '" + arguments.since +
                 "' is not a date; write 2021, 2021-06 or 2021-06-15");
  for (const std::string& kind : arguments.kinds) {
    const auto known = rules->kind_codes();
    if (std::find(known.begin(), known.end(), kind) != known.end()) continue;
    std::string names;
    for (const std::string& code : known) names += (names.empty() ? "" : ", ") + code;
    return usage("--kind " + kind + " is none; the kinds of the site are " + names);
  }
  Setup setup{std::move(*rules), {}, {}, {}};
  if (arguments.site.empty())
    for (const std::string& host : setup.rules.hosts)
      setup.manners.origins.insert("https://" + host + ":443");
  setup.manners.origins.insert(site->origin());
  setup.manners.pause_seconds = arguments.delay_seconds;
  setup.manners.max_wait_seconds = arguments.max_wait_seconds;
  setup.manners.max_idle_seconds = arguments.timeout_seconds;
  setup.manners.tries = static_cast<int>(arguments.tries);
  setup.http.user_agent =
      "ofsight/" OFSIGHT_VERSION + (contact.empty() ? "" : " (+" + contact + ")");
  setup.http.closed_addresses = !arguments.site.empty();
  setup.http.stop_requested = stop_requested;
  FetchOptions& options = setup.options;
  options.site = site->text;
  options.councils = arguments.councils;
  options.kinds = arguments.kinds;
  options.since = since.value_or("");
  options.dry_run = arguments.dry_run;
  options.retry_waiting = arguments.retry_waiting;
  options.recheck = arguments.recheck;
  options.accept_fewer = arguments.accept_fewer;
  options.max_documents = static_cast<std::int64_t>(arguments.max_documents);
  options.max_bytes = arguments.max_bytes;
  return setup;
}

std::string counted(std::int64_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

int report(const FetchSummary& summary, bool dry_run) {
  const RunCounts& counts = summary.counts;
  for (const std::string& problem : summary.problems) Log::error(problem);
  if (counts.unknown_kinds > 0)
    Log::info(counted(counts.unknown_kinds, "link") + " with words of no known kind");
  std::string line = counted(counts.councils, "council") + ", " +
                     counted(counts.reports, "report") + " listed, " +
                     std::to_string(counts.new_reports) + " new";
  line += dry_run ? "; would download " + std::to_string(summary.wanted)
                  : "; " + std::to_string(counts.downloaded) + " downloaded, " +
                        std::to_string(counts.gone) + " gone, " + std::to_string(counts.failed) +
                        " failed";
  Log::info(line);
  if (summary.stopped) {
    Log::warn("stopped; the next run goes on from here");
    return kInterrupted;
  }
  if (summary.problems.empty()) return counts.failed == 0 ? kDone : kFailed;
  Log::error("the run is incomplete; nothing was removed");
  return kFailed;
}

}  // namespace

void declare_corpus(Options& options, std::string& corpus) {
  options.value("--corpus", "DIR", corpus, "The corpus; 'ofsight-corpus' unless given");
}

void declare_fetch(Options& options, FetchArguments& a) {
  options.list("--council", "NAME-or-URN", a.councils, "Only reports of these councils");
  options.list("--kind", "KIND", a.kinds, "Only reports whose links are of these kinds");
  options.value("--since", "DATE", a.since,
                "Only reports published then or later, and those without a date");
  options.count("--max-documents", "N", a.max_documents, 0, 1'000'000'000,
                "Download at most so many");
  options.flag("--dry-run", a.dry_run,
               "Read the lists, say what would be downloaded, download nothing");
  options.value("--contact", "TEXT", a.contact,
                "How the site's owner can reach you, sent with every request: "
                "'https://example.org; you@example.org'; else OFSIGHT_CONTACT");
  options.value("--site", "URL", a.site,
                "Another site than Ofsted's, such as a copy; only its own host is asked");
  options.value("--site-rules", "FILE", a.site_rules,
                "Another description of the site than the built-in one");
  options.number("--delay", "S", a.delay_seconds, 0, 3600, "Least pause between two requests");
  options.number("--timeout", "S", a.timeout_seconds, 1, 3600,
                 "Time in which a server must send something");
  options.number(
      "--max-wait", "S", a.max_wait_seconds, 0, 86400,
      "Longest wait for a server that says when to come back; asked for more, the run ends");
  options.count("--tries", "N", a.tries, 1, 20, "Tries of a request that fails");
  options.count("--max-bytes", "N", a.max_bytes, 1, std::size_t{1} << 40,
                "Size of a file; larger ones are not taken");
  options.flag("--retry-waiting", a.retry_waiting,
               "Also try files that failed and are to be tried later");
  options.flag("--recheck", a.recheck, "Also ask whether files in the corpus have changed");
  options.flag("--accept-fewer", a.accept_fewer,
               "Believe the site if it lists far fewer councils or reports than before");
}

FetchEnd run_fetch_step(const FetchArguments& arguments, const std::string& command) {
  const auto stop = [](const Error& error, bool began = false) -> FetchEnd {
    Log::error(error.message);
    return {error.code == ErrorCode::kIo ? kFailed : kUsage, began};
  };
  auto setup = set_up(arguments);
  if (!setup) return stop(setup.error());
  heed_stop_signals();
  SystemClock clock(stop_requested);
  auto store = open_store_to_write(arguments.corpus, command, clock);
  if (!store) return stop(store.error());
  auto log = RequestLog::open(store->folder().request_log());
  if (!log) return stop(log.error());
  auto transport = HttpClient::create(setup->http);
  if (!transport) return stop(transport.error());
  PoliteClient client(*transport, clock, &*log, setup->manners);
  std::optional<Progress> progress;
  std::int64_t total = -1;
  FetchListener listener;
  listener.warn = [](const std::string& message) { Log::warn(message); };
  listener.progress = [&](std::int64_t, std::int64_t of) {
    if (of != total) progress.emplace(static_cast<std::size_t>(of));
    total = of;
    progress->advance();
  };
  const auto summary =
      run_fetch(*store, client, clock, setup->rules, setup->options, program_version(), listener);
  progress.reset();
  if (client.log_failure()) return stop(*client.log_failure(), true);
  if (!summary) return stop(summary.error(), true);
  return {report(*summary, arguments.dry_run), true};
}

}  // namespace ofsight
