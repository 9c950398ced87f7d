#include "pipeline/publish/improvement_links.h"

#include <algorithm>
#include <cmath>

#include "corpus/name_words.h"
#include "pipeline/publish/report_rows.h"

namespace ofsight {
namespace {

// Tuned on pairs read by hand: what both have must be half of what the shorter one says, and at
// least as rare as one word that only one item in sixteen has.
constexpr double kLeastContained = 0.5;
constexpr double kLeastRareWeight = 2.8;
constexpr double kRareWord = 2.3;  // at most one item in ten has it
// With all themes of one among the other's, less likeness is enough.
constexpr double kLeastCosineOfSameThemes = 0.22;
constexpr double kLeastCosine = 0.4;
// Words that are listed as shared; lighter ones, such as 'the', explain nothing.
constexpr double kTellingWord = 1;
constexpr std::size_t kMaxSharedWords = 12;

// Without a printed reference at the end, such as '(paragraph 20)'.
std::string_view without_reference(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" .");
  if (last == std::string_view::npos || text[last] != ')') return text;
  const std::size_t open = text.rfind('(');
  return open == std::string_view::npos ? text : text.substr(0, open);
}

bool strip(std::string& word, std::string_view ending, std::size_t least,
           std::string_view put = "") {
  if (word.size() < least + ending.size() || !word.ends_with(ending)) return false;
  word.replace(word.size() - ending.size(), ending.size(), put);
  return true;
}

double three_decimals(double number) { return std::round(number * 1000) / 1000; }

}  // namespace

std::string light_stem(std::string_view text) {
  std::string word(text);
  if (!strip(word, "ies", 3, "y") && !word.ends_with("ss")) strip(word, "s", 3);
  if (!strip(word, "ing", 5) && !strip(word, "ed", 5)) strip(word, "ly", 5);
  return word;
}

ImprovementLinks::Run ImprovementLinks::keep(std::vector<std::uint32_t> numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  const Run run{static_cast<std::uint32_t>(pool_.size()),
                static_cast<std::uint32_t>(numbers.size())};
  pool_.insert(pool_.end(), numbers.begin(), numbers.end());
  return run;
}

std::uint32_t ImprovementLinks::number_of_word(std::string_view stem, std::string_view seen_as) {
  const auto [at, added] = word_numbers_.emplace(stem, terms_.size());
  if (added) terms_.push_back({std::string(seen_as), 0});
  return at->second;
}

std::uint32_t ImprovementLinks::number_of_theme(const std::string& theme) {
  const auto [at, added] = theme_numbers_.emplace(theme, themes_.size());
  if (added) themes_.push_back(theme);
  return at->second;
}

void ImprovementLinks::add(const Report& report) {
  const std::string date = date_of(report).day;
  if (!report.council || date.empty() || report.improvements.empty()) return;
  Council& council = councils_[report.council->la_code];
  council.name = report.council->name;
  Asked& asked = council.reports.emplace_back(Asked{report_id_of(report), date, {}});
  for (std::size_t i = 0; i < report.improvements.size(); ++i) {
    const Improvement& improvement = report.improvements[i];
    std::vector<std::uint32_t> words, themes;
    for (const Word& word : fold_words(without_reference(improvement.text))) {
      const std::string_view plain = std::string_view(word.folded).substr(0, word.stem_size);
      words.push_back(number_of_word(light_stem(plain), plain));
    }
    for (const std::string& theme : improvement.themes) themes.push_back(number_of_theme(theme));
    const Run run = keep(std::move(words));
    for (std::uint32_t at = 0; at < run.size; ++at) ++terms_[pool_[run.begin + at]].items;
    asked.items.push_back(
        {run, keep(std::move(themes)), static_cast<std::uint32_t>(i), improvement.body == "lscb"});
    ++items_;
  }
}

std::vector<std::uint32_t> ImprovementLinks::shared(Run a, Run b) const {
  std::vector<std::uint32_t> both;
  std::set_intersection(pool_.begin() + a.begin, pool_.begin() + a.begin + a.size,
                        pool_.begin() + b.begin, pool_.begin() + b.begin + b.size,
                        std::back_inserter(both));
  return both;
}

