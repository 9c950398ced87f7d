#include "extractors/wordings.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ofsight {
namespace {

constexpr auto kWordBytes = [] {
  std::array<bool, 256> table{};
  for (unsigned c = 0; c < 128; ++c)
    table[c] =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  return table;
}();

constexpr auto kLowerBytes = [] {
  std::array<char, 256> table{};
  for (unsigned c = 0; c < 256; ++c)
    table[c] = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return table;
}();

using Wordings = std::vector<Wording>;

// Nothing is known of it.
const Wordings kAnything = {{"", true}};

void cut(Wordings& all) {
  for (Wording& wording : all) wording.is_cut = true;
}

// Cuts what begins with two whole words: enough to be looked up by.
void cut_after_two_words(Wordings& all) {
  for (Wording& wording : all) {
    const auto two = first_two_words(wording.words).size();
    if (two > 0 && two < wording.words.size()) wording.is_cut = true;
  }
}

// What is left of too many ends: their first bytes.
Wordings beginnings(const Wordings& ends) {
  Wordings kept;
  for (const Wording& end : ends) {
    const Wording beginning{end.words.substr(0, 1), end.is_cut || end.words.size() > 1};
    if (std::find(kept.begin(), kept.end(), beginning) == kept.end()) kept.push_back(beginning);
  }
  return kept;
}

// Every start with every end.
Wordings joined(Wordings starts, Wordings ends) {
  const auto size = [&] {
    const auto cut_starts = static_cast<std::size_t>(
        std::count_if(starts.begin(), starts.end(),
                      [](const Wording& wording) { return wording.is_cut; }));
    return cut_starts + (starts.size() - cut_starts) * ends.size();
  };
  if (size() > kMaxWordings) cut_after_two_words(starts);
  if (size() > kMaxWordings) ends = beginnings(ends);
  if (size() > kMaxWordings) {
    cut(starts);
    return starts;
  }
  Wordings all;
  for (Wording& start : starts) {
    if (start.is_cut) {
      all.push_back(std::move(start));
      continue;
    }
    for (const Wording& end : ends) all.push_back({start.words + end.words, end.is_cut});
  }
  return all;
}

// What is left of too many: their first words, with what ends them.
void keep_first_words(Wordings& all) {
  Wordings kept;
  for (Wording& wording : all) {
    const auto length = first_word(wording.words).size() + 1;
    if (length < wording.words.size()) wording = {wording.words.substr(0, length), true};
    if (std::find(kept.begin(), kept.end(), wording) == kept.end())
      kept.push_back(std::move(wording));
  }
  all = std::move(kept);
}

// A parser of RE2's syntax as terms use it. What it does not know makes the whole term unknown.
class TermReader {
 public:
  explicit TermReader(std::string_view term) : term_(term) {}

