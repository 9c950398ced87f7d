#include "corpus/document_files.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "corpus/digest.h"
#include "tests/corpus/temporary_folder.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kPlenty = 1 << 20;

std::vector<std::string> names(const std::vector<DocumentFile>& files, const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& file : files) {
    EXPECT_EQ(file.problem, std::nullopt) << file.path;
    out.push_back(fs::path(file.path).lexically_relative(folder).string());
  }
  return out;
}

// Root may read everything; while this lives it is nobody instead.
class WithoutPrivileges {
 public:
  WithoutPrivileges() {
    if (::geteuid() == 0) changed_ = ::seteuid(65534) == 0;
  }
  ~WithoutPrivileges() {
    if (changed_ && ::seteuid(0) != 0) std::abort();
  }

 private:
  bool changed_ = false;
};

// Runs `body` with a pipe as standard input, into which `bytes` are written and which then ends.
void with_standard_input(const std::string& bytes, const std::function<void()>& body) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const int saved = ::dup(STDIN_FILENO);
  ASSERT_EQ(::dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
  ::close(ends[0]);
  std::thread writer([&] {
    std::size_t at = 0;
    while (at < bytes.size()) {
      const ssize_t put = ::write(ends[1], bytes.data() + at, bytes.size() - at);
      if (put <= 0) break;
      at += static_cast<std::size_t>(put);
    }
    ::close(ends[1]);
  });
  body();
  char rest[4096];
  while (::read(STDIN_FILENO, rest, sizeof rest) > 0) continue;
  writer.join();
  if (saved >= 0) {
    ::dup2(saved, STDIN_FILENO);
    ::close(saved);
  }
}

TEST(ListDocuments, SearchesFoldersInByteOrder) {
  const TemporaryFolder folder;
  for (const char* name : {"b.pdf", "B.PDF", "a/z.txt", "a/10.html", "a/9.htm", "a.pdf", "é.pdf"})
    folder.write(name, "x");
  const std::vector<std::string> expected = {"B.PDF", "a/10.html", "a/9.htm", "a/z.txt",
                                             "a.pdf", "b.pdf",     "é.pdf"};
  EXPECT_EQ(names(list_documents({folder.path()}), folder.path()), expected);
}

TEST(ListDocuments, OrderDoesNotDependOnHowTheFolderCameToBe) {
  std::vector<std::string> wanted;
  for (int i = 0; i < 40; ++i)
    wanted.push_back("f" + std::to_string(i % 7) + "/" + std::to_string(i * 37 % 101) + ".pdf");
  std::mt19937 random(7);
  std::vector<std::string> first;
  for (int round = 0; round < 20; ++round) {
    const TemporaryFolder folder;
    std::shuffle(wanted.begin(), wanted.end(), random);
    for (const auto& name : wanted) folder.write(name, "x");
    const auto listed = names(list_documents({folder.path()}), folder.path());
    EXPECT_EQ(listed.size(), wanted.size());
    if (round == 0) first = listed;
    EXPECT_EQ(listed, first);
  }
}

TEST(ListDocuments, PassesOverWhatIsNoDocument) {
  const TemporaryFolder folder;
  for (const char* name :
       {"yes.pdf", "data.json", "pdf", ".hidden.pdf", ".git/in.pdf", "x.pdf.tmp"})
    folder.write(name, "x");
  fs::create_directories(folder.path("folder.pdf"));
  ASSERT_EQ(::mkfifo(folder.path("pipe.pdf").c_str(), 0600), 0);
  EXPECT_EQ(names(list_documents({folder.path()}), folder.path()),
            std::vector<std::string>{"yes.pdf"});
}

TEST(ListDocuments, TakesWhatIsNamedWhateverItsName) {
  const TemporaryFolder folder;
  const std::string odd = folder.write("report.bin", "x"), hidden = folder.write(".report", "x");
  EXPECT_EQ(names(list_documents({odd, hidden, odd}), folder.path()),
            (std::vector<std::string>{"report.bin", ".report", "report.bin"}));
  EXPECT_EQ(list_documents({"-"}).at(0).path, "-");
  EXPECT_EQ(list_documents({"-"}).at(0).problem, std::nullopt);
}

TEST(ListDocuments, EndsInAFolderLoop) {
  const TemporaryFolder folder;
  folder.write("a/b/x.pdf", "x");
  fs::create_directory_symlink(folder.path(), folder.path("a/b/up"));
  fs::create_directory_symlink(".", folder.path("a/self"));
  fs::create_symlink("x.pdf", folder.path("a/b/y.pdf"));
  EXPECT_EQ(names(list_documents({folder.path()}), folder.path()),
            (std::vector<std::string>{"a/b/x.pdf", "a/b/y.pdf"}));
}

