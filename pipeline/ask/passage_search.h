#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "pipeline/ask/answer.h"
#include "pipeline/ask/release_reader.h"

namespace ofsight {

struct SearchRequest {
  std::string query;  // as typed; search_query.h says what it may be
  // Any one of each; empty: all.
  std::vector<std::string> themes = {}, councils = {}, regions = {}, kinds = {}, polarities = {};
  std::string since = {}, until = {};  // days, half-open; empty: open
  std::size_t limit = 20;              // hits shown
  bool evidence = false;
};

// Improvements and findings that hold the words, the best first, and how the hits divide. Ranking
// and counts take in the first kMostRanked hits of each table; more are said to be there.
inline constexpr std::size_t kMostRanked = 20000;

// kUsage if the query, or a name or value in the request, cannot be understood.
Expected<Answer> search(ReleaseReader& release, const SearchRequest& request);

}  // namespace ofsight
