#include "pipeline/publish/publish.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <future>
#include <memory>
#include <unordered_map>

#include "corpus/digest.h"
#include "corpus/output_file.h"
#include "pipeline/publish/csv_writer.h"
#include "pipeline/publish/description_files.h"
#include "pipeline/publish/improvement_links.h"
#include "pipeline/publish/json_writer.h"
#include "pipeline/publish/previous_release.h"
#include "pipeline/publish/quality.h"
#include "pipeline/publish/report_rows.h"
#include "pipeline/publish/sqlite_writer.h"
#include "pipeline/publish/threaded_writer.h"
#include "pipeline/publish/xlsx_writer.h"

namespace ofsight {
namespace {

class Release : public RowSink {
 public:
  Release(const PublishRequest& request, const CouncilRegister& councils, Dataset dataset,
          ReleaseFolder folder)
      : request_(request),
        dataset_(std::move(dataset)),
        folder_(std::move(folder)),
        counter_(dataset_),
        rows_(dataset_, councils, *this),
        summary_(dataset_, councils, request.themes),
        links_(dataset_),
        newest_(request.date) {}

  Expected<Published> make(const ReportSource& source) {
    open_writers();
    for (auto& writer : writers_)
      if (auto begun = writer->begin(dataset_); !begun) return tl::unexpected(begun.error());
    for (const auto part : {&Release::take_reports, &Release::take_rejections})
      if (auto taken = (this->*part)(source); !taken) return tl::unexpected(taken.error());
    if (auto done = summary_.finish(*this); !done) return tl::unexpected(done.error());
    if (auto done = links_.finish(*this); !done) return tl::unexpected(done.error());
    input_ = source.digest();
    if (auto compared = compare(); !compared) return tl::unexpected(compared.error());
    if (auto ended = end_writers(); !ended) return tl::unexpected(ended.error());
    if (auto described = describe(); !described) return tl::unexpected(described.error());
    const auto outcome = folder_.commit();
    if (!outcome) return tl::unexpected(outcome.error());
    published_.outcome = *outcome;
    published_.folder = folder_.target();
    published_.date = newest_;
    published_.reports = counter_.rows("reports");
    published_.rejections = counter_.rows("rejections");
    published_.duplicates = counter_.quality().duplicates;
    return std::move(published_);
  }

  Expected<void> add(std::size_t table, const Row& row) override {
    counter_.add(table, row);
    for (auto& writer : writers_)
      if (auto added = writer->add(table, row); !added) return added;
    return {};
  }

 private:
  void open_writers() {
    const std::string& root = folder_.path();
    std::vector<CsvFlavour> flavours;
    if (wants("csv")) flavours.push_back(CsvFlavour::kCanonical);
    if (wants("spreadsheet")) flavours.push_back(CsvFlavour::kSpreadsheet);
    if (!flavours.empty()) writers_.push_back(std::make_unique<CsvWriter>(root, flavours));
    std::vector<JsonLayout> layouts;
    if (wants("ndjson")) layouts.push_back(JsonLayout::kLines);
    if (wants("json")) layouts.push_back(JsonLayout::kArray);
    if (!layouts.empty()) writers_.push_back(std::make_unique<JsonTableWriter>(root, layouts));
    if (wants("sqlite"))
      writers_.push_back(std::make_unique<SqliteWriter>(root, [this] { return properties(); }));
    if (wants("xlsx"))
      writers_.push_back(std::make_unique<ThreadedWriter>(
          std::make_unique<XlsxWriter>(root, [this] { return newest_; })));
  }

  // All at the same time: indexing the database takes as long as packing the workbook. They share
  // nothing that still changes.
  Expected<void> end_writers() {
    std::vector<std::future<Expected<void>>> ends;
    for (auto& writer : writers_)
      ends.push_back(std::async(std::launch::async, [&writer] { return writer->end(); }));
    Expected<void> state;
    for (auto& end : ends)
      if (auto ended = end.get(); !ended && state) state = ended;
    return state;
  }

  bool wants(std::string_view format) const {
    const auto& formats = request_.formats;
    return std::find(formats.begin(), formats.end(), format) != formats.end();
  }

  SqliteWriter::Properties properties() const {
    const About& about = dataset_.about;
    return {{"title", about.title},
            {"description", about.description},
            {"date", newest_},
            {"program", request_.program},
            {"input", input_},
            {"source", about.source.path},
            {"licence", about.licence.name},
            {"licence_url", about.licence.path},
            {"council_register", request_.register_json}};
  }

  Expected<void> take_reports(const ReportSource& source) {
    while (true) {
      const auto report = source.next_report();
      if (!report) return tl::unexpected(report.error());
      if (!*report) return {};
      const auto known = is_known(**report);
      if (!known) return fail(known.error().code, source.place() + ": " + known.error().message);
      if (*known) {
        counter_.add_duplicate();
        continue;
      }
      if (auto added = rows_.add(**report); !added)
        return fail(added.error().code, added.error().code == ErrorCode::kIo
                                            ? added.error().message
                                            : source.place() + ": " + added.error().message);
      summary_.add(**report);
      links_.add(**report);
      counter_.add_warnings(**report);
      note_dates(**report);
    }
  }

  Expected<void> take_rejections(const ReportSource& source) {
    while (true) {
      const auto rejection = source.next_rejection();
      if (!rejection) return tl::unexpected(rejection.error());
      if (!*rejection) return {};
      if (auto added = rows_.add(**rejection); !added)
        return fail(added.error().code, source.place() + ": " + added.error().message);
    }
  }

