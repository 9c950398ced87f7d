#include "corpus/output_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <functional>
#include <iostream>
#include <string>

#include "tests/corpus/temporary_folder.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;

constexpr int kCannotTry = 77;

// Runs `body` in a process of its own and gives its exit code, or minus the signal that ended it.
int in_child(const std::function<int()>& body) {
  std::cout.flush();
  const pid_t child = ::fork();
  if (child == 0) ::_exit(body());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

std::string error_of(const Expected<void>& result) { return result ? "" : result.error().message; }

Expected<void> write_file(const std::string& path, std::string_view bytes) {
  auto file = OutputFile::create(path);
  if (!file) return tl::unexpected(file.error());
  if (auto written = file->write(bytes); !written) return written;
  return file->commit();
}

TEST(OutputFile, WritesAFile) {
  const TemporaryFolder folder;
  std::string large;
  for (int i = 0; i < 300'000; ++i) large += std::to_string(i);
  for (const std::string& content : {std::string(), std::string("a\0\n", 3), large}) {
    EXPECT_EQ(error_of(write_file(folder.path("out.ndjson"), content)), "");
    EXPECT_EQ(content_of(folder.path("out.ndjson")), content);
    EXPECT_EQ(folder.entries(), 1u);
  }
}

TEST(OutputFile, KeepsTheOldFileUntilCommit) {
  const TemporaryFolder folder;
  const std::string path = folder.write("out.json", "old");
  auto file = OutputFile::create(path);
  ASSERT_TRUE(file);
  for (int i = 0; i < 1000; ++i) ASSERT_TRUE(file->write(std::string(1000, 'x')));
  EXPECT_EQ(content_of(path), "old");
  ASSERT_TRUE(file->commit());
  EXPECT_EQ(content_of(path), std::string(1'000'000, 'x'));
}

TEST(OutputFile, LeavesNothingWithoutCommit) {
  const TemporaryFolder folder;
  {
    auto file = OutputFile::create(folder.path("out.json"));
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write(std::string(1'000'000, 'x')));
    OutputFile moved = std::move(*file);
    ASSERT_TRUE(moved.write("more"));
    EXPECT_EQ(folder.entries(), 1u);
  }
  EXPECT_EQ(folder.entries(), 0u);
  {
    auto first = OutputFile::create(folder.path("a"));
    *first = std::move(*OutputFile::create(folder.path("b")));
    EXPECT_EQ(folder.entries(), 1u);
    EXPECT_TRUE(first->commit());
  }
  EXPECT_EQ(folder.entries(), 1u);
  EXPECT_TRUE(fs::exists(folder.path("b")));
}

TEST(OutputFile, EndsWithCommit) {
  const TemporaryFolder folder;
  auto file = OutputFile::create(folder.path("out"));
  ASSERT_TRUE(file->write("x"));
  ASSERT_TRUE(file->commit());
  EXPECT_NE(error_of(file->write("y")), "");
  EXPECT_NE(error_of(file->commit()), "");
  EXPECT_EQ(content_of(folder.path("out")), "x");
}

TEST(OutputFile, HonoursTheUmask) {
  const TemporaryFolder folder;
  for (mode_t mask : {022, 077, 027}) {
    const mode_t old = ::umask(mask);
    EXPECT_EQ(error_of(write_file(folder.path("out"), "x")), "");
    ::umask(old);
    struct stat status {};
    ASSERT_EQ(::stat(folder.path("out").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0666 & ~mask);
  }
}

TEST(OutputFile, TwoWritersDoNotMeet) {
  const TemporaryFolder folder;
  auto one = OutputFile::create(folder.path("out"));
  auto two = OutputFile::create(folder.path("out"));
  ASSERT_TRUE(one->write("one") && two->write("two"));
  ASSERT_TRUE(two->commit() && one->commit());
  EXPECT_EQ(content_of(folder.path("out")), "one");
  EXPECT_EQ(folder.entries(), 1u);
}

TEST(OutputFile, TakesTheLongestNameThereIs) {
  const TemporaryFolder folder;
  const std::string path = folder.path(std::string(255, 'n'));
  EXPECT_EQ(error_of(write_file(path, "x")), "");
  EXPECT_EQ(content_of(path), "x");
}

TEST(OutputFile, ReplacesWhatALinkPointsTo) {
  const TemporaryFolder folder;
  folder.write("real/out", "old");
  fs::create_symlink("real/out", folder.path("link"));
  EXPECT_EQ(error_of(write_file(folder.path("link"), "new")), "");
  EXPECT_TRUE(fs::is_symlink(folder.path("link")));
  EXPECT_EQ(content_of(folder.path("real/out")), "new");
  fs::create_symlink("real/none", folder.path("dangling"));
  EXPECT_EQ(error_of(write_file(folder.path("dangling"), "new")), "");
  EXPECT_EQ(content_of(folder.path("real/none")), "new");
}

TEST(OutputFile, SaysWhyItCannotBeMade) {
  const TemporaryFolder folder;
  folder.write("file", "x");
  fs::create_symlink("loop", folder.path("loop"));
  const std::string at = folder.path() + "/";
  struct {
    std::string path, message;
  } cases[] = {
      {at, "cannot write '" + at + "': it is a folder; name a file in it"},
      {at + "no/out",
       "cannot write '" + at + "no/out': there is no folder '" + at + "no'; make it first"},
      {at + "file/out",
       "cannot write '" + at + "file/out': there is no folder '" + at + "file'; make it first"},
      {at + "loop", "cannot write '" + at + "loop': Too many levels of symbolic links"},
  };
  for (const auto& c : cases) {
    const auto file = OutputFile::create(c.path);
    ASSERT_FALSE(file) << c.path;
    EXPECT_EQ(file.error().code, ErrorCode::kIo);
    EXPECT_EQ(file.error().message, c.message);
  }
}

TEST(OutputFile, WritesToADeviceWithoutReplacingIt) {
  const TemporaryFolder folder;
  EXPECT_EQ(error_of(write_file("/dev/null", "x")), "");
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  EXPECT_EQ(error_of(write_file("/dev/full", "x")),
            "cannot write '/dev/full': No space left on device");
}

TEST(OutputFile, ReportsAFullDiskOnceAndForAll) {
  auto file = OutputFile::create("/dev/full");
  ASSERT_TRUE(file);
  const std::string message = error_of(file->write(std::string(1'000'000, 'x')));
  EXPECT_EQ(message, "cannot write '/dev/full': No space left on device");
  EXPECT_EQ(error_of(file->write("")), message);
  EXPECT_EQ(error_of(file->commit()), message);
}

TEST(OutputFile, AFileSizeLimitKeepsTheOldFile) {
  const TemporaryFolder folder;
  const std::string path = folder.write("out", "old");
  const int code = in_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{65536, 65536};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return kCannotTry;
    const std::string message = error_of(write_file(path, std::string(1'000'000, 'x')));
    return message == "cannot write '" + path + "': File too large" ? 0 : 1;
  });
  EXPECT_EQ(code, 0);
  EXPECT_EQ(content_of(path), "old");
  EXPECT_EQ(folder.entries(), 1u);
}

