#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ofsight {

// The rules of a robots.txt for one crawler, as RFC 9309 reads them, and Crawl-delay, which it does
// not know but many sites do. Debian packages no library for it.
class RobotsRules {
 public:
  // Any bytes. `product` is the crawler's product token: letters, '-' and '_'. The groups that name
  // it count, all together; if none does, those for "*"; if there are none either, all is allowed.
  static RobotsRules parse(std::string_view robots_txt, std::string_view product);

  // Where robots.txt cannot be reached: nothing is allowed.
  static RobotsRules nothing();

  // `target` is path and query, from '/' on. The longest rule that matches decides, an allowing one
  // of two as long.
  bool allows(std::string_view target) const;

  std::optional<double> crawl_delay_seconds() const { return crawl_delay_seconds_; }

 private:
  struct Rule {
    std::string pattern;  // normalised; '*' is any text, a last '$' the end
    bool allow;
  };
  std::vector<Rule> rules_;
  std::optional<double> crawl_delay_seconds_;
};

}  // namespace ofsight
