// How fast fetch reads and stores the lists of a site, and what memory it takes: the real program
// against the stand-in, without a delay. Built on demand: ninja fetch_pages.
// usage: fetch_pages [COUNCILS [REPORTS-PER-COUNCIL]]

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "tests/golden/program.h"
#include "tests/site/stand_in_site.h"

namespace {

using namespace ofsight;

std::vector<StandInCouncil> made_up(std::size_t councils, std::size_t reports) {
  std::vector<StandInCouncil> out;
  std::size_t id = 50'000'000;
  for (std::size_t i = 0; i < councils; ++i) {
    StandInCouncil& council = out.emplace_back();
    council.urn = std::to_string(900'000 + i);
    council.name = "Council " + std::to_string(i);
    for (std::size_t j = 0; j < reports; ++j) {
      StandInReport& report = council.reports.emplace_back();
      report.id = std::to_string(++id);
      report.title = "Children&#039;s services focused visit";
      report.published = "07 June " + std::to_string(2010 + j % 17);
    }
  }
  return out;
}

struct Usage {
  double wall = 0, cpu = 0;
  long memory_kb = 0;
};

Usage fetch(const std::string& site, const std::string& corpus) {
  const auto started = std::chrono::steady_clock::now();
  const pid_t child =
      start_program(OFSIGHT_BINARY,
                    {"fetch", "--dry-run", "--delay", "0", "--site", site, "--corpus", corpus}, {});
  int status = 0;
  rusage used{};
  if (wait4(child, &status, 0, &used) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    std::fprintf(stderr, "the fetch failed\n");
    std::exit(1);
  }
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count(),
          seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss};
}

void measure(std::size_t councils, std::size_t reports) {
  StandInSite site(made_up(councils, reports));
  const TemporaryFolder folder;
  for (const char* run : {"first", "second"}) {
    const Usage used = fetch(site.url(), folder.path("corpus"));
    const double pages = static_cast<double>(site.requests().size() - 1);
    std::printf(
        "%s run: %zu reports on %.0f pages, %.1f s, %.1f s of one core: %.0f pages/s, %.0f pages "
        "per second of a core, %ld MB\n",
        run, councils * reports, pages, used.wall, used.cpu, pages / used.wall, pages / used.cpu,
        used.memory_kb / 1024);
    site.forget_requests();
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t councils = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 5000;
  const std::size_t reports = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 20;
  measure(councils / 10, reports);
  measure(councils, reports);
}