TEST(OutputFile, AFullDiskKeepsTheOldFile) {
  const TemporaryFolder folder;
  const int code = in_child([&] {
    // A disk of its own, seen by this process only.
    if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
      return kCannotTry;
    ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    if (::mount("none", folder.path().c_str(), "tmpfs", 0, "size=256k") != 0) return kCannotTry;
    const std::string path = folder.write("out", "old");
    const std::string message = error_of(write_file(path, std::string(1'000'000, 'x')));
    if (message != "cannot write '" + path + "': No space left on device") return 1;
    if (content_of(path) != "old") return 2;
    return folder.entries() == 1 ? 0 : 3;
  });
  if (code == kCannotTry) GTEST_SKIP() << "this system lets no test mount a disk";
  EXPECT_EQ(code, 0);
}

TEST(OutputFile, AKilledWriterLeavesTheOldFile) {
  const TemporaryFolder folder;
  const std::string path = folder.write("out", "old");
  const int code = in_child([&] {
    auto file = OutputFile::create(path);
    for (int i = 0; i < 100; ++i) {
      if (!file->write(std::string(100'000, 'x'))) return 1;
    }
    return std::raise(SIGKILL);
  });
  EXPECT_EQ(code, -SIGKILL);
  EXPECT_EQ(content_of(path), "old");
}

TEST(OutputFile, WritesToStandardOutput) {
  const TemporaryFolder folder;
  const std::string content(1'000'000, 'x'), path = folder.path("out");
  const int code = in_child([&] {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT, 0600);
    ::dup2(descriptor, STDOUT_FILENO);
    if (!write_file("-", content) || !write_file("-", "end")) return 1;
    return ::fcntl(STDOUT_FILENO, F_GETFD) == -1 ? 2 : 0;  // it stays open for others
  });
  EXPECT_EQ(code, 0);
  EXPECT_EQ(content_of(path), content + "end");
}

TEST(OutputFile, AFullStandardOutputIsAnError) {
  EXPECT_EQ(in_child([] {
              ::dup2(::open("/dev/full", O_WRONLY), STDOUT_FILENO);
              return error_of(write_file("-", "x")) ==
                             "cannot write standard output: No space left on device"
                         ? 0
                         : 1;
            }),
            0);
}

TEST(OutputFile, AClosedPipeIsAnError) {
  EXPECT_EQ(in_child([] {
              std::signal(SIGPIPE, SIG_IGN);
              int ends[2];
              if (::pipe(ends) != 0) return 2;
              ::dup2(ends[1], STDOUT_FILENO);
              ::close(ends[0]);
              return error_of(write_file("-", "x")) == "cannot write standard output: Broken pipe"
                         ? 0
                         : 1;
            }),
            0);
}

TEST(OutputFile, WaitsForASlowPipe) {
  const std::string content(1'000'000, 'x');
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    ::fcntl(ends[1], F_SETFL, O_NONBLOCK);
    ::dup2(ends[1], STDOUT_FILENO);
    ::_exit(write_file("-", content) ? 0 : 1);
  }
  ::close(ends[1]);
  std::string got, part(10'000, '\0');
  for (ssize_t size; (size = ::read(ends[0], part.data(), part.size())) > 0;)
    got.append(part, 0, static_cast<std::size_t>(size));
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(got, content);
}

}  // namespace
}  // namespace ofsight
