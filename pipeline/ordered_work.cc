#include "pipeline/ordered_work.h"

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>

#include <atomic>

namespace ofsight {

void work_in_order(std::size_t count, std::size_t jobs,
                   const std::function<std::shared_ptr<void>(std::size_t)>& work,
                   const std::function<bool(void*)>& take) {
  const tbb::global_control threads(tbb::global_control::max_allowed_parallelism, jobs);
  using Result = std::shared_ptr<void>;
  std::size_t next = 0;
  std::atomic<bool> stopped = false;
  const auto source = [&](tbb::flow_control& control) -> std::size_t {
    if (next == count || stopped) control.stop();
    return next == count ? 0 : next++;
  };
  const auto sink = [&](const Result& result) {
    if (!stopped && !take(result.get())) stopped = true;
  };
  tbb::parallel_pipeline(
      jobs * 2, tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order, source) &
                    tbb::make_filter<std::size_t, Result>(tbb::filter_mode::parallel, work) &
                    tbb::make_filter<Result, void>(tbb::filter_mode::serial_in_order, sink));
}

}  // namespace ofsight