  std::optional<Wordings> read() {
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

  std::optional<Wordings> alternatives() {
    Wordings all;
    do {
      auto one = sequence();
      if (!one) return std::nullopt;
      std::move(one->begin(), one->end(), std::back_inserter(all));
      if (all.size() > kMaxWordings) keep_first_words(all);
      if (all.size() > kMaxWordings) return std::nullopt;
    } while (take('|'));
    return all;
  }

  std::optional<Wordings> sequence() {
    Wordings all = {{}};
    while (!ended() && !is_at('|') && !is_at(')')) {
      auto next = repeated();
      if (!next) return std::nullopt;
      all = joined(std::move(all), std::move(*next));
    }
    return all;
  }

  // An atom and what says how often it stands.
  std::optional<Wordings> repeated() {
    auto choices = atom();
    if (!choices) return std::nullopt;
    bool may_be_none = false, is_known = true;
    if (take('?')) {
      may_be_none = true;
    } else if (take('*')) {
      may_be_none = true;
      is_known = false;
    } else if (take('+')) {
      is_known = false;
    } else if (is_at('{')) {
      may_be_none = term_.substr(at_).starts_with("{0");
      is_known = false;
      at_ = std::min(term_.find('}', at_), term_.size()) + 1;
    } else {
      return choices;
    }
    if (take('?')) is_known = false;  // the other order of preference
    if (!is_known) cut(*choices);
    if (may_be_none) choices->push_back({});
    return choices;
  }

  std::optional<Wordings> atom() {
    if (is_at('(')) return group();
    if (is_at('[')) return character_class();
    if (is_at('\\')) return escape();
    if (take('.')) return kAnything;
    if (std::string_view("*+?{}$^").find(term_[at_]) != std::string_view::npos) return std::nullopt;
    return code_point();
  }

  std::optional<Wordings> group() {
    ++at_;
    if (take('?') && !take(':')) return std::nullopt;
    auto all = alternatives();
    return take(')') ? all : std::nullopt;
  }

  std::optional<Wordings> escape() {
    ++at_;
    if (ended()) return std::nullopt;
    const char c = term_[at_++];
    if (!is_word_byte(c)) return Wordings{{{c}}};
    if (c == 's') return Wordings{{" ", true}};
    if (std::string_view("dDwWS").find(c) != std::string_view::npos) return kAnything;
    return std::nullopt;
  }

  // A character of several bytes is one atom, so that "?" after it takes it whole. Only punctuation
  // from U+2010 to U+203F is taken: it has no case.
  std::optional<Wordings> code_point() {
    const char first = term_[at_++];
    if (static_cast<unsigned char>(first) < 0x80) return Wordings{{{lower_ascii(first)}}};
    if (first != '\xE2' || term_.size() < at_ + 2 || term_[at_] != '\x80') return std::nullopt;
    at_ += 2;
    return Wordings{{std::string(term_.substr(at_ - 3, 3))}};
  }

  // Spelt out where it lists characters or digits; anything where it has other ranges or says what
  // is not.
  std::optional<Wordings> character_class() {
    ++at_;
    Wordings choices;
    bool is_known = !is_at('^');
    for (bool is_first = true; !ended() && (!is_at(']') || is_first); is_first = false) {
      if (is_at('[')) return std::nullopt;  // as [[:alpha:]]
      if (term_.substr(at_).starts_with("0-9")) {
        at_ += 3;
        for (char digit = '0'; digit <= '9'; ++digit) choices.push_back({{digit}});
        continue;
      }
      if (is_at('\\')) {
        is_known = false;
        at_ += 2;
        continue;
      }
      if (is_at('-') && !choices.empty() && !term_.substr(at_).starts_with("-]")) is_known = false;
      const auto one = code_point();
      if (!one) return std::nullopt;
      choices.push_back(one->front());
    }
    if (!take(']')) return std::nullopt;
    return is_known ? choices : kAnything;
  }

  const std::string_view term_;
  std::size_t at_ = 0;
};

}  // namespace

bool is_word_byte(char c) { return kWordBytes[static_cast<unsigned char>(c)]; }

char lower_ascii(char c) { return kLowerBytes[static_cast<unsigned char>(c)]; }

std::string_view first_word(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_word_byte);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

std::size_t second_word(std::string_view text) {
  const auto after = text.begin() + static_cast<std::ptrdiff_t>(first_word(text).size());
  return static_cast<std::size_t>(std::find_if(after, text.end(), is_word_byte) - text.begin());
}

std::string_view first_two_words(std::string_view text) {
  const auto second = second_word(text);
  const auto length = first_word(text.substr(second)).size();
  return first_word(text).empty() || length == 0 ? std::string_view()
                                                 : text.substr(0, second + length);
}

bool has_first_word(const Wording& wording) {
  const auto length = first_word(wording.words).size();
  return length > 0 && !(wording.is_cut && length == wording.words.size());
}

std::optional<std::vector<Wording>> wordings(std::string_view term) {
  return TermReader(term).read();
}

}  // namespace ofsight
