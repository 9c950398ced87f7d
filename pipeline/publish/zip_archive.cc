#include "pipeline/publish/zip_archive.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>

namespace ofsight {
namespace {

constexpr std::uint32_t kDirectorySignature = 0x02014b50, kLocalSignature = 0x04034b50;
constexpr std::size_t kEndBytes = 22, kDirectoryBytes = 46, kLocalBytes = 30;
constexpr std::size_t kMaxCommentBytes = 65535;
constexpr std::size_t kMaxDirectoryBytes = 16u << 20;
constexpr std::size_t kChunkBytes = 256u << 10;

std::uint32_t number_at(std::string_view bytes, std::size_t at, int size) {
  std::uint32_t number = 0;
  for (int i = size - 1; i >= 0; --i)
    number = number << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return number;
}

tl::unexpected<Error> broken(const std::string& path, const std::string& what) {
  return fail(ErrorCode::kInvalidData, "'" + path + "': " + what);
}

// `size` bytes from `offset` on; fewer if the file ends.
std::string bytes_at(std::ifstream& file, std::uint64_t offset, std::size_t size) {
  std::string bytes(size, '\0');
  file.clear();
  file.seekg(static_cast<std::streamoff>(offset));
  file.read(bytes.data(), static_cast<std::streamsize>(size));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return bytes;
}

struct Inflater {
  z_stream stream{};
  bool ready = inflateInit2(&stream, -MAX_WBITS) == Z_OK;
  Inflater() = default;
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() {
    if (ready) inflateEnd(&stream);
  }
};

}  // namespace

Expected<std::vector<ZipEntry>> zip_entries(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return fail(ErrorCode::kIo, "'" + path + "': cannot be opened");
  const auto size = static_cast<std::uint64_t>(file.tellg());
  const auto tail_bytes = std::min<std::uint64_t>(size, kEndBytes + kMaxCommentBytes);
  const std::string tail = bytes_at(file, size - tail_bytes, tail_bytes);
  const std::size_t end = tail.rfind("PK\x05\x06");
  if (end == std::string::npos || end + kEndBytes > tail.size())
    return broken(path, "the end of the archive is missing");
  const std::uint32_t count = number_at(tail, end + 10, 2);
  const std::uint32_t directory_bytes = number_at(tail, end + 12, 4);
  if (directory_bytes > kMaxDirectoryBytes) return broken(path, "its directory is too large");
  const std::string directory = bytes_at(file, number_at(tail, end + 16, 4), directory_bytes);
  std::vector<ZipEntry> entries;
  std::size_t at = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (at + kDirectoryBytes > directory.size() ||
        number_at(directory, at, 4) != kDirectorySignature)
      return broken(path, "its directory is damaged");
    const std::uint32_t name_bytes = number_at(directory, at + 28, 2);
    ZipEntry entry;
    entry.name = directory.substr(std::min(at + kDirectoryBytes, directory.size()), name_bytes);
    entry.deflated = number_at(directory, at + 10, 2) == Z_DEFLATED;
    entry.crc = number_at(directory, at + 16, 4);
    entry.packed_bytes = number_at(directory, at + 20, 4);
    entry.bytes = number_at(directory, at + 24, 4);
    entry.offset = number_at(directory, at + 42, 4);
    entries.push_back(std::move(entry));
    at += kDirectoryBytes + name_bytes + number_at(directory, at + 30, 2) +
          number_at(directory, at + 32, 2);
  }
  return entries;
}

Expected<void> read_zip_entry(const std::string& path, const ZipEntry& entry,
                              const std::function<void(std::string_view)>& take) {
  std::ifstream file(path, std::ios::binary);
  const std::string local = bytes_at(file, entry.offset, kLocalBytes);
  if (local.size() < kLocalBytes || number_at(local, 0, 4) != kLocalSignature)
    return broken(path, entry.name + " is missing");
  std::uint64_t at = entry.offset + kLocalBytes + number_at(local, 26, 2) + number_at(local, 28, 2);
  std::uint64_t left = entry.packed_bytes, unpacked = 0;
  std::uint32_t crc = static_cast<std::uint32_t>(crc32(0, nullptr, 0));
  const auto hand_on = [&](std::string_view piece) {
    unpacked += piece.size();
    crc = static_cast<std::uint32_t>(
        crc32(crc, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(piece.size())));
    take(piece);
  };
  Inflater inflater;
  const auto out = std::make_unique<std::array<char, kChunkBytes>>();
  int state = inflater.ready ? Z_OK : Z_MEM_ERROR;
  while (left > 0 && state == Z_OK) {
    std::string packed = bytes_at(file, at, std::min<std::uint64_t>(left, kChunkBytes));
    if (packed.empty()) return broken(path, entry.name + " is cut off");
    at += packed.size();
    left -= packed.size();
    if (!entry.deflated) {
      hand_on(packed);
      continue;
    }
    inflater.stream.next_in = reinterpret_cast<Bytef*>(packed.data());
    inflater.stream.avail_in = static_cast<uInt>(packed.size());
    do {
      inflater.stream.next_out = reinterpret_cast<Bytef*>(out->data());
      inflater.stream.avail_out = kChunkBytes;
      state = inflate(&inflater.stream, Z_NO_FLUSH);
      hand_on({out->data(), kChunkBytes - inflater.stream.avail_out});
      // A hostile archive does not make it unpack more than it says.
      if (unpacked > entry.bytes) break;
    } while (state == Z_OK && inflater.stream.avail_out == 0);
    if (state == Z_BUF_ERROR) state = Z_OK;
  }
  if (unpacked != entry.bytes || crc != entry.crc) return broken(path, entry.name + " is damaged");
  return {};
}

}  // namespace ofsight
