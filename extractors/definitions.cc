#include "extractors/definitions.h"

#include <algorithm>
#include <utility>

#include "extractors/matching/matcher.h"

namespace ofsight {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// Length of the escape at the front of `rest`, which begins with a backslash.
std::size_t escape_length(std::string_view rest) {
  if (rest.size() < 2) return rest.size();
  if (rest[1] == 'Q') {
    const auto end = rest.find("\\E", 2);
    return end == std::string_view::npos ? rest.size() : end + 2;
  }
  const bool takes_braces = rest[1] == 'p' || rest[1] == 'P' || rest[1] == 'x';
  if (takes_braces && rest.size() > 2 && rest[2] == '{') {
    const auto end = rest.find('}', 3);
    return end == std::string_view::npos ? rest.size() : end + 1;
  }
  return 2;
}

// Length of the character class at the front of `rest`, which begins with '['.
std::size_t class_length(std::string_view rest) {
  std::size_t at = 1;
  if (at < rest.size() && rest[at] == '^') ++at;
  if (at < rest.size() && rest[at] == ']') ++at;  // a ']' in first place is a member
  while (at < rest.size() && rest[at] != ']') {
    const bool named = rest.substr(at, 2) == "[:";
    const auto end = named ? rest.find(":]", at + 2) : std::string_view::npos;
    if (end != std::string_view::npos) {
      at = end + 2;
    } else {
      at += rest[at] == '\\' ? escape_length(rest.substr(at)) : 1;
    }
  }
  return std::min(at + 1, rest.size());
}

// The NAME of the {NAME} at the front of `rest`, or "".
std::string_view reference(std::string_view rest) {
  const auto end = rest.find('}');
  if (end == std::string_view::npos) return {};
  const auto name = rest.substr(1, end - 1);
  return Definitions::is_name(name) ? name : std::string_view{};
}

}  // namespace

bool Definitions::is_name(std::string_view name) {
  return !name.empty() && is_upper(name[0]) && std::all_of(name.begin(), name.end(), [](char c) {
    return is_upper(c) || (c >= '0' && c <= '9') || c == '_';
  });
}

void Definitions::declare(std::string name, std::string fragment) {
  definitions_[std::move(name)] = Definition{std::move(fragment), false};
}

void Definitions::declare_broken(std::string name) {
  definitions_[std::move(name)] = Definition{"", true};
}

Expected<std::string> Definitions::expand(std::string_view pattern) const {
  std::string expanded;
  for (std::size_t at = 0; at < pattern.size();) {
    const auto rest = pattern.substr(at);
    std::size_t length = 1;
    if (rest[0] == '\\') length = escape_length(rest);
    if (rest[0] == '[') length = class_length(rest);
    const auto name = rest[0] == '{' ? reference(rest) : std::string_view{};
    if (name.empty()) {
      expanded += rest.substr(0, length);
    } else {
      const auto found = definitions_.find(name);
      const std::string written = "{" + std::string(name) + "}";
      if (found == definitions_.end()) {
        return fail(ErrorCode::kInvalidData, written + " is not defined above");
      }
      if (found->second.broken) {
        return fail(ErrorCode::kInvalidData, written + " has a problem of its own");
      }
      expanded += "(?:" + found->second.fragment + ")";
      length = name.size() + 2;
    }
    if (expanded.size() > kMaxPatternBytes) {
      return fail(ErrorCode::kInvalidData, "pattern is longer than " +
                                               std::to_string(kMaxPatternBytes) +
                                               " bytes with its definitions");
    }
    at += length;
  }
  return expanded;
}

}  // namespace ofsight