  // Whether the same document came before. Two documents whose digests begin alike are an Error.
  Expected<bool> is_known(const Report& report) {
    const std::string id = report_id_of(report);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number, 16);
    if (id.size() != 16 || error != std::errc() || end != id.data() + id.size())
      return fail(ErrorCode::kInvalidData, "/source/sha256 is no SHA-256");
    std::uint64_t rest = 0;
    const std::string_view sha256 = report.source.sha256;
    if (sha256.size() == 64) std::from_chars(sha256.data() + 16, sha256.data() + 32, rest, 16);
    const auto [at, added] = documents_.emplace(number, rest);
    if (!added && at->second != rest)
      return fail(ErrorCode::kInvalidData,
                  "two documents have digests that begin with " + id + "; leave one out");
    return !added;
  }

  void note_dates(const Report& report) {
    if (!request_.date.empty()) return;
    const Source& source = report.source;
    std::string date =
        std::max({report.published.value_or(""), source.published_on_site.value_or(""),
                  source.retrieved_at.value_or("").substr(0, 10)});
    if (date.empty()) date = date_of(report).day;
    newest_ = std::max(newest_, date);
  }

  // Finds what changed since the previous release, and stops where too much is gone.
  Expected<void> compare() {
    quality_ = counter_.quality();
    quality_.date = newest_;
    quality_.program = request_.program;
    quality_.input = input_;
    std::optional<PreviousRelease> previous;
    if (request_.previous.empty()) {
      const auto beside = std::filesystem::path(folder_.target()).parent_path();
      previous = latest_release_in(beside.empty() ? "." : beside.string(), newest_, quality_.input);
    } else {
      auto named = read_release(request_.previous);
      if (!named) return tl::unexpected(named.error());
      previous = std::move(*named);
    }
    if (!previous) return {};
    std::vector<std::uint64_t> ids;
    for (const auto& [id, rest] : documents_) ids.push_back(id);
    std::sort(ids.begin(), ids.end());
    const auto difference = difference_to(*previous, ids);
    change_ = {previous->name, previous->quality.date, previous->quality, {}, {}};
    if (difference) {
      change_->new_reports = difference->added;
      change_->dropped_reports = difference->dropped;
    }
    const auto fallen = falls(dataset_, quality_, previous->quality, request_.max_fall);
    if (fallen.empty()) return {};
    std::string all;
    for (const std::string& line : fallen) all += (all.empty() ? "" : "; ") + line;
    if (!request_.accept_shrink)
      return fail(ErrorCode::kInvalidData, "nothing published: since release '" + previous->name +
                                               "' " + all +
                                               "; --accept-shrink publishes all the same");
    published_.notes.push_back("since release '" + previous->name + "' " + all);
    return {};
  }

  Expected<void> write_file(const std::string& name, const std::string& content) {
    auto file = OutputFile::create(folder_.path() + "/" + name);
    if (!file) return tl::unexpected(file.error());
    if (auto written = file->write(content); !written) return written;
    return file->commit();
  }

  Expected<void> describe() {
    const std::vector<std::pair<std::string, std::string>> written = {
        {kQualityFile, quality_json(quality_, change_)},
        {"quality.md", quality_markdown(dataset_, quality_, change_)},
        {kCodebook, codebook_markdown(dataset_, newest_, request_.program)},
        {kDatasetteMetadata, datasette_json(dataset_, newest_)}};
    for (const auto& [name, content] : written)
      if (auto done = write_file(name, content); !done) return done;
    std::vector<ReleaseFile> files;
    for (const auto& writer : writers_) {
      const auto of_writer = writer->files(dataset_);
      files.insert(files.end(), of_writer.begin(), of_writer.end());
    }
    for (const auto& [name, content] : written) {
      const bool json = name.ends_with(".json");
      files.push_back(
          {name, json ? "json" : "md", json ? "application/json" : "text/markdown", ""});
    }
    for (ReleaseFile& file : files) {
      const std::string path = folder_.path() + "/" + file.path;
      auto digest = sha256_of_file(path);
      if (!digest) return tl::unexpected(digest.error());
      file.sha256 = std::move(*digest);
      std::error_code error;
      file.bytes = std::filesystem::file_size(path, error);
      if (error) return fail(ErrorCode::kIo, "'" + path + "': " + error.message());
    }
    return write_file(kReleaseDescription,
                      datapackage_json(dataset_, newest_, request_.program, files));
  }

  const PublishRequest& request_;
  const Dataset dataset_;
  ReleaseFolder folder_;
  QualityCounter counter_;
  ReportRows rows_;
  SummaryRows summary_;
  ImprovementLinks links_;
  std::vector<std::unique_ptr<TableWriter>> writers_;
  std::unordered_map<std::uint64_t, std::uint64_t>
      documents_;  // digests' first 16 and next 16 digits
  std::string newest_, input_;
  Quality quality_;
  std::optional<QualityChange> change_;
  Published published_;
};

}  // namespace

Expected<Published> publish(const PublishRequest& request, const ReportSource& source,
                            const CouncilRegister& councils) {
  auto dataset = Dataset::built_in();
  if (!dataset) return tl::unexpected(dataset.error());
  auto folder = ReleaseFolder::create(request.output);
  if (!folder) return tl::unexpected(folder.error());
  Release release(request, councils, std::move(*dataset), std::move(*folder));
  return release.make(source);
}

}  // namespace ofsight
