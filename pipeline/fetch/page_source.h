#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "corpus/clock.h"
#include "corpus/store.h"
#include "pipeline/fetch/polite_client.h"

namespace ofsight {

// Gets pages of the site, asking for them only if they have changed since they were last read.
class PageSource {
 public:
  PageSource(PoliteClient& client, Store& store, Clock& clock)
      : client_(client), store_(store), clock_(clock) {}

  // Gets a page and gives it to `read`, which returns a text that is equal for pages in which the
  // same was read, or why the page is none. A page that could be read is kept with its validators.
  // The page counts as answered only then; the Error is of the disk.
  using Read = std::function<Expected<std::string>(std::string_view bytes, const Url& url)>;
  Expected<Outcome> get(const Url& url, const Read& read);

  const PoliteClient& client() const { return client_; }

 private:
  Outcome ask(const Url& url, const KeptPage& kept, std::string& body);

  PoliteClient& client_;
  Store& store_;
  Clock& clock_;
};

}  // namespace ofsight
