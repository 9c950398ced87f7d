#include "pipeline/text/allocation_budget.h"

#include <malloc.h>

#include <cstdlib>

namespace ofsight {
namespace {

// The clock is looked at once in so many calls.
constexpr unsigned kCallsPerLook = 1024;

bool allows(AllocationBudget& budget, std::size_t size) {
  if (size > budget.max_bytes || budget.used_bytes > budget.max_bytes - size)
    budget.out_of_memory = true;
  if (++budget.calls % kCallsPerLook == 0 && std::chrono::steady_clock::now() > budget.deadline)
    budget.out_of_time = true;
  return !budget.out_of_memory && !budget.out_of_time;
}

}  // namespace

void* budget_malloc(void* user, std::size_t size) {
  auto& budget = *static_cast<AllocationBudget*>(user);
  if (!allows(budget, size)) return nullptr;
  void* block = std::malloc(size);
  budget.used_bytes += malloc_usable_size(block);
  return block;
}

void* budget_realloc(void* user, void* old, std::size_t size) {
  auto& budget = *static_cast<AllocationBudget*>(user);
  if (!allows(budget, size)) return nullptr;
  const std::size_t before = malloc_usable_size(old);
  void* block = std::realloc(old, size);
  if (block != nullptr) budget.used_bytes += malloc_usable_size(block) - before;
  return block;
}

void budget_free(void* user, void* block) {
  static_cast<AllocationBudget*>(user)->used_bytes -= malloc_usable_size(block);
  std::free(block);
}

}  // namespace ofsight
