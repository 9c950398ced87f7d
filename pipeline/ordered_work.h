#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <utility>

namespace ofsight {

// Does `work` for 0, 1, … `count` - 1 on `jobs` threads and hands what comes of it to `take` in
// that order, one at a time, from any thread. Only a few results are in memory at once. Ends early
// when `take` returns false.
void work_in_order(std::size_t count, std::size_t jobs,
                   const std::function<std::shared_ptr<void>(std::size_t)>& work,
                   const std::function<bool(void*)>& take);

// The same with results of a type.
template <class Result>
void work_in_order(std::size_t count, std::size_t jobs,
                   const std::function<Result(std::size_t)>& work,
                   const std::function<bool(Result)>& take) {
  work_in_order(
      count, jobs,
      [&](std::size_t index) -> std::shared_ptr<void> {
        return std::make_shared<Result>(work(index));
      },
      [&](void* result) { return take(std::move(*static_cast<Result*>(result))); });
}

}  // namespace ofsight
