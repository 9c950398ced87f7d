#include "tests/site/stand_in_site.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "corpus/digest.h"

namespace ofsight {
namespace {

constexpr int kMaxRows = 100;

double steady_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

int number_of(const httplib::Request& request, const char* name, int otherwise) {
  return request.has_param(name) ? std::atoi(request.get_param_value(name).c_str()) : otherwise;
}

// What stands around every page of the site.
std::string page(const std::string& title, const std::string& head, const std::string& main) {
  return "<!DOCTYPE html>\r\n<html lang=\"en\">\n<head>\r\n<meta charset=\"utf-8\"/>\n   \r\n" +
         head + "<title>" + title +
         " - Find an Inspection Report - Ofsted</title>\r\n</head>\n<body>\n"
         "<script>document.body.className += ' js-enabled';</script>\n"
         "<a class=\"skip-link\" href=\"#main\">Skip</a><div class=\"main-content\">\r\n"
         "<header class=\"header\"><a class=\"header__home-link\" href=\"/\">Ofsted"
         "<span class=\"nonvisual\">Ofsted homepage</span></a></header>\n"
         "<p><span><p><strong>Maintenance work&hellip;</strong> 5:30&nbsp;PM</p></span></p>\r\n"
         "<main id=\"main\" tabindex=\"-1\">\n" +
         main +
         "\r\n</main><footer class=\"footer\"><a href=\"/copyright\">&copy; Crown copyright</a>"
         "</footer></div></body></html>";
}

std::string link_of(const StandInReport& report) {
  const std::string href = report.href.empty() ? "/v1/file/" + report.id : report.href;
  if (report.newer_layout)
    return "<a href=\"" + href + "\" class=\"publication-link\">" + report.title +
           " <strong>Good</strong> <time>" + report.published +
           "</time><span class=\"filetype\">PDF</span></a>";
  return "<a class=\"publication-link\" target=\"_blank\" href=\"" + href + "\">\r\n      " +
         report.title + "                <span class=\"nonvisual\">" + report.title +
         report.separator + "pdf - " + report.published +
         "</span></a>\n<div class=\"event__metadata\">Published <time pubdate>" + report.published +
         "</time></div>";
}

}  // namespace

StandInSite::StandInSite(std::vector<StandInCouncil> councils) : councils_(std::move(councils)) {
  server_.set_tcp_nodelay(true);
  server_.set_keep_alive_max_count(1'000'000);
  server_.set_keep_alive_timeout(1);
  server_.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response&) {
    const std::scoped_lock lock(mutex_);
    SeenRequest seen;
    seen.path = request.target;
    seen.started = steady_seconds();
    seen.headers = request.headers;
    seen.at_once = ++answering_;
    seen_.push_back(std::move(seen));
    return httplib::Server::HandlerResponse::Unhandled;
  });
  server_.set_logger([this](const httplib::Request& request, const httplib::Response& response) {
    const std::scoped_lock lock(mutex_);
    --answering_;
    const auto seen = std::find_if(seen_.rbegin(), seen_.rend(), [&](const SeenRequest& s) {
      return s.ended == 0 && s.path == request.target;
    });
    if (seen == seen_.rend()) return;
    seen->ended = steady_seconds();
    seen->status = response.status;
  });
  server_.Get(".*", [this](const httplib::Request& request, httplib::Response& response) {
    serve(request, response);
  });
  port_ = server_.bind_to_any_port("127.0.0.1");
  thread_ = std::thread([this] { server_.listen_after_bind(); });
  while (!server_.is_running()) std::this_thread::yield();
}

StandInSite::~StandInSite() {
  server_.stop();
  thread_.join();
}

void StandInSite::answer(const std::string& path, Answer answer) {
  answer_at_first(path, -1, std::move(answer));
}

void StandInSite::answer_at_first(const std::string& path, int times, Answer answer) {
  const std::scoped_lock lock(mutex_);
  overrides_[path] = {std::move(answer), times};
}

void StandInSite::answer_as_before(const std::string& path) {
  const std::scoped_lock lock(mutex_);
  overrides_.erase(path);
}

void StandInSite::change(const std::function<void(std::vector<StandInCouncil>&)>& edit) {
  const std::scoped_lock lock(mutex_);
  edit(councils_);
}

void StandInSite::count_as(int total) {
  const std::scoped_lock lock(mutex_);
  total_ = total;
}

std::vector<SeenRequest> StandInSite::requests() {
  const std::scoped_lock lock(mutex_);
  return seen_;
}

std::vector<SeenRequest> StandInSite::requests(const std::string& path_start) {
  std::vector<SeenRequest> out = requests();
  std::erase_if(out, [&](const SeenRequest& seen) { return !seen.path.starts_with(path_start); });
  return out;
}

