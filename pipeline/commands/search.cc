#include <memory>

#include "pipeline/ask/passage_search.h"
#include "pipeline/commands/ask.h"
#include "pipeline/commands/commands.h"

namespace ofsight {
namespace {

constexpr std::size_t kMostShown = 10000;

struct SearchArguments {
  AskArguments ask;
  SearchRequest request;
  std::vector<std::string> words;
  std::string since, until;
};

int run(SearchArguments arguments) {
  SearchRequest& request = arguments.request;
  for (const std::string& word : arguments.words)
    request.query += (request.query.empty() ? "" : " ") + word;
  request.evidence = arguments.ask.evidence;
  for (const auto& [option, text, day] :
       {std::tuple("--since", &arguments.since, &request.since),
        std::tuple("--until", &arguments.until, &request.until)}) {
    if (text->empty()) continue;
    auto asked = day_asked(option, *text);
    if (!asked) return print_text(tl::unexpected(asked.error()));
    *day = std::move(*asked);
  }
  auto release = ReleaseReader::open(arguments.ask.release);
  if (!release) return print_text(tl::unexpected(release.error()));
  return print_answer(search(*release, request), arguments.ask);
}

}  // namespace

Command search_command() {
  auto arguments = std::make_shared<SearchArguments>();
  Command command;
  command.name = "search";
  command.summary =
      "Find passages by their words, the best first, with council, date, page and quote";
  command.examples =
      "  ofsight search supervision --council stoke --polarity concern\n"
      "  ofsight search '\"return home interviews\" NOT police' --since 2022\n"
      "  ofsight search 'supervis* (drift OR delay)' --region 'West Midlands' --format csv";
  command.declare = [arguments](Options& options) {
    options.paths(
        "QUERY", arguments->words,
        "Words; \"exact words\"; supervis* for words that begin so; AND, OR, NOT and brackets");
    options.list("--theme", "THEME", arguments->request.themes,
                 "Only passages about one of these themes");
    options.list("--council", "COUNCIL", arguments->request.councils, "Only these councils");
    options.list("--region", "REGION", arguments->request.regions, "Only these regions");
    options.list("--kind", "KIND", arguments->request.kinds, "Only these kinds of report");
    options.list("--polarity", "POLARITY", arguments->request.polarities,
                 "Only findings that are a strength, concern, mixed or neutral");
    options.value("--since", "DATE", arguments->since, "Only reports of this day or later");
    options.value("--until", "DATE", arguments->until, "Only reports before this day");
    options.count("--limit", "N", arguments->request.limit, 1, kMostShown, "Passages shown");
    arguments->ask.declare(options);
  };
  command.run = [arguments] { return run(*arguments); };
  return command;
}

}  // namespace ofsight
