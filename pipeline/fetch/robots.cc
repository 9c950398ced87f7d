#include "pipeline/fetch/robots.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace ofsight {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kMaxBytes = 512 << 10;  // RFC 9309, 2.5: at least 500 KiB
constexpr std::size_t kMaxRules = 10'000;

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// "ofsight/1.0 (something)" names "ofsight".
std::string_view product_of(std::string_view value) {
  std::size_t size = 0;
  while (size < value.size() && (std::isalpha(static_cast<unsigned char>(value[size])) != 0 ||
                                 value[size] == '-' || value[size] == '_'))
    ++size;
  return value.substr(0, size);
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// One spelling for every path (2.2.2): escapes of unreserved characters are undone, all others are
// in capitals, and what is not ASCII is escaped.
std::string normalised(std::string_view path) {
  constexpr std::string_view kHexDigits = "0123456789ABCDEF";
  std::string out;
  const auto escape = [&](unsigned char c) {
    out += '%';
    out += kHexDigits[c >> 4];
    out += kHexDigits[c & 15];
  };
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto c = static_cast<unsigned char>(path[i]);
    if (c == '%' && i + 2 < path.size() && hex_value(path[i + 1]) >= 0 &&
        hex_value(path[i + 2]) >= 0) {
      const auto escaped =
          static_cast<unsigned char>(hex_value(path[i + 1]) * 16 + hex_value(path[i + 2]));
      const bool is_unreserved =
          escaped < 0x80 &&
          (std::isalnum(escaped) != 0 ||
           std::string_view("-._~").find(static_cast<char>(escaped)) != std::string_view::npos);
      if (is_unreserved) {
        out += static_cast<char>(escaped);
      } else {
        escape(escaped);
      }
      i += 2;
    } else if (c <= 0x20 || c >= 0x7F) {
      escape(c);
    } else {
      out += static_cast<char>(c);
    }
  }
  return out;
}

// Without recursion: a '*' that fails is tried one character further, and only the last one is.
bool matches(std::string_view pattern, std::string_view text) {
  const bool whole = pattern.ends_with('$');
  if (whole) pattern.remove_suffix(1);
  std::size_t p = 0, t = 0;
  std::size_t star = pattern.npos, star_text = 0;
  while (true) {
    if (p == pattern.size() && (!whole || t == text.size())) return true;
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_text = t;
    } else if (p < pattern.size() && t < text.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != pattern.npos && star_text < text.size()) {
      p = star + 1;
      t = ++star_text;
    } else {
      return false;
    }
  }
}

struct Line {
  std::string_view key, value;
};

// Ends with CR, LF or both; what has no colon, or is a comment, is passed over.
std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find_first_of("\r\n", from), text.size());
    std::string_view line = text.substr(from, to - from);
    from = to + 1;
    line = line.substr(0, line.find('#'));
    const std::size_t colon = line.find(':');
    if (colon != line.npos)
      lines.push_back({trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1))});
  }
  return lines;
}

std::optional<double> seconds_of(std::string_view value) {
  const std::string text(value);
  char* end = nullptr;
  const double seconds = std::strtod(text.c_str(), &end);
  if (end == text.c_str() || !(seconds >= 0)) return std::nullopt;
  return seconds;
}

}  // namespace

RobotsRules RobotsRules::parse(std::string_view robots_txt, std::string_view product) {
  robots_txt = robots_txt.substr(0, kMaxBytes);
  if (robots_txt.starts_with(kByteOrderMark)) robots_txt.remove_prefix(kByteOrderMark.size());
  RobotsRules own, any;
  bool has_own = false;
  bool in_own = false, in_any = false, naming = false;
  for (const Line& line : lines_of(robots_txt)) {
    if (equal_ignoring_case(line.key, "user-agent")) {
      if (!naming) in_own = in_any = false;
      naming = true;
      if (line.value.starts_with('*')) in_any = true;
      if (equal_ignoring_case(product_of(line.value), product)) in_own = has_own = true;
      continue;
    }
    const bool allow = equal_ignoring_case(line.key, "allow");
    const bool is_rule = allow || equal_ignoring_case(line.key, "disallow");
    // Records that RFC 9309 does not know do not end the list of names.
    if (is_rule) naming = false;
    for (auto [rules, counts] : {std::pair(&own, in_own), std::pair(&any, in_any)}) {
      if (!counts) continue;
      if (is_rule && !line.value.empty() && rules->rules_.size() < kMaxRules)
        rules->rules_.push_back({normalised(line.value), allow});
      if (equal_ignoring_case(line.key, "crawl-delay"))
        if (const auto seconds = seconds_of(line.value))
          rules->crawl_delay_seconds_ = std::max(rules->crawl_delay_seconds_.value_or(0), *seconds);
    }
  }
  return has_own ? own : any;
}

RobotsRules RobotsRules::nothing() {
  RobotsRules rules;
  rules.rules_.push_back({"/", false});
  return rules;
}

bool RobotsRules::allows(std::string_view target) const {
  const std::string path = normalised(target);
  if (path == "/robots.txt") return true;
  std::size_t longest = 0;
  bool allowed = true;
  for (const Rule& rule : rules_) {
    const std::size_t size = rule.pattern.size();
    const bool decides = size > longest || (size == longest && rule.allow);
    if (!decides || !matches(rule.pattern, path)) continue;
    longest = size;
    allowed = rule.allow;
  }
  return allowed;
}

}  // namespace ofsight