void StandInSite::forget_requests() {
  const std::scoped_lock lock(mutex_);
  seen_.clear();
}

// The longest path that fits counts.
bool StandInSite::overridden(const httplib::Request& request, httplib::Response& response) {
  Answer answer;
  {
    const std::scoped_lock lock(mutex_);
    for (auto& [path, override] : overrides_) {
      if (!request.target.starts_with(path) || override.times == 0) continue;
      if (override.times > 0) --override.times;
      answer = override.answer;
    }
  }
  if (answer) answer(request, response);
  return answer != nullptr;
}

void StandInSite::serve(const httplib::Request& request, httplib::Response& response) {
  if (overridden(request, response)) return;
  const std::scoped_lock lock(mutex_);
  std::string body, etag;
  if (request.path == "/search") {
    body = search_page(request);
    etag = "\"" + sha256_hex(body).substr(0, 16) + "\"";
  } else if (request.path.starts_with("/provider/44/")) {
    const std::string urn = request.path.substr(13);
    for (const StandInCouncil& council : councils_)
      if (council.urn == urn) body = provider_page(council);
    etag = "\"" + sha256_hex(body).substr(0, 16) + "\"";
  } else if (request.path.starts_with("/v1/file/")) {
    const std::string id = request.path.substr(9);
    for (const StandInCouncil& council : councils_)
      for (const StandInReport& report : council.reports)
        if (report.id == id) body = report.bytes;
    etag = "\"" + sha256_hex(body).substr(0, 16) + "-file\"";
    response.set_header("Last-Modified", "Mon, 03 Jun 2024 10:00:00 GMT");
    response.set_header("Date", "Tue, 04 Jun 2024 10:00:00 GMT");
  }
  if (body.empty()) {
    response.status = 404;
    response.set_content(not_found_page(), "text/html");
    return;
  }
  response.set_header("ETag", etag);
  if (request.get_header_value("If-None-Match") == etag) {
    response.status = 304;
    return;
  }
  response.set_content(std::move(body), request.path.starts_with("/v1/")
                                            ? "application/pdf"
                                            : "text/html; charset=utf-8");
}

std::string StandInSite::search_page(const httplib::Request& request) const {
  const int start = number_of(request, "start", 0);
  const int rows = std::min(number_of(request, "rows", 10), kMaxRows);
  const int total = static_cast<int>(councils_.size());
  std::string main =
      "<div class=\"search-results__heading\">\r\n<strong class=\"results-count "
      "js-results-count\">" +
      std::to_string(total_ < 0 ? total : total_) +
      "</strong> results</div>\n<ul class=\"results-list list-unstyled\">\r\n";
  for (int i = start; i < std::min(start + rows, total); ++i) {
    const StandInCouncil& council = councils_[static_cast<std::size_t>(i)];
    main +=
        "<li class=\"search-result\">\n<h3 class=\"search-result__title heading--small\">\r\n"
        "<a href=\"/provider/44/" +
        council.urn + "\">" + council.name +
        "</a></h3>\n<ul class=\"search-result__provider-info\"><li>Category: <strong>Local "
        "authority children&#039;s services</strong></li></ul>\r\n"
        "<ul class=\"search-result__provider-info\"><li>Latest report: <strong><time>20 August "
        "2026</time></strong></li>\n<li>URN: <strong>" +
        council.urn + "</strong></li></ul></li>\r\n";
  }
  main +=
      "</ul>\n<div class=\"pagination\"><span class=\"pagination__numbers\">1 of 2</span>"
      "<a class=\"pagination__next\" href=\"/search?q=&amp;start=10&amp;rows=10\">Next</a></div>";
  return page("Search", "", main);
}

std::string StandInSite::provider_page(const StandInCouncil& council) const {
  std::string main =
      "<div class=\"title-block\"><h1 class=\"heading--title title-block__heading\">" +
      council.name + "</h1>\r\n<div class=\"title-block__subheading\">URN: " + council.urn +
      "</div></div>\n<ol class=\"timeline\">\r\n";
  for (const StandInReport& report : council.reports)
    main +=
        "<li class=\"timeline__day\">\n<div class=\"event\">\r\n<p class=\"timeline__date\">"
        "<time>06 May 2023</time></p>\n<span class=\"event__title heading--sub\">" +
        link_of(report) + "</span></div></li>\r\n";
  main +=
      "<li class=\"timeline__day timeline__day--opened\"><time>04 October 2004</time>"
      "<span>Registration</span></li></ol>";
  return page(council.name,
              "<link rel=\"canonical\" href=\"https://reports.ofsted.gov.uk/provider/44/" +
                  council.urn + "\">\n",
              main);
}

}  // namespace ofsight
