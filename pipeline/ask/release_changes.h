#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "pipeline/ask/answer.h"
#include "pipeline/ask/release_reader.h"

namespace ofsight {

// Something that is new, gone or different.
struct Change {
  std::string event;  // new_report, dropped_report, judgement_changed, improvement_new,
                      // improvement_dropped
  std::string date;   // of the report that is new, gone or different
  std::string la_name, kind, title;
  std::string report_id;      // where the quote stands
  std::string subject;        // area of a judgement, themes of an improvement
  std::string before, after;  // grades
  std::string quote, page, start, end, source_url;
};

// What came since a day: reports by the latest of their publication and inspection dates that is
// known; judgements that differ from those before; improvements whose themes the council's previous
// report with improvements of that kind did not ask about, and those of that report that are not
// asked about any more. By date, the newest first, then council.
Expected<std::vector<Change>> changes_since(ReleaseReader& release, const std::string& since);

// What differs from another release: reports that are new or gone; latest judgements that are new
// or differ; improvements as above for new reports, and for others those whose text is new or gone.
Expected<std::vector<Change>> changes_against(ReleaseReader& release, ReleaseReader& other);

// `evidence`: with the place of every quote in its report.
Answer changes_answer(const ReleaseReader& release, const std::vector<Change>& changes,
                      const std::string& title, bool evidence);

// The same as an Atom feed (RFC 4287). Entries have the same ids in every feed that has them.
std::string changes_feed(const ReleaseReader& release, const std::vector<Change>& changes,
                         const std::string& title);

}  // namespace ofsight
