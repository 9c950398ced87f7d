#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ofsight {

// A longer pattern is refused: rules are short, long ones are a mistake.
inline constexpr std::size_t kMaxPatternBytes = 16 * 1024;
// What one compiled pattern may take, its cache of automaton states included.
inline constexpr std::size_t kMaxPatternMemoryBytes = 1024 * 1024;
// What the automaton may take that says which patterns of a set may match.
inline constexpr std::size_t kMaxMatcherMemoryBytes = 32 * 1024 * 1024;

// Half-open range of bytes of the text given to a PatternSet or a Matcher. Not a Span: those count
// code points.
struct ByteSpan {
  std::size_t start = 0;
  std::size_t end = 0;

  std::size_t length() const { return end - start; }
  bool operator==(const ByteSpan&) const = default;
};

struct NamedGroup {
  std::string_view name;  // valid as long as the PatternSet
  ByteSpan span;
};

// Regular expressions in RE2's syntax. One automaton finds the letters that they need, so that of
// thousands only the few that may match are tried on a text. A text costs time in its length, never
// more. Texts are UTF-8; bytes that are not match nothing. Within one pattern the first alternative
// that fits wins, as in Perl. Once compiled, safe to use from several threads at once.
class PatternSet {
 public:
  PatternSet();
  ~PatternSet();
  PatternSet(PatternSet&&) noexcept;
  PatternSet& operator=(PatternSet&&) noexcept;

  // Patterns count from 0 in the order added. Returns what is wrong with one that cannot be used.
  std::optional<std::string> add(const std::string& pattern);

  // To be called once, after the last add(). False where the automaton of the letters needs more
  // than kMaxMatcherMemoryBytes.
  bool compile();

  // As compile(), for matching_at() instead of candidates().
  bool compile_anchored();

  // Puts into `patterns` those that match where `text` goes on from `at`, ascending, as if nothing
  // stood before it. If the automaton outgrows its memory there, match_at() is asked of each.
  void matching_at(std::string_view text, std::size_t at, std::vector<std::size_t>& patterns) const;

  // The patterns that may match in `text`, ascending. No other does.
  std::vector<std::size_t> candidates(std::string_view text) const;

  bool matches(std::size_t pattern, std::string_view text) const;

  // The leftmost match that starts at `from` or later; what stands before is still seen by ^ and
  // \b.
  std::optional<ByteSpan> locate(std::size_t pattern, std::string_view text,
                                 std::size_t from) const;

  // The end of the match that starts at `at`, if one does.
  std::optional<std::size_t> match_at(std::size_t pattern, std::string_view text,
                                      std::size_t at) const;

  // The named groups that took part in the match at `whole`, in the order of the pattern.
  std::vector<NamedGroup> groups(std::size_t pattern, std::string_view text, ByteSpan whole) const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

// Why a piece of a pattern cannot be used: a syntax error in RE2's words, or its length. A piece
// may match nothing. Its memory shows only in the patterns that use it, so it is not compiled.
std::optional<std::string> pattern_problem(std::string_view pattern);

// One pattern tried out. `problem` is as above, or that the pattern needs more than
// kMaxPatternMemoryBytes or can match the empty string; then `matched` is empty. Else it says of
// every text whether the pattern matches in it.
struct PatternTrial {
  std::optional<std::string> problem;
  std::vector<bool> matched;
};
PatternTrial try_pattern(std::string_view pattern, std::span<const std::string> texts);

}  // namespace ofsight
