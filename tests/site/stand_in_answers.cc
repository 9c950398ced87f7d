#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <iterator>

#include "corpus/council.h"
#include "corpus/embedded.h"
#include "tests/corpus/temporary_folder.h"
#include "tests/site/stand_in_site.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string>& sample_pdfs() {
  static const std::vector<std::string> pdfs = [] {
    std::vector<fs::path> paths;
    for (const auto& entry :
         fs::directory_iterator(std::string(OFSIGHT_SOURCE_DIR) + "/corpus/samples"))
      if (entry.path().extension() == ".pdf") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> out;
    for (const fs::path& path : paths) out.push_back(content_of(path.string()));
    return out;
  }();
  return pdfs;
}

const char* const kTitles[] = {
    "Children&#039;s services inspection", "Children&#039;s services focused visit",
    "Area SEND full inspection", "Joint area child protection inspection"};

}  // namespace

StandInSite::Answer status_answer(int status, std::string body) {
  return [=](const httplib::Request&, httplib::Response& response) {
    response.status = status;
    response.set_content(body, "text/html");
  };
}

StandInSite::Answer redirect_answer(std::string location) {
  return [=](const httplib::Request&, httplib::Response& response) {
    response.status = 302;
    response.set_header("Location", location);
  };
}

StandInSite::Answer cut_answer(std::string body, std::size_t bytes, std::size_t said) {
  return [=](const httplib::Request&, httplib::Response& response) {
    response.set_content_provider(said, "application/pdf",
                                  [=](std::size_t offset, std::size_t, httplib::DataSink& sink) {
                                    if (offset > 0) return false;
                                    sink.write(body.data(), bytes);
                                    return bytes >= said;
                                  });
  };
}

StandInSite::Answer endless_answer(std::string start, std::string media_type) {
  return [=](const httplib::Request&, httplib::Response& response) {
    response.set_chunked_content_provider(
        media_type, [=](std::size_t offset, httplib::DataSink& sink) {
          const std::string piece = offset == 0 ? start : std::string(64 << 10, ' ');
          sink.write(piece.data(), piece.size());
          return true;
        });
  };
}

StandInSite::Answer dripping_answer(std::string body, double seconds_a_byte) {
  return [=](const httplib::Request&, httplib::Response& response) {
    response.set_content_provider(
        body.size(), "application/pdf",
        [=](std::size_t offset, std::size_t, httplib::DataSink& sink) {
          std::this_thread::sleep_for(std::chrono::duration<double>(seconds_a_byte));
          return sink.write(body.data() + offset, 1);
        });
  };
}

std::string stand_in_pdf(const std::string& id) {
  const auto& pdfs = sample_pdfs();
  return pdfs[std::hash<std::string>()(id) % pdfs.size()] + "% " + id + "\n%%EOF\n";
}

// The site's own, where they are at hand.
std::string not_found_page() {
  const std::string real = std::string(OFSIGHT_SOURCE_DIR) + "/../shared/site";
  std::error_code ignored;
  for (fs::directory_iterator at(real, ignored), end; !ignored && at != end; at.increment(ignored))
    if (at->path().extension() == ".html") return content_of(at->path().string());
  return "<!DOCTYPE html>\r\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>\n"
         "<title>Report not found - Find an Inspection Report - Ofsted</title></head><body>\r\n"
         "<main id=\"main\"><h1 class=\"heading--title title-block__heading\">Report not found</h1>"
         "<p>The document you requested no longer exists.</p></main></body></html>";
}

std::vector<StandInCouncil> stand_in_councils(std::size_t count) {
  const auto councils =
      CouncilRegister::from_json(embedded_file(embedded_councils(), "councils.json")).value();
  std::vector<StandInCouncil> out;
  int number = 50004178;
  for (const Council& council : councils.councils()) {
    if (council.urn.empty() || out.size() == count) continue;
    StandInCouncil listed{council.urn, council.name + " Council", {}};
    for (std::size_t i = 0; i < 2 + out.size() % 2 && out.size() != 5; ++i) {
      StandInReport report;
      report.id = std::to_string(number += 7);
      report.title = kTitles[(out.size() + i) % std::size(kTitles)];
      report.published =
          (i == 0 ? "07 June " : "21 July ") + std::to_string(2013 + (out.size() + 3 * i) % 13);
      report.bytes = stand_in_pdf(report.id);
      listed.reports.push_back(std::move(report));
    }
    out.push_back(std::move(listed));
  }
  return out;
}

}  // namespace ofsight
