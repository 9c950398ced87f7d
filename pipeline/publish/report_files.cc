#include "pipeline/publish/report_files.h"

#include <utility>

namespace ofsight {
namespace {

constexpr std::string_view kRejectionsFollow = "rejections\n";

Expected<void> add_lines(const std::string& path, Sha256& digest) {
  auto stream = ReportStream::open(path);
  if (!stream) return tl::unexpected(stream.error());
  stream->digest_into(&digest);
  while (true) {
    const auto more = stream->skip();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return {};
  }
}

std::string name_of(Sha256& digest) { return "sha256:" + digest.hex(); }

}  // namespace

ReportFiles::ReportFiles(std::vector<std::string> reports, std::string rejections,
                         const std::string& program, const std::string& register_json)
    : paths_(std::move(reports)),
      rejections_path_(std::move(rejections)),
      start_(program + "\n" + register_json + "\n") {
  digest_.add(start_);
}

ReportSource ReportFiles::source() {
  return {[this] { return next_report(); }, [this] { return next_rejection(); },
          [this] { return stream_ ? stream_->place() : std::string(); },
          [this] { return name_of(digest_); }};
}

Expected<std::string> ReportFiles::digest() const {
  Sha256 digest;
  digest.add(start_);
  for (const std::string& path : paths_)
    if (auto added = add_lines(path, digest); !added) return tl::unexpected(added.error());
  if (!rejections_path_.empty()) {
    digest.add(kRejectionsFollow);
    if (auto added = add_lines(rejections_path_, digest); !added)
      return tl::unexpected(added.error());
  }
  return name_of(digest);
}

Expected<void> ReportFiles::open(const std::string& path) {
  auto stream = ReportStream::open(path);
  if (!stream) return tl::unexpected(stream.error());
  stream_.emplace(std::move(*stream));
  stream_->digest_into(&digest_);
  return {};
}

Expected<std::optional<Report>> ReportFiles::next_report() {
  while (true) {
    if (stream_) {
      auto report = stream_->next_report();
      if (!report || *report) return report;
    }
    stream_.reset();
    if (opened_ == paths_.size()) return std::nullopt;
    if (auto opened = open(paths_[opened_++]); !opened) return tl::unexpected(opened.error());
  }
}

Expected<std::optional<Rejection>> ReportFiles::next_rejection() {
  if (rejections_path_.empty()) return std::nullopt;
  if (!stream_) {
    digest_.add(kRejectionsFollow);
    if (auto opened = open(rejections_path_); !opened) return tl::unexpected(opened.error());
  }
  return stream_->next_rejection();
}

}  // namespace ofsight
