#include "corpus/extraction_cache.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>

#include "corpus/digest.h"
#include "corpus/report_json.h"
#include "corpus/text_file.h"

namespace ofsight {
namespace {

constexpr std::uint64_t kMaxEntryBytes = 1u << 30;
constexpr std::size_t kMaxHeadBytes = 1024;
constexpr std::string_view kReport = "report ", kRejection = "rejection ";

// An entry is four parts: what sort it is, its key and the digest of the rest, a line each; the
// rest.
std::string entry_of(std::string_view sort, std::string_view key, std::string_view rest) {
  const std::string digest = sha256_hex(rest);
  std::string entry;
  entry.reserve(sort.size() + key.size() + digest.size() + rest.size() + 3);
  for (const std::string_view line : {sort, key, std::string_view(digest)}) {
    entry += line;
    entry += '\n';
  }
  entry += rest;
  return entry;
}

std::string_view next_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

struct Entry {
  std::string sort, rest;
};

std::optional<Entry> entry_in(const std::string& path, std::string_view key) {
  auto bytes = CorpusFolder::read_cache(path, kMaxEntryBytes);
  if (!bytes) return std::nullopt;
  std::string_view rest = *bytes;
  Entry entry;
  entry.sort = next_line(rest);
  if (next_line(rest) != key) return std::nullopt;
  const std::string_view digest = next_line(rest);
  if (digest != sha256_hex(rest)) return std::nullopt;
  entry.rest = std::move(bytes->erase(0, bytes->size() - rest.size()));
  return entry;
}

// Warnings are lines of "code<tab>message" before the text.
std::string lines_of(const std::vector<Warning>& warnings) {
  std::string lines;
  for (const Warning& warning : warnings) lines += warning.code + '\t' + warning.message + '\n';
  return lines + '\n';
}

std::vector<Warning> next_warnings(std::string_view& text) {
  std::vector<Warning> warnings;
  while (true) {
    const std::string_view line = next_line(text);
    const std::size_t tab = line.find('\t');
    if (tab == line.npos) return warnings;
    warnings.push_back({std::string(line.substr(0, tab)), std::string(line.substr(tab + 1))});
  }
}

}  // namespace

std::optional<StoredReading> ExtractionCache::reading(std::string_view sha256,
                                                      std::string_view key) const {
  const auto entry = entry_in(folder_.text(sha256), key);
  if (!entry) return std::nullopt;
  std::string_view rest = entry->rest;
  const std::string_view sort = entry->sort;
  StoredReading reading;
  if (sort.starts_with(kRejection)) {
    const auto reason = reason_from_code(sort.substr(kRejection.size()));
    if (!reason) return std::nullopt;
    reading.reason = *reason;
    reading.detail = entry->rest;
    return reading;
  }
  reading.warnings = next_warnings(rest);
  auto text = text_from_bytes(rest);
  if (!text) return std::nullopt;
  reading.text = std::move(*text);
  return reading;
}

Expected<void> ExtractionCache::store(std::string_view sha256, std::string_view key,
                                      const StoredReading& reading) const {
  const std::string path = folder_.text(sha256);
  if (!reading.text)
    return folder_.write_cache(
        path, entry_of(std::string(kRejection) + std::string(reason_code(reading.reason)), key,
                       reading.detail));
  return folder_.write_cache(
      path, entry_of("text", key, lines_of(reading.warnings) + bytes_of(*reading.text)));
}

std::optional<StoredOutcome> ExtractionCache::outcome(std::string_view sha256,
                                                      std::string_view key) const {
  auto entry = entry_in(folder_.report(sha256), key);
  if (!entry) return std::nullopt;
  const bool is_report = entry->sort.starts_with(kReport);
  return StoredOutcome{is_report,
                       std::string(entry->sort.substr((is_report ? kReport : kRejection).size())),
                       std::move(entry->rest)};
}

Expected<void> ExtractionCache::store(std::string_view sha256, std::string_view key,
                                      const StoredOutcome& outcome) const {
  const std::string sort = std::string(outcome.is_report ? kReport : kRejection) + outcome.code;
  return folder_.write_cache(folder_.report(sha256), entry_of(sort, key, outcome.json));
}

std::optional<std::string> ExtractionCache::kind(std::string_view sha256) const {
  const int file = ::open(folder_.report(sha256).c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  std::array<char, kMaxHeadBytes> head;
  const ssize_t got = ::read(file, head.data(), head.size());
  ::close(file);
  std::string_view text(head.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
  const std::string_view sort = next_line(text);
  if (!sort.starts_with(kReport)) return std::nullopt;
  return std::string(sort.substr(kReport.size()));
}

}  // namespace ofsight
