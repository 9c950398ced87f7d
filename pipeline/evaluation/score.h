#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "corpus/report.h"
#include "pipeline/evaluation/labels.h"

namespace ofsight {

// Right, wrong and missed.
struct Tally {
  std::size_t true_positives = 0, false_positives = 0, misses = 0;

  // 1 where nothing was there to find, or nothing was found.
  double precision() const;
  double recall() const;
  double f1() const;
};

// A rule of the family theme on the labelled sentences.
struct RuleTally {
  std::size_t fired = 0;
  std::size_t overlapped = 0;  // fired beside another
  std::size_t wrong = 0;       // named a theme that the labels do not
};

struct Scores {
  std::vector<std::pair<std::string, double>> metrics;               // in a fixed order
  std::map<std::string, Tally> improvement_themes, sentence_themes;  // by code
  std::map<std::string, RuleTally> rules;                            // by id
  std::vector<std::string> differences;  // one line for each, by document
  std::vector<std::string> missing;      // labelled documents without a report
};

// Compares reports, by the first 16 hex digits of their source's SHA-256, with labels.
Scores score(const Labels& labels, const std::map<std::string, Report>& reports);

}  // namespace ofsight
