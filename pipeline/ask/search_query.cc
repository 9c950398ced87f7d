#include "pipeline/ask/search_query.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "corpus/utf8.h"

namespace ofsight {
namespace {

constexpr std::size_t kMaxBytes = 1000;
constexpr int kMaxDepth = 20;

enum class Kind { kWord, kPhrase, kAnd, kOr, kNot, kOpen, kClose };

struct Token {
  Kind kind;
  std::string text;
  bool prefix = false;
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Whether SQLite's tokenizer finds a word in it: a letter, a digit, an underscore, or anything
// beyond ASCII but the punctuation there.
bool has_word(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = utf8_step(text, at).size;
    const char c = text[at];
    const bool plain =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    // U+2000 to U+2FFF is punctuation and signs; so is most of U+0080 to U+00BF.
    const bool sign = size == 3 ? text[at] == '\xE2' : size == 2 && text[at] == '\xC2';
    if (plain || (size > 1 && !sign)) return true;
    at += size;
  }
  return false;
}

tl::unexpected<Error> wrong(const std::string& what) {
  return fail(ErrorCode::kUsage, "the search cannot be read: " + what);
}

Expected<std::vector<Token>> tokens_of(std::string_view typed) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < typed.size();) {
    const char c = typed[at];
    if (is_space(c)) {
      ++at;
    } else if (c == '(' || c == ')') {
      tokens.push_back({c == '(' ? Kind::kOpen : Kind::kClose, std::string(1, c)});
      ++at;
    } else if (c == '"') {
      const std::size_t end = typed.find('"', at + 1);
      if (end == std::string_view::npos)
        return wrong("a quotation mark is not closed; write \"exact words\"");
      Token phrase{Kind::kPhrase, std::string(typed.substr(at + 1, end - at - 1))};
      at = end + 1;
      // The star may stand within the marks or after them.
      if (at < typed.size() && typed[at] == '*') {
        phrase.prefix = true;
        ++at;
      } else if (phrase.text.ends_with('*')) {
        phrase.prefix = true;
      }
      while (phrase.text.ends_with('*')) phrase.text.pop_back();
      tokens.push_back(std::move(phrase));
    } else {
      std::size_t end = at;
      while (end < typed.size() && !is_space(typed[end]) && typed[end] != '(' &&
             typed[end] != ')' && typed[end] != '"')
        ++end;
      Token word{Kind::kWord, std::string(typed.substr(at, end - at))};
      at = end;
      if (word.text == "AND") word.kind = Kind::kAnd;
      if (word.text == "OR") word.kind = Kind::kOr;
      if (word.text == "NOT") word.kind = Kind::kNot;
      if (word.kind == Kind::kWord && word.text.ends_with('*')) {
        word.prefix = true;
        while (word.text.ends_with('*')) word.text.pop_back();
      }
      tokens.push_back(std::move(word));
    }
  }
  return tokens;
}

// either := both { OR both };  both := without { [AND] without };  without := one { NOT one }
class Parser {
 public:
  explicit Parser(const std::vector<Token>& tokens) : tokens_(tokens) {}

  Expected<std::string> run() {
    auto all = either(0);
    if (all && at_ < tokens_.size()) return wrong("a bracket ')' closes nothing");
    return all;
  }

 private:
  bool next_is(Kind kind) const { return at_ < tokens_.size() && tokens_[at_].kind == kind; }
  bool next_begins() const {
    return next_is(Kind::kWord) || next_is(Kind::kPhrase) || next_is(Kind::kOpen);
  }

  Expected<std::string> either(int depth) {
    auto left = both(depth);
    while (left && next_is(Kind::kOr)) {
      ++at_;
      const auto right = both(depth);
      if (!right) return right;
      left = "(" + *left + " OR " + *right + ")";
    }
    return left;
  }

  Expected<std::string> both(int depth) {
    auto left = without(depth);
    while (left && (next_is(Kind::kAnd) || next_begins())) {
      if (next_is(Kind::kAnd)) ++at_;
      const auto right = without(depth);
      if (!right) return right;
      left = "(" + *left + " AND " + *right + ")";
    }
    return left;
  }

  Expected<std::string> without(int depth) {
    auto left = one(depth);
    while (left && (next_is(Kind::kNot) || not_after_and())) {
      if (next_is(Kind::kAnd)) ++at_;
      ++at_;
      const auto right = one(depth);
      if (!right) return right;
      left = "(" + *left + " NOT " + *right + ")";
    }
    return left;
  }

  // "a AND NOT b" means "a NOT b".
  bool not_after_and() const {
    return next_is(Kind::kAnd) && at_ + 1 < tokens_.size() && tokens_[at_ + 1].kind == Kind::kNot;
  }

  Expected<std::string> one(int depth) {
    if (depth > kMaxDepth) return wrong("brackets stand too deep within each other");
    if (at_ == tokens_.size()) return wrong("something is missing at the end");
    const Token& token = tokens_[at_++];
    switch (token.kind) {
      case Kind::kOpen: {
        auto inner = either(depth + 1);
        if (!inner) return inner;
        if (!next_is(Kind::kClose)) return wrong("a bracket '(' is not closed");
        ++at_;
        return inner;
      }
      case Kind::kWord:
      case Kind::kPhrase:
        if (!has_word(token.text))
          return wrong("'" + token.text + (token.prefix ? "*" : "") + "' has no word in it");
        if (token.text.starts_with('*'))
          return wrong("a star stands after the beginning of a word, as in supervis*");
        return full_text_phrase(token.text) + (token.prefix ? " *" : "");
      case Kind::kNot: return wrong("NOT needs something before it, as in 'supervision NOT order'");
      default:
        return wrong("something is missing before '" + token.text +
                     "'; to search for the word itself, write it in small letters");
    }
  }

  const std::vector<Token>& tokens_;
  std::size_t at_ = 0;
};

}  // namespace

std::string full_text_phrase(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c == '\0' ? ' ' : c;
  }
  return quoted + '"';
}

Expected<std::string> full_text_query(std::string_view typed) {
  if (typed.size() > kMaxBytes)
    return wrong("it is longer than " + std::to_string(kMaxBytes) + " bytes");
  if (!count_code_points(typed)) return wrong("it is not UTF-8");
  const auto tokens = tokens_of(typed);
  if (!tokens) return tl::unexpected(tokens.error());
  if (tokens->empty()) return wrong("there is nothing in it");
  return Parser(*tokens).run();
}

}  // namespace ofsight
