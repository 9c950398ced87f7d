#include "pipeline/evaluation/score.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

#include "pipeline/evaluation/likeness.h"

namespace ofsight {
namespace {

// Two items are the same for all but their exact wording from here on.
constexpr double kSameItem = 0.95;
constexpr std::array<std::string_view, 4> kPolarities = {"strength", "concern", "mixed", "neutral"};

double ratio(std::size_t part, std::size_t whole, double of_nothing) {
  return whole == 0 ? of_nothing : static_cast<double>(part) / static_cast<double>(whole);
}

// As many of `labelled` as are in `found`, each counted as often as it stands.
template <typename Value>
void count(std::vector<Value> labelled, std::vector<Value> found, Tally& tally) {
  std::sort(labelled.begin(), labelled.end());
  std::sort(found.begin(), found.end());
  std::vector<Value> both;
  std::set_intersection(labelled.begin(), labelled.end(), found.begin(), found.end(),
                        std::back_inserter(both));
  tally.true_positives += both.size();
  tally.false_positives += found.size() - both.size();
  tally.misses += labelled.size() - both.size();
}

std::string joined(const std::set<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  return all.empty() ? "none" : all;
}

std::string field_of(const Report& report, const std::string& name) {
  if (name == "kind") return report.kind;
  if (name == "inspection_start") return report.inspection_start.value_or("");
  if (name == "inspection_end") return report.inspection_end.value_or("");
  if (name == "published") return report.published.value_or("");
  return report.lead_inspector.value_or("");
}

class Scorer {
 public:
  explicit Scorer(const std::map<std::string, Report>& reports) : reports_(reports) {}

  void add(const std::string& id, const DocumentLabels& labels) {
    id_ = id;
    const auto report = reports_.find(id);
    if (report == reports_.end()) scores_.missing.push_back(id);
    const Report& found = report == reports_.end() ? none_ : report->second;
    for (const auto& [name, value] : labels.fields) compare(name, value, field_of(found, name));
    compare("council", labels.council, found.council ? found.council->name : "");
    std::vector<std::pair<std::string, std::string>> judgements;
    for (const Judgement& judgement : found.judgements)
      judgements.emplace_back(judgement.area, judgement.grade);
    const Tally before = judgements_;
    count(labels.judgements, judgements, judgements_);
    if (judgements_.misses > before.misses || judgements_.false_positives > before.false_positives)
      differ("judgements: " + std::to_string(judgements_.misses - before.misses) + " missed, " +
             std::to_string(judgements_.false_positives - before.false_positives) +
             " not in the labels");
    if (labels.improvements) add_improvements(*labels.improvements, found.improvements);
  }

  void add(const std::string& id, const std::vector<LabelledSentence>& sentences) {
    id_ = id;
    const auto report = reports_.find(id);
    const auto& findings = report == reports_.end() ? none_.findings : report->second.findings;
    std::vector<std::u32string> texts;
    for (const Finding& finding : findings) texts.push_back(squashed(finding.text));
    for (const LabelledSentence& sentence : sentences) add_sentence(sentence, findings, texts);
  }

  Scores take(std::size_t documents) && {
    auto& metrics = scores_.metrics;
    metrics.emplace_back("documents", documents);
    metrics.emplace_back("documents_missing", scores_.missing.size());
    for (const auto& [name, tally] : fields_)
      metrics.emplace_back("field." + name, ratio(tally.first, tally.second, 1));
    metrics.emplace_back("judgements.precision", judgements_.precision());
    metrics.emplace_back("judgements.recall", judgements_.recall());
    metrics.emplace_back("judgements.f1", judgements_.f1());
    metrics.emplace_back("improvements.exact_f1", exact_.f1());
    metrics.emplace_back("improvements.close_f1", close_.f1());
    metrics.emplace_back("improvements.documents_exact", ratio(lists_exact_, lists_, 0));
    metrics.emplace_back("improvements.type_accuracy", ratio(types_right_, types_, 0));
    add_metrics("improvement_themes", item_themes_);
    metrics.emplace_back("sentences", sentences_);
    add_metrics("sentence_themes", sentence_themes_);
    add_polarity_metrics();
    return std::move(scores_);
  }

 private:
  void differ(const std::string& what) { scores_.differences.push_back(id_ + " " + what); }

  void compare(const std::string& name, const std::string& labelled, const std::string& found) {
    const bool same = comparable(labelled) == comparable(found);
    fields_[name].first += same;
    fields_[name].second += 1;
    if (!same) differ(name + ": labelled '" + labelled + "', found '" + found + "'");
  }

  void add_improvements(const std::vector<LabelledImprovement>& labelled,
                        const std::vector<Improvement>& found) {
    std::vector<std::u32string> wanted, got;
    for (const auto& item : labelled) wanted.push_back(comparable(item.text));
    for (const auto& item : found) got.push_back(comparable(item.text));
    count(wanted, got, exact_);
    ++lists_;
    lists_exact_ += wanted == got;
    std::vector<std::size_t> left(found.size());
    for (std::size_t i = 0; i < left.size(); ++i) left[i] = i;
    for (std::size_t i = 0; i < labelled.size(); ++i) {
      const auto hit = std::find_if(left.begin(), left.end(), [&](std::size_t k) {
        return wanted[i] == got[k] || likeness(wanted[i], got[k]) >= kSameItem;
      });
      if (hit == left.end()) {
        ++close_.misses;
        differ("improvement missed: " + labelled[i].text);
        continue;
      }
      ++close_.true_positives;
      ++types_;
      types_right_ += found[*hit].type == labelled[i].type;
      count(labelled[i].themes, found[*hit].themes, item_themes_);
      compare_themes("themes", labelled[i].themes, found[*hit].themes, labelled[i].text,
                     scores_.improvement_themes);
      left.erase(hit);
    }
    close_.false_positives += left.size();
    for (const std::size_t k : left) differ("improvement not in the labels: " + found[k].text);
  }