TEST(ListDocuments, FollowsALinkThatIsGiven) {
  const TemporaryFolder folder;
  folder.write("real/x.pdf", "x");
  fs::create_directory_symlink("real", folder.path("link"));
  const auto files = list_documents({folder.path("link")});
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(files[0].path, folder.path("link/x.pdf"));
}

TEST(ListDocuments, SaysWhereAFolderIsTooDeepForTheSystem) {
  const TemporaryFolder folder;
  const std::string name(255, 'd');
  int here = ::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY);
  for (int depth = 1; depth <= 20; ++depth) {
    ASSERT_EQ(::mkdirat(here, name.c_str(), 0777), 0);
    const int below = ::openat(here, name.c_str(), O_RDONLY | O_DIRECTORY);
    ::close(here);
    here = below;
    ::close(::openat(here, "x.pdf", O_CREAT | O_WRONLY, 0666));
  }
  ::close(here);
  const auto files = list_documents({folder.path()});
  const auto good = std::count_if(files.begin(), files.end(),
                                  [](const DocumentFile& file) { return !file.problem; });
  EXPECT_GE(good, 14);
  ASSERT_EQ(good + 1, std::ssize(files));
  EXPECT_EQ(files.front().problem, "File name too long");
}

TEST(ListDocuments, ListsWhatCannotBeReadWithItsProblem) {
  const TemporaryFolder folder;
  ASSERT_EQ(::mkfifo(folder.path("pipe").c_str(), 0600), 0);
  fs::create_symlink("nowhere.pdf", folder.path("dangling.pdf"));
  fs::create_symlink("loop.pdf", folder.path("loop.pdf"));
  folder.write("locked/x.pdf", "x");
  fs::permissions(folder.path("locked"), fs::perms::none);
  const WithoutPrivileges nobody;
  struct {
    std::string path, problem;
  } cases[] = {
      {folder.path("missing.pdf"), "No such file or directory"},
      {"", "No such file or directory"},
      {folder.path("pipe"), "neither a file nor a folder"},
      {"/dev/null", "neither a file nor a folder"},
      {folder.path("dangling.pdf"), "No such file or directory"},
      {folder.path("loop.pdf"), "Too many levels of symbolic links"},
      {folder.path("locked"), "the folder cannot be read: Permission denied"},
      {folder.path("locked/x.pdf"), "Permission denied"},
  };
  for (const auto& c : cases) {
    const auto files = list_documents({c.path});
    ASSERT_EQ(files.size(), 1u) << c.path;
    EXPECT_EQ(files[0].path, c.path);
    EXPECT_EQ(files[0].problem, c.problem) << c.path;
  }
  std::vector<std::string> below;
  for (const auto& file : list_documents({folder.path()})) {
    EXPECT_NE(file.problem, std::nullopt) << file.path;
    below.push_back(fs::path(file.path).filename().string());
  }
  EXPECT_EQ(below, (std::vector<std::string>{"dangling.pdf", "locked", "loop.pdf"}));
}

TEST(ListDocuments, OneBadFolderDoesNotHideTheOthers) {
  const TemporaryFolder folder;
  folder.write("a/x.pdf", "x");
  folder.write("b/x.pdf", "x");
  folder.write("c/x.pdf", "x");
  fs::permissions(folder.path("b"), fs::perms::none);
  const WithoutPrivileges nobody;
  const auto files = list_documents({folder.path()});
  ASSERT_EQ(files.size(), 3u);
  EXPECT_EQ(files[0].problem, std::nullopt);
  EXPECT_NE(files[1].problem, std::nullopt);
  EXPECT_EQ(files[2].problem, std::nullopt);
}

TEST(ReadDocument, GivesTheBytesAndWhatTheyAre) {
  const TemporaryFolder folder;
  std::string bytes = "%PDF-1.4\n";
  for (int i = 0; i < 300'000; ++i) bytes += static_cast<char>(i * 31);
  const std::string path = folder.write("a report.html", bytes);
  const auto document = read_document({path, {}}, kPlenty);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->bytes, bytes);
  EXPECT_EQ(document->source.sha256, sha256_hex(bytes));
  EXPECT_EQ(document->source.media_type, "application/pdf");
  EXPECT_EQ(document->source.bytes, bytes.size());
  EXPECT_EQ(document->source.file, path);
  EXPECT_EQ(document->source.pages, std::nullopt);
}