ImprovementLinks::Likeness ImprovementLinks::compare(const Item& a, const Item& b,
                                                     const std::vector<double>& weights) const {
  if (a.of_board != b.of_board) return {};
  const std::size_t same_themes = shared(a.themes, b.themes).size();
  if (same_themes == 0) return {};
  double rare = 0, both = 0, both_squared = 0;
  for (const std::uint32_t word : shared(a.words, b.words)) {
    const double weight = weights[word];
    if (weight >= kRareWord) rare += weight;
    both += weight;
    both_squared += weight * weight;
  }
  if (rare < kLeastRareWeight) return {};
  const auto measure = [&](Run words) {
    double sum = 0, squared = 0;
    for (std::uint32_t at = 0; at < words.size; ++at) {
      const double weight = weights[pool_[words.begin + at]];
      sum += weight;
      squared += weight * weight;
    }
    return std::pair(sum, std::sqrt(squared));
  };
  const auto [sum_a, length_a] = measure(a.words);
  const auto [sum_b, length_b] = measure(b.words);
  const double cosine = both_squared / (length_a * length_b);
  const bool within = same_themes == std::min(a.themes.size, b.themes.size);
  return {cosine, both >= kLeastContained * std::min(sum_a, sum_b) &&
                      cosine >= (within ? kLeastCosineOfSameThemes : kLeastCosine)};
}

void ImprovementLinks::set_shared(const Item& a, const Item& b, const std::vector<double>& weights,
                                  RowBuilder& row) const {
  std::vector<std::string> themes, words;
  for (const std::uint32_t theme : shared(a.themes, b.themes)) themes.push_back(themes_[theme]);
  std::sort(themes.begin(), themes.end());
  auto both = shared(a.words, b.words);
  std::erase_if(both, [&](std::uint32_t word) { return weights[word] < kTellingWord; });
  std::stable_sort(both.begin(), both.end(),
                   [&](std::uint32_t x, std::uint32_t y) { return weights[x] > weights[y]; });
  both.resize(std::min(both.size(), kMaxSharedWords));
  for (const std::uint32_t word : both) words.push_back(terms_[word].seen_as);
  row.set("shared_themes", themes);
  row.set("shared_words", words);
}

Expected<void> ImprovementLinks::link(const std::string& la_code, const Council& council,
                                      std::size_t later, const std::vector<double>& weights,
                                      RowBuilder& row, RowSink& sink) const {
  const Asked& now = council.reports[later];
  for (const Item& item : now.items) {
    std::size_t looked = 0;
    for (std::size_t i = later; i-- > 0 && looked < kEarlierReports;) {
      const Asked& before = council.reports[i];
      if (before.date >= now.date) continue;
      ++looked;
      const Item* best = nullptr;
      double most = 0;
      for (const Item& other : before.items) {
        const Likeness likeness = compare(item, other, weights);
        if (!likeness.linked || likeness.cosine <= most) continue;
        most = likeness.cosine;
        best = &other;
      }
      if (best == nullptr) continue;
      row.start();
      row.set("improvement_id", item_id(now.report_id, 'i', item.position));
      row.set("earlier_improvement_id", item_id(before.report_id, 'i', best->position));
      row.set("old_la_code", la_code);
      row.set("la_name", council.name);
      row.set("report_date", now.date);
      row.set("earlier_report_date", before.date);
      row.set("score", three_decimals(most));
      set_shared(item, *best, weights, row);
      if (auto done = row.finish("not_applicable", sink); !done) return done;
    }
  }
  return {};
}

Expected<void> ImprovementLinks::finish(RowSink& sink) {
  std::vector<double> weights;
  weights.reserve(terms_.size());
  for (const Term& term : terms_)
    weights.push_back(std::log(static_cast<double>(items_) / static_cast<double>(term.items)));
  RowBuilder row(dataset_, dataset_.table("improvement_links"));
  for (auto& [la_code, council] : councils_) {
    std::stable_sort(council.reports.begin(), council.reports.end(),
                     [](const Asked& a, const Asked& b) { return a.date < b.date; });
    for (std::size_t later = 0; later < council.reports.size(); ++later)
      if (auto done = link(la_code, council, later, weights, row, sink); !done) return done;
  }
  return {};
}

}  // namespace ofsight
