#include <functional>
#include <map>
#include <memory>

#include "corpus/document_files.h"
#include "corpus/json_text.h"
#include "corpus/nearest.h"
#include "corpus/output_file.h"
#include "extractors/matching/term_matcher.h"
#include "extractors/rule_lint.h"
#include "pipeline/command_line.h"
#include "pipeline/commands/commands.h"
#include "pipeline/commands/rule_files.h"
#include "pipeline/log.h"
#include "pipeline/progress.h"
#include "pipeline/text/read_text.h"

namespace ofsight {
namespace {

struct RulesArguments {
  std::vector<std::string> words;  // the action and what it takes
  std::string rules;
  std::size_t limit = 100;
};

int print(const std::string& words) {
  auto output = OutputFile::create("-");
  Expected<void> state = output ? output->write(words) : tl::unexpected(output.error());
  if (state) state = output->commit();
  if (state) return kDone;
  Log::error(state.error().message);
  return kFailed;
}

int misused(const std::string& message) {
  Log::error(message);
  return kUsage;
}

int list(const RuleSet& rules) {
  std::string out = "id\tpatterns\texamples\tfile\n";
  std::size_t patterns = 0, examples = 0;
  for (const Rule& rule : rules.rules()) {
    const auto count = rule.patterns.size() + rule.weak.size() + rule.in_items.size() +
                       rule.early.size() + rule.near.size();
    out += rule.id + "\t" + std::to_string(count) + "\t" +
           std::to_string(rule.match.size() + rule.no_match.size()) + "\t" + rule.file + "\n";
    patterns += count;
    examples += rule.match.size() + rule.no_match.size();
  }
  Log::info(std::to_string(rules.rules().size()) + " rules, " + std::to_string(patterns) +
            " patterns, " + std::to_string(examples) + " examples");
  return print(out);
}

void write_texts(const char* key, const std::vector<std::string>& texts, JsonWriter& json) {
  if (texts.empty()) return;
  json.key(key);
  json.begin_array();
  for (const std::string& text : texts) json.text(text);
  json.end_array();
}

int show(const Rule& rule) {
  JsonWriter json(JsonStyle::kPretty);
  json.begin_object();
  for (const auto& [key, text] :
       {std::pair("id", &rule.id), {"file", &rule.file}, {"description", &rule.description}}) {
    json.key(key);
    json.text(*text);
  }
  if (!rule.yields.empty()) {
    json.key("yields");
    json.begin_object();
    for (const auto& [key, text] : rule.yields) {
      json.key(key);
      json.text(text);
    }
    json.end_object();
  }
  write_texts("kinds", rule.kinds, json);
  write_texts("patterns", rule.patterns, json);
  write_texts("weak", rule.weak, json);
  write_texts("in_items", rule.in_items, json);
  write_texts("early", rule.early, json);
  std::vector<std::string> near;
  for (const Near& pair : rule.near)
    near.push_back(pair.first + " … " + pair.second + ", at most " + std::to_string(pair.words) +
                   " words between");
  write_texts("near", near, json);
  write_texts("except", rule.except, json);
  write_texts("unless", rule.unless, json);
  write_texts("match", rule.match, json);
  write_texts("no_match", rule.no_match, json);
  json.end_object();
  return print(std::move(json).take() + "\n");
}

int show(const RuleSet& rules, const std::string& id) {
  if (const Rule* rule = rules.find(id)) return show(*rule);
  std::vector<std::string> ids;
  for (const Rule& rule : rules.rules()) ids.push_back(rule.id);
  const std::string guess = nearest(id, ids);
  return misused(
      "no rule has the id '" + id + "'; " +
      (guess.empty() ? "'ofsight rules list' names all" : "did you mean '" + guess + "'?"));
}

int check(const RuleSet& rules) {
  const auto findings = lint(rules);
  for (const LintFinding& finding : findings)
    Log::warn(finding.rule->file + ": " + finding.rule->id + ": " + finding.message);
  Log::info(std::to_string(rules.rules().size()) +
            " rules are valid and do what their examples say; " + std::to_string(findings.size()) +
            " remarks");
  return kDone;
}

// The hits of one term over many documents, as lines to read or to search through.
class Trial {
 public:
  Trial(const TermMatcher& matcher, std::size_t limit) : matcher_(matcher), limit_(limit) {}

