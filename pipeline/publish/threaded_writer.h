#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "pipeline/publish/table_writer.h"

namespace ofsight {

// Lets another writer take its rows on a thread of its own: add() only copies the row, and waits
// where the other is kMostBatches behind. An Error of the other comes back from a later add(), at
// the latest from end(). Its begin() and end() run on the caller's thread.
class ThreadedWriter : public TableWriter {
 public:
  static constexpr std::size_t kBatchRows = 256;
  static constexpr std::size_t kMostBatches = 8;

  explicit ThreadedWriter(std::unique_ptr<TableWriter> writer);
  ~ThreadedWriter() override;

  Expected<void> begin(const Dataset& dataset) override;
  Expected<void> add(std::size_t table, const Row& row) override;
  Expected<void> end() override;
  std::vector<ReleaseFile> files(const Dataset& dataset) const override;

 private:
  using Batch = std::vector<std::pair<std::size_t, Row>>;

  Expected<void> hand_over();
  void work();
  void stop();

  const std::unique_ptr<TableWriter> writer_;
  Batch batch_;  // being filled

  std::mutex mutex_;  // guards all below
  std::condition_variable changed_;
  std::deque<Batch> waiting_;
  bool closed_ = false;
  Expected<void> state_;
  std::thread thread_;
};

}  // namespace ofsight
