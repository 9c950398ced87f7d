#pragma once

#include <httplib.h>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace ofsight {

// A report as the stand-in lists and serves it.
struct StandInReport {
  std::string id;         // of /v1/file/<id>
  std::string title;      // as HTML
  std::string published;  // "07 June 2023"
  std::string bytes;
  std::string separator = ", ";  // before "pdf" in the hidden label
  bool newer_layout = false;     // the date inside the link
  std::string href;              // in place of /v1/file/<id>
};

struct StandInCouncil {
  std::string urn, name;  // the name as HTML
  std::vector<StandInReport> reports;
};

// What the stand-in saw of one request.
struct SeenRequest {
  std::string path;           // with its query
  double started, ended = 0;  // seconds of a steady clock
  int at_once = 0;            // requests being answered, this one among them
  int status = 0;
  httplib::Headers headers;
};

// A site like Ofsted's on 127.0.0.1: search pages, councils' pages and files, in the markup that
// public scrapers have seen there, with its entities, mixed line ends and invalid nesting. Never
// more than 100 results a page, whatever is asked for. Pages have an ETag, files an ETag and a
// date, and honour If-None-Match and Range.
//
// answer() sets what a path, or every path that begins with one, answers instead: the switch for
// every fault. All may be called while the site runs.
class StandInSite {
 public:
  using Answer = std::function<void(const httplib::Request&, httplib::Response&)>;

  explicit StandInSite(std::vector<StandInCouncil> councils);
  ~StandInSite();

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  void answer(const std::string& path, Answer answer);
  // Only the first `times`, then as before.
  void answer_at_first(const std::string& path, int times, Answer answer);
  void answer_as_before(const std::string& path);

  // Changes what is listed.
  void change(const std::function<void(std::vector<StandInCouncil>&)>& edit);
  void count_as(int total);  // what the search pages say; -1: the truth

  std::vector<SeenRequest> requests();
  std::vector<SeenRequest> requests(const std::string& path_start);
  void forget_requests();

 private:
  struct Override {
    Answer answer;
    int times = -1;  // left; -1: for ever
  };
  void serve(const httplib::Request& request, httplib::Response& response);
  bool overridden(const httplib::Request& request, httplib::Response& response);
  std::string search_page(const httplib::Request& request) const;
  std::string provider_page(const StandInCouncil& council) const;

  std::mutex mutex_;
  std::vector<StandInCouncil> councils_;
  std::map<std::string, Override> overrides_;
  std::vector<SeenRequest> seen_;
  int total_ = -1;
  int answering_ = 0;
  httplib::Server server_;
  int port_ = 0;
  std::thread thread_;
};

// Answers of the faults.
StandInSite::Answer status_answer(int status, std::string body = "<html><title>Error</title>");
StandInSite::Answer redirect_answer(std::string location);
// The first `bytes` of a body that says it has `said`, then the connection ends.
StandInSite::Answer cut_answer(std::string body, std::size_t bytes, std::size_t said);
// A body without length that never ends.
StandInSite::Answer endless_answer(std::string start, std::string media_type);
// A byte now and then.
StandInSite::Answer dripping_answer(std::string body, double seconds_a_byte);

// A PDF of corpus/samples with something of its own in it, so that no two have the same bytes.
std::string stand_in_pdf(const std::string& id);
// A page as the site answers for a report that is gone.
std::string not_found_page();

// 153 councils under their real numbers with reports of all kinds, two or three each; one with
// none. `councils` at most.
std::vector<StandInCouncil> stand_in_councils(std::size_t councils = 153);

}  // namespace ofsight
