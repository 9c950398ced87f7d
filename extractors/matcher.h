#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "extractors/rule.h"

namespace ofsight {

// A longer pattern is refused: rules are short, long ones are a mistake.
inline constexpr std::size_t kMaxPatternBytes = 16 * 1024;
// What one compiled pattern may take, its cache of automaton states included.
inline constexpr std::size_t kMaxPatternMemoryBytes = 1024 * 1024;
// The same for all patterns of a Matcher together.
inline constexpr std::size_t kMaxMatcherMemoryBytes = 32 * 1024 * 1024;

// Half-open range of bytes of the text given to a Matcher. Not a Span: those count code points.
struct ByteSpan {
  std::size_t start = 0;
  std::size_t end = 0;

  std::size_t length() const { return end - start; }
  bool operator==(const ByteSpan&) const = default;
};

struct NamedGroup {
  std::string_view name;  // valid as long as the Matcher
  ByteSpan span;
};

struct Match {
  const Rule* rule = nullptr;
  ByteSpan whole;
  std::vector<NamedGroup> groups;  // those that took part, in the order of the pattern

  std::optional<ByteSpan> group(std::string_view name) const;
};

// Finds which of a list of rules fire in a text, and where. All patterns run as one automaton;
// single patterns run only to locate a match. A text costs time in its length, never more.
//
// Texts are UTF-8; bytes that are not match nothing. Offsets count bytes. Within one pattern the
// first alternative that fits wins, as in Perl.
// May be used by several threads at once. Movable; a moved-from Matcher may only be destroyed or
// assigned to.
class Matcher {
 public:
  // `rules` in order of priority. They are not copied and must outlive the Matcher and its Matches.
  // Fails where a pattern does not compile, or all together exceed kMaxMatcherMemoryBytes.
  static Expected<Matcher> compile(std::vector<const Rule*> rules);

  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;
  ~Matcher();

  // The rules as given to compile(); other methods count in this order.
  const std::vector<const Rule*>& rules() const;

  // Indexes of the rules that match somewhere in `text`, ascending.
  std::vector<std::size_t> firing(std::string_view text) const;

  // The leftmost match of one rule that starts at `from` or later. Of those that start together the
  // longer wins, then the earlier pattern. What stands before `from` is still seen by ^ and \b.
  std::optional<Match> find(std::size_t rule, std::string_view text, std::size_t from = 0) const;

  // The leftmost match of the first rule, in order of priority, that has any.
  std::optional<Match> first(std::string_view text) const;

  // Matches that do not overlap, in text order. Of those that start together the longer wins, then
  // the earlier rule.
  std::vector<Match> all(std::string_view text) const;

 private:
  struct Compiled;
  explicit Matcher(std::unique_ptr<const Compiled> compiled);

  std::unique_ptr<const Compiled> compiled_;
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
