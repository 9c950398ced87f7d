#include "extractors/matching/term_syntax.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include "extractors/matching/words.h"

namespace ofsight {
namespace {

using Kind = TermNode::Kind;

TermNode text_node(std::string text) { return {Kind::kText, std::move(text), {}}; }
TermNode anything(bool may_be_space) {
  TermNode node{Kind::kAnything, "", {}};
  node.may_be_space = may_be_space;
  return node;
}

std::size_t sum(std::size_t a, std::size_t b) { return b > kNoLimit - a ? kNoLimit : a + b; }
std::size_t product(std::size_t a, std::size_t b) {
  return a == 0 || b == 0 ? 0 : a > kNoLimit / b ? kNoLimit : a * b;
}

// Of "{1,3" and of "{3", and kNoLimit of "{3,".
std::size_t last_number(std::string_view range) {
  const auto digits = range.substr(range.find_last_not_of("0123456789") + 1);
  std::size_t number = kNoLimit;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

class TermParser {
 public:
  explicit TermParser(std::string_view term) : term_(term) {}

  std::optional<TermNode> parse() {
    auto all = alternatives();
    if (!all || !ended()) return std::nullopt;
    return all;
  }

 private:
  bool ended() const { return at_ >= term_.size(); }
  bool is_at(char c) const { return !ended() && term_[at_] == c; }
  bool take(char c) {
    if (!is_at(c)) return false;
    ++at_;
    return true;
  }

  std::optional<TermNode> alternatives() {
    TermNode all{Kind::kAlternatives, "", {}};
    do {
      auto one = sequence();
      if (!one) return std::nullopt;
      all.parts.push_back(std::move(*one));
    } while (take('|'));
    return all;
  }

  std::optional<TermNode> sequence() {
    TermNode all{Kind::kSequence, "", {}};
    while (!ended() && !is_at('|') && !is_at(')')) {
      auto next = repeated();
      if (!next) return std::nullopt;
      if (next->kind == Kind::kAlternatives && next->parts.size() == 1) {
        auto& parts = next->parts.front().parts;  // brackets that bind nothing
        std::move(parts.begin(), parts.end(), std::back_inserter(all.parts));
      } else {
        all.parts.push_back(std::move(*next));
      }
    }
    return all;
  }

  // An atom and what says how often it stands.
  std::optional<TermNode> repeated() {
    auto one = atom();
    if (!one) return std::nullopt;
    TermNode node{Kind::kRepeated, "", {}};
    if (take('?')) {
      node.may_be_missing = true;
    } else if (take('*')) {
      node.may_be_missing = node.is_unlimited = true;
      node.max_times = kNoLimit;
    } else if (take('+')) {
      node.is_unlimited = true;
      node.max_times = kNoLimit;
    } else if (is_at('{')) {
      const auto end = std::min(term_.find('}', at_), term_.size());
      node.may_be_missing = term_.substr(at_).starts_with("{0");
      node.is_unlimited = true;
      node.max_times = last_number(term_.substr(at_, end - at_));
      at_ = end + 1;
    } else {
      return one;
    }
    if (take('?')) node.is_unlimited = true;  // the other order of preference
    node.parts.push_back(std::move(*one));
    return node;
  }

  std::optional<TermNode> atom() {
    if (is_at('(')) return group();
    if (is_at('[')) return character_class();
    if (is_at('\\')) return escape();
    if (take('.')) return anything(true);
    if (std::string_view("*+?{}$^").find(term_[at_]) != std::string_view::npos) return std::nullopt;
    return code_point();
  }

  std::optional<TermNode> group() {
    ++at_;
    if (take('?') && !take(':')) return std::nullopt;
    auto all = alternatives();
    return take(')') ? all : std::nullopt;
  }

  std::optional<TermNode> escape() {
    ++at_;
    if (ended()) return std::nullopt;
    const char c = term_[at_++];
    if (!is_word_byte(c)) return text_node({c});
    if (std::string_view("sdDwWS").find(c) != std::string_view::npos)
      return anything(c == 's' || c == 'D' || c == 'W');
    return std::nullopt;
  }

  // A character of several bytes is one atom, so that "?" after it takes it whole. Only punctuation
  // from U+2010 to U+203F is taken: it has no case.
  std::optional<TermNode> code_point() {
    const char first = term_[at_++];
    if (static_cast<unsigned char>(first) < 0x80) return text_node({lower_ascii(first)});
    if (first != '\xE2' || term_.size() < at_ + 2 || term_[at_] != '\x80') return std::nullopt;
    at_ += 2;
    return text_node(std::string(term_.substr(at_ - 3, 3)));
  }

  // Spelt out where it lists characters or digits; anything where it has other ranges or says what
  // is not.
  std::optional<TermNode> character_class() {
    ++at_;
    TermNode choices{Kind::kAlternatives, "", {}};
    bool is_known = !is_at('^'), may_be_space = is_at('^');
    for (bool is_first = true; !ended() && (!is_at(']') || is_first); is_first = false) {
      if (is_at('[')) return std::nullopt;  // as [[:alpha:]]
      if (term_.substr(at_).starts_with("0-9")) {
        at_ += 3;
        for (char digit = '0'; digit <= '9'; ++digit) choices.parts.push_back(text_node({digit}));
        continue;
      }
      if (is_at('\\')) {
        is_known = false;
        may_be_space = true;  // or not: no matter
        at_ += 2;
        continue;
      }
      if (is_at('-') && !choices.parts.empty() && !term_.substr(at_).starts_with("-]"))
        is_known = false;
      may_be_space |= is_at(' ');
      auto one = code_point();
      if (!one) return std::nullopt;
      choices.parts.push_back(std::move(*one));
    }
    if (!take(']')) return std::nullopt;
    return is_known ? choices : anything(may_be_space);
  }

  const std::string_view term_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<TermNode> parse_term(std::string_view term) { return TermParser(term).parse(); }

TermNode mirrored(const TermNode& node) {
  TermNode mirror{node.kind, {node.text.rbegin(), node.text.rend()}, {}};
  mirror.may_be_space = node.may_be_space;
  mirror.may_be_missing = node.may_be_missing;
  mirror.is_unlimited = node.is_unlimited;
  mirror.max_times = node.max_times;
  for (const TermNode& part : node.parts) mirror.parts.push_back(mirrored(part));
  if (node.kind == Kind::kSequence) std::reverse(mirror.parts.begin(), mirror.parts.end());
  return mirror;
}

std::size_t max_spaces(const TermNode& node) {
  std::size_t spaces =
      static_cast<std::size_t>(std::count(node.text.begin(), node.text.end(), ' '));
  switch (node.kind) {
    case Kind::kText: break;
    case Kind::kAnything: return node.may_be_space ? 1 : 0;
    case Kind::kSequence:
      for (const TermNode& part : node.parts) spaces = sum(spaces, max_spaces(part));
      break;
    case Kind::kAlternatives:
      for (const TermNode& part : node.parts) spaces = std::max(spaces, max_spaces(part));
      break;
    case Kind::kRepeated: return product(max_spaces(node.parts.front()), node.max_times);
  }
  return spaces;
}

}  // namespace ofsight