  void add_sentence(const LabelledSentence& sentence, const std::vector<Finding>& findings,
                    const std::vector<std::u32string>& texts) {
    const std::u32string text = squashed(sentence.text);
    std::vector<const Finding*> hits;
    for (std::size_t i = 0; i < texts.size(); ++i)
      if (texts[i] == text) hits.push_back(&findings[i]);
    if (hits.empty())  // sentences may be cut differently
      for (std::size_t i = 0; i < texts.size(); ++i)
        if (!texts[i].empty() &&
            (texts[i].find(text) != text.npos || text.find(texts[i]) != text.npos))
          hits.push_back(&findings[i]);
    std::set<std::string> themes;
    for (const Finding* hit : hits) themes.insert(hit->themes.begin(), hit->themes.end());
    const std::string polarity = hits.empty() ? "neutral" : hits.front()->polarity;
    const std::vector<std::string> found(themes.begin(), themes.end());
    ++sentences_;
    count(sentence.themes, found, sentence_themes_);
    compare_themes("sentence themes", sentence.themes, found, sentence.text,
                   scores_.sentence_themes);
    ++polarities_[{sentence.polarity, polarity}];
    if (polarity != sentence.polarity)
      differ("polarity: labelled " + sentence.polarity + ", found " + polarity +
             (hits.empty() ? " (no finding)" : "") + ": " + sentence.text);
    for (const Finding* hit : hits) count_rules(*hit, sentence.themes);
  }

  void count_rules(const Finding& finding, const std::vector<std::string>& labelled) {
    std::vector<std::string> fired;
    for (const std::string& id : finding.rules)
      if (id.starts_with("theme.")) fired.push_back(id);
    for (const std::string& id : fired) {
      RuleTally& rule = scores_.rules[id];
      ++rule.fired;
      rule.overlapped += fired.size() > 1;
      rule.wrong += std::find(labelled.begin(), labelled.end(), id.substr(6)) == labelled.end();
    }
  }

  void compare_themes(const std::string& what, const std::vector<std::string>& labelled,
                      const std::vector<std::string>& found, const std::string& text,
                      std::map<std::string, Tally>& by_theme) {
    std::set<std::string> missed(labelled.begin(), labelled.end()),
        extra(found.begin(), found.end());
    for (const std::string& theme : labelled)
      if (extra.erase(theme) > 0) {
        missed.erase(theme);
        ++by_theme[theme].true_positives;
      }
    for (const std::string& theme : missed) ++by_theme[theme].misses;
    for (const std::string& theme : extra) ++by_theme[theme].false_positives;
    if (!missed.empty() || !extra.empty())
      differ(what + ": missed " + joined(missed) + "; not in the labels " + joined(extra) + ": " +
             text);
  }

  void add_metrics(const std::string& name, const Tally& tally) {
    scores_.metrics.emplace_back(name + ".precision", tally.precision());
    scores_.metrics.emplace_back(name + ".recall", tally.recall());
    scores_.metrics.emplace_back(name + ".f1", tally.f1());
  }

  void add_polarity_metrics() {
    std::size_t right = 0, flipped = 0, of_both = 0;
    for (const auto& [pair, n] : polarities_) {
      const auto& [labelled, found] = pair;
      const auto speaks = [](const std::string& polarity) {
        return polarity == "strength" || polarity == "concern";
      };
      right += labelled == found ? n : 0;
      of_both += speaks(labelled) ? n : 0;
      flipped += speaks(labelled) && speaks(found) && labelled != found ? n : 0;
    }
    double sum = 0;
    std::size_t classes = 0;
    for (const std::string_view polarity : kPolarities) {
      Tally tally;
      for (const auto& [pair, n] : polarities_) {
        if (pair.first == polarity && pair.second == polarity)
          tally.true_positives += n;
        else if (pair.second == polarity)
          tally.false_positives += n;
        else if (pair.first == polarity)
          tally.misses += n;
      }
      if (tally.true_positives + tally.misses == 0) continue;
      sum += tally.f1();
      ++classes;
    }
    scores_.metrics.emplace_back("polarity.accuracy", ratio(right, sentences_, 0));
    scores_.metrics.emplace_back("polarity.macro_f1",
                                 classes == 0 ? 0 : sum / static_cast<double>(classes));
    scores_.metrics.emplace_back("polarity.flipped", ratio(flipped, of_both, 0));
  }

  const std::map<std::string, Report>& reports_;
  const Report none_;
  std::string id_;
  Scores scores_;
  std::map<std::string, std::pair<std::size_t, std::size_t>> fields_;      // right, of
  std::map<std::pair<std::string, std::string>, std::size_t> polarities_;  // labelled, found
  Tally judgements_, exact_, close_, item_themes_, sentence_themes_;
  std::size_t types_ = 0, types_right_ = 0, lists_ = 0, lists_exact_ = 0, sentences_ = 0;
};

}  // namespace

double Tally::precision() const {
  return ratio(true_positives, true_positives + false_positives, 1);
}
double Tally::recall() const { return ratio(true_positives, true_positives + misses, 1); }
double Tally::f1() const {
  const double sum = precision() + recall();
  return sum == 0 ? 0 : 2 * precision() * recall() / sum;
}

Scores score(const Labels& labels, const std::map<std::string, Report>& reports) {
  Scorer scorer(reports);
  for (const auto& [id, document] : labels.documents) scorer.add(id, document);
  for (const auto& [id, sentences] : labels.sentences) scorer.add(id, sentences);
  return std::move(scorer).take(labels.documents.size());
}

}  // namespace ofsight
