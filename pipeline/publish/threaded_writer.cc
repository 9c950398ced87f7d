#include "pipeline/publish/threaded_writer.h"

namespace ofsight {

ThreadedWriter::ThreadedWriter(std::unique_ptr<TableWriter> writer) : writer_(std::move(writer)) {}

ThreadedWriter::~ThreadedWriter() { stop(); }

std::vector<ReleaseFile> ThreadedWriter::files(const Dataset& dataset) const {
  return writer_->files(dataset);
}

Expected<void> ThreadedWriter::begin(const Dataset& dataset) {
  if (auto begun = writer_->begin(dataset); !begun) return begun;
  thread_ = std::thread([this] { work(); });
  return {};
}

Expected<void> ThreadedWriter::add(std::size_t table, const Row& row) {
  batch_.emplace_back(table, row);
  return batch_.size() < kBatchRows ? Expected<void>() : hand_over();
}

Expected<void> ThreadedWriter::hand_over() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return waiting_.size() < kMostBatches || !state_; });
  if (!state_) return state_;
  waiting_.push_back(std::exchange(batch_, {}));
  changed_.notify_all();
  return {};
}

void ThreadedWriter::work() {
  while (true) {
    Batch batch;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return !waiting_.empty() || closed_; });
      if (waiting_.empty()) return;
      batch = std::move(waiting_.front());
      waiting_.pop_front();
      changed_.notify_all();
    }
    for (const auto& [table, row] : batch) {
      auto added = writer_->add(table, row);
      if (added) continue;
      const std::lock_guard lock(mutex_);
      state_ = std::move(added);
      changed_.notify_all();
      return;
    }
  }
}

void ThreadedWriter::stop() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }
  thread_.join();
}

Expected<void> ThreadedWriter::end() {
  if (auto handed = hand_over(); !handed) return handed;
  stop();
  if (!state_) return state_;
  return writer_->end();
}

}  // namespace ofsight