TEST(ReadDocument, StopsAtTheLimitAndNotBefore) {
  const TemporaryFolder folder;
  for (std::uint64_t size : {1u, 4096u, 65536u, 65537u, 200'000u}) {
    const std::string path = folder.write("x.txt", std::string(size, 'x'));
    EXPECT_TRUE(read_document({path, {}}, size)) << size;
    EXPECT_TRUE(read_document({path, {}}, UINT64_MAX)) << size;
    const auto rejected = read_document({path, {}}, size - 1);
    ASSERT_FALSE(rejected) << size;
    EXPECT_EQ(rejected.error().reason, RejectionReason::kTooLarge);
    EXPECT_EQ(rejected.error().stage, "read");
    EXPECT_EQ(rejected.error().detail, "more than " + std::to_string(size - 1) + " bytes");
    EXPECT_EQ(rejected.error().source.bytes, size);
    EXPECT_EQ(rejected.error().source.sha256, "");
    EXPECT_EQ(rejected.error().source.media_type, "text/plain");
  }
}

TEST(ReadDocument, DoesNotReadAHugeSparseFile) {
  const TemporaryFolder folder;
  const std::string path = folder.write("huge.pdf", "%PDF-1.7\n");
  const std::uint64_t terabyte = std::uint64_t{1} << 40;
  ASSERT_EQ(::truncate(path.c_str(), static_cast<off_t>(terabyte)), 0);
  const auto rejected = read_document({path, {}}, kPlenty);
  ASSERT_FALSE(rejected);
  EXPECT_EQ(rejected.error().reason, RejectionReason::kTooLarge);
  EXPECT_EQ(rejected.error().source.bytes, terabyte);
  EXPECT_EQ(rejected.error().source.media_type, "application/pdf");
}

TEST(ReadDocument, ReadsAFileThatSaysItHasNoBytes) {
  const auto document = read_document({"/proc/self/status", {}}, kPlenty);
  ASSERT_TRUE(document);
  EXPECT_GT(document->bytes.size(), 0u);
  const auto rejected = read_document({"/proc/self/status", {}}, 10);
  ASSERT_FALSE(rejected);
  EXPECT_EQ(rejected.error().reason, RejectionReason::kTooLarge);
  EXPECT_EQ(rejected.error().source.bytes, 11u);
}

TEST(ReadDocument, RejectsWhatCannotBeRead) {
  const TemporaryFolder folder;
  const std::string locked = folder.write("locked.pdf", "x");
  fs::permissions(locked, fs::perms::none);
  ASSERT_EQ(::mkfifo(folder.path("pipe.pdf").c_str(), 0666), 0);
  const WithoutPrivileges nobody;
  struct {
    DocumentFile file;
    std::string detail;
  } cases[] = {
      {{locked, {}}, "Permission denied"},
      {{folder.path("gone.pdf"), {}}, "No such file or directory"},
      {{folder.path("pipe.pdf"), {}}, "not a regular file"},
      {{folder.path(), {}}, "not a regular file"},
      {{"/dev/zero", {}}, "not a regular file"},
      {{folder.path("x"), "as listed"}, "as listed"},
  };
  for (const auto& c : cases) {
    const auto rejected = read_document(c.file, kPlenty);
    ASSERT_FALSE(rejected) << c.file.path;
    EXPECT_EQ(rejected.error().reason, RejectionReason::kInternal);
    EXPECT_EQ(rejected.error().detail, c.detail);
    EXPECT_EQ(rejected.error().source.file, c.file.path);
    EXPECT_EQ(rejected.error().source.sha256, "");
  }
}

TEST(ReadDocument, AnEmptyPathIsNoFile) {
  const auto rejected = read_document(list_documents({""}).at(0), kPlenty);
  ASSERT_FALSE(rejected);
  EXPECT_EQ(rejected.error().detail, "No such file or directory");
  EXPECT_EQ(rejected.error().source.file, std::nullopt);
}

TEST(ReadDocument, RejectsZeroBytes) {
  const TemporaryFolder folder;
  const auto rejected = read_document({folder.write("empty.pdf", ""), {}}, kPlenty);
  ASSERT_FALSE(rejected);
  EXPECT_EQ(rejected.error().reason, RejectionReason::kCorrupt);
  EXPECT_EQ(rejected.error().detail, "the file is empty");
  EXPECT_EQ(rejected.error().source.sha256, sha256_hex(""));
}

TEST(ReadDocument, ReadsStandardInputUpToTheLimit) {
  const std::string bytes(300'000, 'x');
  with_standard_input(bytes, [&] {
    const auto document = read_document({"-", {}}, bytes.size());
    ASSERT_TRUE(document);
    EXPECT_EQ(document->bytes, bytes);
    EXPECT_EQ(document->source.file, "-");
  });
  with_standard_input(bytes, [&] {
    const auto rejected = read_document({"-", {}}, 100'000);
    ASSERT_FALSE(rejected);
    EXPECT_EQ(rejected.error().reason, RejectionReason::kTooLarge);
    EXPECT_EQ(rejected.error().source.bytes, 100'001u);
  });
  with_standard_input("", [] {
    const auto rejected = read_document({"-", {}}, kPlenty);
    ASSERT_FALSE(rejected);
    EXPECT_EQ(rejected.error().reason, RejectionReason::kCorrupt);
  });
}

}  // namespace
}  // namespace ofsight
