#pragma once

#include <chrono>
#include <cstddef>

namespace ofsight {

// What a parser may take for one document. Once memory or time is used up, every allocation fails,
// which the parser has to report as an error. For one thread.
struct AllocationBudget {
  std::size_t max_bytes = 0;
  std::chrono::steady_clock::time_point deadline;
  std::size_t used_bytes = 0;
  bool out_of_memory = false;
  bool out_of_time = false;
  unsigned calls = 0;
};

// As malloc(), realloc() and free(), for C libraries: `budget` is an AllocationBudget that outlives
// the blocks.
void* budget_malloc(void* budget, std::size_t size);
void* budget_realloc(void* budget, void* old, std::size_t size);
void budget_free(void* budget, void* block);

}  // namespace ofsight
