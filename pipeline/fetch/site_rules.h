#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "corpus/name_words.h"
#include "pipeline/html/html_parser.h"

namespace ofsight {

// How the site is read: site.json, or a file of the user's, schemas/site.schema.json.
struct SiteRules {
  struct Search {
    std::string path;
    std::int64_t rows = 0;
    XPath total, results;
    std::string provider_path;

    std::string path_from(std::int64_t start) const;
  };
  struct Provider {
    std::vector<XPath> proof;
    XPath links, label, title;
    std::vector<XPath> published, inspected;
  };
  struct Kind {
    std::string code;
    std::vector<Words> words;
  };

  // kInvalidData with a JSON pointer.
  static Expected<SiteRules> from_json(std::string_view json);
  static Expected<SiteRules> built_in();

  // The kind that the words of a link tell; empty for none.
  std::string kind_of(std::string_view words) const;
  std::vector<std::string> kind_codes() const;

  std::string site;
  std::vector<std::string> hosts;
  std::vector<std::string> file_paths;
  Search search;
  Provider provider;
  std::vector<Kind> kinds;
};

// What stands in place of {id} where `path` has the form of `form`, such as
// "/provider/{type}/{id}"; other names in braces are any one step. Nothing if it has another form,
// or what is there is not letters, digits, '-' and '_', 64 at most.
std::optional<std::string> id_in_path(std::string_view form, std::string_view path);

}  // namespace ofsight