  void read(const std::string& path, const Text& text) {
    ++documents_;
    for (const Span sentence : text.sentences) {
      const std::string_view words = text.slice(sentence);
      const auto hits = matcher_.all(words);
      if (hits.empty()) continue;
      ++sentences_;
      hits_ += hits.size();
      if (sentences_ > limit_) continue;
      out_ += path + ":" + std::to_string(text.evidence(sentence).page) + ": ";
      std::size_t at = 0;
      for (const TermHit& hit : hits) {
        if (hit.span.start < at) continue;
        out_ += words.substr(at, hit.span.start - at);
        out_ += "[" + std::string(words.substr(hit.span.start, hit.span.length())) + "]";
        at = hit.span.end;
      }
      out_ += words.substr(at);
      out_ += "\n";
    }
  }

  std::string take() && { return std::move(out_); }
  std::string summary() const {
    return std::to_string(hits_) + " hits in " + std::to_string(sentences_) + " sentences of " +
           std::to_string(documents_) + " documents" +
           (sentences_ > limit_ ? "; the first " + std::to_string(limit_) + " are shown (--limit)"
                                : "");
  }

 private:
  const TermMatcher& matcher_;
  const std::size_t limit_;
  std::size_t documents_ = 0, sentences_ = 0, hits_ = 0;
  std::string out_;
};

int try_term(const std::string& term, const std::vector<std::string>& paths, std::size_t limit) {
  Rule rule;
  rule.id = "try.term";
  rule.patterns = {"(?i)\\b(?:" + term + ")\\b"};
  const auto trial_of_pattern = try_pattern(rule.patterns.front(), {});
  if (trial_of_pattern.problem) return misused("'" + term + "': " + *trial_of_pattern.problem);
  const auto matcher = TermMatcher::compile({&rule});
  if (!matcher) return misused(matcher.error().message);
  const auto text_rules = load_text_rules();
  if (!text_rules) return misused(text_rules.error().message);
  const ReadLimits limits;
  const auto files = list_documents(paths);
  Trial trial(*matcher, limit);
  Progress progress(files.size());
  for (const DocumentFile& file : files) {
    progress.advance();
    const auto document = read_document(file, limits.bytes);
    if (!document) {
      Log::warn(file.path + ": " + document.error().detail);
      continue;
    }
    const auto read = read_text(*document, *text_rules, limits);
    if (read)
      trial.read(file.path, read->text);
    else
      Log::warn(file.path + ": " + read.error().detail);
  }
  Log::info(trial.summary());
  return print(std::move(trial).take());
}

int run(const RulesArguments& arguments) {
  const auto& words = arguments.words;
  const std::string& action = words.front();
  if (action == "try") {
    if (words.size() < 3) return misused("rules try takes a PATTERN and at least one PATH");
    return try_term(words[1], {words.begin() + 2, words.end()}, arguments.limit);
  }
  const std::map<std::string, std::size_t> takes = {{"list", 1}, {"show", 2}, {"check", 1}};
  const auto known = takes.find(action);
  if (known == takes.end()) {
    const std::string guess = nearest(action, {"list", "show", "check", "try"});
    return misused(
        "rules cannot '" + action + "'; " +
        (guess.empty() ? "it can list, show, check and try" : "did you mean '" + guess + "'?"));
  }
  if (words.size() != known->second)
    return misused("rules " + action +
                   (known->second == 2 ? " takes one ID" : " takes nothing more"));
  const auto rules =
      load_rules(arguments.rules, action == "check" ? BuiltIn::kTry : BuiltIn::kTrust);
  if (!rules) return misused(rules.error().message);
  if (action == "list") return list(*rules);
  return action == "show" ? show(*rules, words[1]) : check(*rules);
}

}  // namespace

Command rules_command() {
  auto arguments = std::make_shared<RulesArguments>();
  Command command;
  command.name = "rules";
  command.summary = "List, show, check and try the rules that read the reports";
  command.examples =
      "  ofsight rules list | column -t\n"
      "  ofsight rules show theme.supervision\n"
      "  ofsight rules check --rules my-rules/\n"
      "  ofsight rules try 'reflective supervision' reports/";
  command.declare = [arguments](Options& options) {
    options.paths(
        "ACTION", arguments->words,
        "list; show ID; check, which tries every example; or try PATTERN PATH…, which prints the "
        "sentences of documents in which a term (RE2, whole words, any case) stands");
    options.value(
        "--rules", "DIR", arguments->rules,
        "Rules of your own: .json files that add to the built-in ones or replace them by id");
    options.count("--limit", "N", arguments->limit, 1, 1000000, "Sentences that try prints");
  };
  command.run = [arguments] { return run(*arguments); };
  return command;
}

}  // namespace ofsight
