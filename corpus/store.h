#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/corpus_folder.h"
#include "corpus/document.h"
#include "corpus/error.h"
#include "corpus/queries.h"

// The corpus: what the site lists, what of it is held, and what failed. Times are RFC 3339 in UTC,
// dates YYYY-MM-DD; an empty string means that it is not known.
namespace ofsight {

struct ListedCouncil {
  std::string urn, name, url;
};

// One link on a council's page.
struct Listing {
  std::string file_id;  // the site's own number of the file, else its address
  std::string url;      // absolute
  std::string title;    // the link's words
  std::string label;    // its hidden words, raw: "<type>, pdf - <date>"
  std::string kind;     // by the words; empty: unknown
  std::string published;
  std::string inspected;
};

// A page as last read: its validators, where its bytes are, and a digest of what was read in them.
// A page whose bytes change while what is read stays (banners, counters) keeps its older bytes.
struct KeptPage {
  std::string etag, last_modified, sha256, records;
};

struct RunCounts {
  std::int64_t councils = 0;       // listed by the search pages
  std::int64_t pages = 0;          // councils whose pages were read
  std::int64_t reports = 0;        // files listed on those pages
  std::int64_t new_reports = 0;    // of them never seen before
  std::int64_t unknown_kinds = 0;  // of them with words that no pattern knows
  std::int64_t downloaded = 0, gone = 0, failed = 0;
};

// kPartial: all went well, for the councils that were asked for.
enum class RunOutcome { kComplete, kPartial, kIncomplete, kStopped };

// What reading a council's page changed.
struct PageChange {
  std::int64_t before = 0;   // files listed there until now
  std::int64_t listed = 0;   // files listed there now
  std::int64_t missing = 0;  // files listed until now and no longer
  std::int64_t first_seen = 0;
};

// Which of the listed files a run is for; empty lists mean all.
struct Wanted {
  std::vector<std::string> urns, kinds;
  std::string since;         // published then or later, or without a date
  bool waiting_too = false;  // also those whose next try is later
  bool held_too = false;     // also those held, to see whether they changed
};

struct WantedFile {
  std::string id, url, published;
  std::string etag, last_modified;  // of the bytes held, if any are
  std::string partial_etag, partial_last_modified;
  std::uint64_t partial_bytes = 0;  // of the whole file, as the server said; 0: not known
  std::int64_t attempts = 0;        // failed ones in a row
  bool held = false;
};

enum class FileState { kNew, kHeld, kRecheck, kGone, kFailed };

struct Received {
  std::string url, sha256, media_type, etag, last_modified, at;
  std::uint64_t bytes = 0;
};

struct LocalDocument {
  std::string sha256, media_type, path, urn, title, kind, published, added_at;
  std::uint64_t bytes = 0;
};

// A document with what is known of its origin; `council_urn` may be empty.
struct CorpusDocument {
  Source source;
  std::string council_urn, council_name;
  std::string kind;  // by the words of its link or name; empty: unknown
};

struct CorpusStatus;  // corpus_status.h

// One thread at a time. Every call is one transaction: it happens whole or not at all, whenever the
// process ends. kWrite takes the corpus's lock.
class Store {
 public:
  enum class Access { kRead, kWrite };
  static Expected<Store> open(const std::string& path, Access access,
                              const std::string& purpose = {});

  const CorpusFolder& folder() const { return folder_; }
  Expected<void> check_integrity() { return queries_->database().check_integrity(); }

  // A run of fetch. The number given back marks what it sees.
  Expected<std::int64_t> begin_run(const std::string& program, const std::string& site,
                                   const std::string& at);
  Expected<void> end_run(std::int64_t run, RunOutcome outcome, const RunCounts& counts,
                         const std::string& message, const std::string& at);

  Expected<std::optional<KeptPage>> page(std::string_view url);
  // Nothing if there is none under that digest.
  Expected<std::optional<std::string>> page_bytes(std::string_view sha256);
  // `bytes`: where page.sha256 is not kept yet.
  Expected<void> keep_page(std::string_view url, const KeptPage& page,
                           const std::optional<std::string>& bytes, const std::string& at);

  // How many councils are listed now, and the names of those the run has not seen.
  Expected<std::int64_t> listed_councils();
  Expected<void> see_councils(const std::vector<ListedCouncil>& councils, std::int64_t run,
                              const std::string& at);
  Expected<std::vector<std::string>> missing_councils(std::int64_t run);
  // With all that they list. Nothing goes; they are marked.
  Expected<void> delist_missing_councils(std::int64_t run, const std::string& at);

  // A file that is held and is listed with other words or dates than before is to be looked at
  // again.
  Expected<PageChange> see_listings(const std::string& urn, const std::vector<Listing>& listings,
                                    std::int64_t run, const std::string& at);
  Expected<void> delist_missing(const std::string& urn, std::int64_t run, const std::string& at);

  // The files wanted after `after`, newest first, at most `limit`. Start without one.
  Expected<std::vector<WantedFile>> wanted(const Wanted& wanted,
                                           const std::optional<WantedFile>& after,
                                           std::int64_t limit, const std::string& now);
  Expected<std::int64_t> count_wanted(const Wanted& wanted, const std::string& now);

  // What came of a try.
  Expected<void> begin_partial(const std::string& file_id, const std::string& etag,
                               const std::string& last_modified, std::uint64_t bytes);
  Expected<void> receive(const std::string& file_id, const Received& received);
  Expected<void> unchanged(const std::string& file_id, const std::string& at);
  Expected<void> miss(const std::string& file_id, FileState state, std::optional<int> status,
                      const std::string& failure, const std::string& at,
                      const std::string& next_try);

  Expected<void> add_local(const LocalDocument& document);
  Expected<bool> has(std::string_view sha256);

  // Every document, by council, date of publication and digest.
  Expected<std::vector<CorpusDocument>> documents();

  // All of a status but what is counted by kind.
  Expected<void> read_status(CorpusStatus& status);

 private:
  Store(CorpusFolder folder, std::optional<CorpusLock> lock, Database database)
      : folder_(std::move(folder)),
        lock_(std::move(lock)),
        queries_(std::make_unique<Queries>(std::move(database))) {}

  CorpusFolder folder_;
  std::optional<CorpusLock> lock_;
  std::unique_ptr<Queries> queries_;
};

}  // namespace ofsight
