#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace ofsight {

// A wording of a term, as kept below the words that it begins with.
struct TermEntry {
  static constexpr std::uint32_t kNoPattern = UINT32_MAX;

  std::uint32_t term = 0;
  std::uint32_t pattern = kNoPattern;  // to be matched too
  std::uint32_t wording = 0;
  bool at_text_start = false;  // nowhere else
  std::string words;           // after those
};

// Entries and, side by side as nearly all fail there, what they go on with.
class TermEntries {
 public:
  void add(const TermEntry& entry) {
    const std::string ones(std::min(entry.words.size(), sizeof(std::uint64_t)), '\xFF');
    beginnings_.push_back({Beginning::of(entry.words), Beginning::of(ones)});
    entries_.push_back(entry);
  }

  // Applies to each whose words `rest` begins with.
  template <typename Do>
  void for_each_fitting(std::string_view rest, Do apply) const {
    const std::uint64_t bytes = Beginning::of(rest);
    for (std::size_t i = 0; i < beginnings_.size(); ++i) {
      if ((bytes & beginnings_[i].mask) != beginnings_[i].bytes) continue;
      const TermEntry& entry = entries_[i];
      if (entry.words.size() <= sizeof bytes || rest.starts_with(entry.words)) apply(entry);
    }
  }

 private:
  // The first eight bytes of words, as a number, so that they are compared at once.
  struct Beginning {
    std::uint64_t bytes = 0, mask = 0;

    static std::uint64_t of(std::string_view text) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, text.data(), std::min(text.size(), sizeof bytes));
      return bytes;
    }
  };

  std::vector<Beginning> beginnings_;
  std::vector<TermEntry> entries_;
};

}  // namespace ofsight
