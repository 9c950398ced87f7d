#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "extractors/matching/pattern_set.h"
#include "extractors/rule.h"

namespace ofsight {

struct RuleMatch {
  std::size_t rule = 0;  // index into Matcher::rules()
  ByteSpan span;
};

struct Match {
  const Rule* rule = nullptr;
  ByteSpan whole;
  std::vector<NamedGroup> groups;  // those that took part, in the order of the pattern

  std::optional<ByteSpan> group(std::string_view name) const;
};

// Finds which of a list of rules fire in a text, and where. One automaton says which patterns
// may match; single patterns run only then. A text costs time in its length, never more.
//
// Texts are UTF-8; bytes that are not match nothing. Offsets count bytes. Within one pattern the
// first alternative that fits wins, as in Perl.
// May be used by several threads at once. Movable; a moved-from Matcher may only be destroyed or
// assigned to.
class Matcher {
 public:
  // `rules` in order of priority. They are not copied and must outlive the Matcher and its Matches.
  // Fails where a pattern does not compile, or the automaton exceeds kMaxMatcherMemoryBytes.
  static Expected<Matcher> compile(std::vector<const Rule*> rules);

  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;
  ~Matcher();

  // The rules as given to compile(); other methods count in this order.
  const std::vector<const Rule*>& rules() const;

  // Indexes of the rules that match somewhere in `text`, ascending.
  std::vector<std::size_t> firing(std::string_view text) const;

  // Every match of every pattern: by rule, then by pattern, then in text order. Matches of one
  // pattern do not overlap.
  std::vector<RuleMatch> each(std::string_view text) const;

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

}  // namespace ofsight
