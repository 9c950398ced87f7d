#include <memory>

#include "pipeline/ask/release_changes.h"
#include "pipeline/commands/ask.h"
#include "pipeline/commands/commands.h"
#include "pipeline/log.h"

namespace ofsight {
namespace {

const std::vector<std::string> kFormats = {"table", "csv", "json", "markdown", "atom"};

struct ChangesArguments {
  std::string release = "release", against, since, format = "table";
  bool evidence = false;
};

// A year before the release's date.
std::string year_before(const std::string& date) {
  if (date.size() != 10) return "0000-01-01";
  std::string year = std::to_string(std::stoi(date.substr(0, 4)) - 1);
  return std::string(4 - std::min<std::size_t>(4, year.size()), '0') + year + date.substr(4);
}

struct Found {
  std::vector<Change> changes;
  std::string title;
};

Expected<Found> find(ReleaseReader& release, const ChangesArguments& arguments) {
  if (!arguments.against.empty()) {
    auto other = ReleaseReader::open(arguments.against);
    if (!other) return tl::unexpected(other.error());
    auto changes = changes_against(release, *other);
    if (!changes) return tl::unexpected(changes.error());
    return Found{std::move(*changes), "Changes since the release of " + other->property("date")};
  }
  std::string since = year_before(release.property("date"));
  if (!arguments.since.empty()) {
    auto asked = day_asked("--since", arguments.since);
    if (!asked) return tl::unexpected(asked.error());
    since = std::move(*asked);
  }
  auto changes = changes_since(release, since);
  if (!changes) return tl::unexpected(changes.error());
  return Found{std::move(*changes), "Changes since " + since};
}

int run(const ChangesArguments& arguments) {
  if (!arguments.against.empty() && !arguments.since.empty()) {
    Log::error("changes takes --since or --against, not both");
    return kUsage;
  }
  auto release = ReleaseReader::open(arguments.release);
  if (!release) return print_text(tl::unexpected(release.error()));
  const auto found = find(*release, arguments);
  if (!found) return print_text(tl::unexpected(found.error()));
  if (arguments.format == "atom")
    return print_text(changes_feed(*release, found->changes, found->title));
  AskArguments ask;
  ask.format = arguments.format;
  return print_answer(changes_answer(*release, found->changes, found->title, arguments.evidence),
                      ask);
}

}  // namespace

Command changes_command() {
  auto arguments = std::make_shared<ChangesArguments>();
  Command command;
  command.name = "changes";
  command.summary =
      "New reports, changed judgements, new and dropped improvement areas; also as a feed";
  command.examples =
      "  ofsight changes --since 2026-04\n"
      "  ofsight changes --release releases/2026-06 --against releases/2026-03 --format markdown\n"
      "  ofsight changes --format atom > changes.xml";
  command.declare = [arguments](Options& options) {
    options.value("--since", "DATE", arguments->since,
                  "Reports that came out on this day or later; a year unless given");
    options.value("--against", "DIR", arguments->against, "Another release to compare with");
    options.value(
        "--release", "DIR", arguments->release,
        "The release to ask, or a folder of releases, for the newest; 'release' unless given");
    options.choice("--format", kFormats, arguments->format, "How the answer is written");
    options.flag("--evidence", arguments->evidence, "Add the place in its report of every quote");
  };
  command.run = [arguments] { return run(*arguments); };
  return command;
}

}  // namespace ofsight
