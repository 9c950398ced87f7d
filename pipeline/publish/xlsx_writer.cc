#include "pipeline/publish/xlsx_writer.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <utility>

#include "corpus/day.h"
#include "corpus/utf8.h"
#include "pipeline/publish/zip_archive.h"

namespace ofsight {
namespace {

constexpr std::size_t kMaxCellCharacters = 32767;
constexpr std::string_view kCut = " […]";
constexpr std::string_view kFirstExcelDay = "1900-03-01";  // before it, Excel's calendar is wrong
constexpr std::string_view kSheetEnd = "</worksheet>";
constexpr double kCoverWidth = 110;
constexpr std::time_t kSecondsInDay = 86400;

double width_of(const Column& column) {
  const double name = static_cast<double>(column.name.size()) + 3;  // and the filter's button
  if (column.width > 0) return std::max<double>(column.width, std::min(name, 24.0));
  return std::max(12.0, std::min(name, 24.0));
}

// What a cell can hold: no character that XML has no place for, and not too long.
std::string cell_text(std::string_view text) {
  std::string out;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = utf8_step(text, at).size;
    const std::string_view one = text.substr(at, size);
    // Excel counts in UTF-16.
    characters += size == 4 ? 2 : 1;
    if (characters > kMaxCellCharacters - kCut.size()) return out + std::string(kCut);
    out += one == "\xEF\xBF\xBE" || one == "\xEF\xBF\xBF" ? std::string_view("\xEF\xBF\xBD") : one;
    at += size;
  }
  return out;
}

bool is_plain(std::string_view text) {
  return text.size() < kMaxCellCharacters - kCut.size() &&
         text.find("\xEF\xBF\xBE") == std::string_view::npos &&
         text.find("\xEF\xBF\xBF") == std::string_view::npos;
}

int number_in(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

lxw_datetime time_of(std::string_view text) {
  lxw_datetime time{};
  time.year = number_in(text.substr(0, 4));
  time.month = number_in(text.substr(5, 2));
  time.day = number_in(text.substr(8, 2));
  if (text.size() >= 19) {
    time.hour = number_in(text.substr(11, 2));
    time.min = number_in(text.substr(14, 2));
    time.sec = number_in(text.substr(17, 2));
  }
  return time;
}

// Midnight of a day, in seconds since 1970.
std::time_t seconds_of(const std::string& day) {
  const std::chrono::year_month_day date{
      std::chrono::year(number_in(day.substr(0, 4))),
      std::chrono::month(static_cast<unsigned>(number_in(day.substr(5, 2)))),
      std::chrono::day(static_cast<unsigned>(number_in(day.substr(8, 2))))};
  return std::chrono::sys_days(date).time_since_epoch().count() * kSecondsInDay;
}

}  // namespace

struct XlsxWriter::Workbook {
  lxw_workbook* book = nullptr;
  lxw_format *header = nullptr, *day = nullptr, *time = nullptr, *title = nullptr,
             *wrapped = nullptr;
  lxw_worksheet* cover = nullptr;
  std::vector<lxw_worksheet*> sheets;  // by table

  ~Workbook() {
    if (book != nullptr) lxw_workbook_free(book);
  }
  std::vector<lxw_worksheet*> all() const {
    std::vector<lxw_worksheet*> every = sheets;
    every.insert(every.begin(), cover);
    return every;
  }
};

XlsxWriter::XlsxWriter(std::string root, std::function<std::string()> date, std::size_t max_rows)
    : root_(std::move(root)),
      path_(root_ + "/" + kReleaseWorkbook),
      date_(std::move(date)),
      max_rows_(max_rows) {}

XlsxWriter::~XlsxWriter() = default;

std::vector<ReleaseFile> XlsxWriter::files(const Dataset&) const {
  return {{kReleaseWorkbook, "xlsx",
           "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ""}};
}

Expected<void> XlsxWriter::begin(const Dataset& dataset) {
  dataset_ = &dataset;
  workbook_ = std::make_unique<Workbook>();
  std::string folder = root_;
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = folder.data();
  workbook_->book = workbook_new_opt(path_.c_str(), &options);
  if (workbook_->book == nullptr) return fail(ErrorCode::kIo, "cannot write '" + path_ + "'");
  lxw_workbook* book = workbook_->book;
  for (lxw_format** format : {&workbook_->header, &workbook_->day, &workbook_->time,
                              &workbook_->title, &workbook_->wrapped})
    *format = workbook_add_format(book);
  format_set_bold(workbook_->header);
  format_set_bg_color(workbook_->header, 0xDDE6EE);
  format_set_num_format(workbook_->day, "yyyy-mm-dd");
  format_set_num_format(workbook_->time, "yyyy-mm-dd hh:mm:ss");
  format_set_bold(workbook_->title);
  format_set_font_size(workbook_->title, 16);
  format_set_text_wrap(workbook_->wrapped);
  format_set_align(workbook_->wrapped, LXW_ALIGN_VERTICAL_TOP);
  workbook_->cover = workbook_add_worksheet(book, "cover");
  for (const Table& table : dataset.tables) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, table.name.c_str());
    if (sheet == nullptr) return fail(ErrorCode::kIo, "cannot make sheet '" + table.name + "'");
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet, column, column, width_of(table.columns[i]), nullptr);
      worksheet_write_string(sheet, 0, column, table.columns[i].name.c_str(), workbook_->header);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    workbook_->sheets.push_back(sheet);
    rows_.push_back(0);
  }
  return {};
}

Expected<void> XlsxWriter::add(std::size_t table, const Row& row) {
  const std::size_t line = ++rows_[table];
  if (line >= max_rows_) return {};
  lxw_worksheet* sheet = workbook_->sheets[table];
  const auto& columns = dataset_->tables[table].columns;
  lxw_error state = LXW_NO_ERROR;
  for (std::size_t i = 0; i < row.size() && state == LXW_NO_ERROR; ++i) {
    const auto at = static_cast<lxw_row_t>(line);
    const auto column = static_cast<lxw_col_t>(i);
    const ColumnType type = columns[i].type;
    if (const auto* number = std::get_if<std::int64_t>(&row[i])) {
      state =
          type == ColumnType::kBoolean
              ? worksheet_write_boolean(sheet, at, column, *number != 0, nullptr)
              : worksheet_write_number(sheet, at, column, static_cast<double>(*number), nullptr);
    } else if (const auto* real = std::get_if<double>(&row[i])) {
      state = worksheet_write_number(sheet, at, column, *real, nullptr);
    } else if (const auto* text = std::get_if<std::string>(&row[i])) {
      const bool dated = type == ColumnType::kDate || type == ColumnType::kDateTime;
      if (dated && *text >= kFirstExcelDay) {
        lxw_datetime time = time_of(*text);
        state = worksheet_write_datetime(
            sheet, at, column, &time, type == ColumnType::kDate ? workbook_->day : workbook_->time);
      } else if (is_plain(*text)) {
        state = worksheet_write_string(sheet, at, column, text->c_str(), nullptr);
      } else {
        state = worksheet_write_string(sheet, at, column, cell_text(*text).c_str(), nullptr);
      }
    }
  }
  if (state == LXW_NO_ERROR) return {};
  return fail(ErrorCode::kIo, "'" + path_ + "': " + lxw_strerror(state));
}

void XlsxWriter::write_cover(const std::string& date) {
  lxw_worksheet* sheet = workbook_->cover;
  worksheet_set_column(sheet, 0, 0, 24, nullptr);
  worksheet_set_column(sheet, 1, 1, kCoverWidth, nullptr);
  lxw_row_t line = 0;
  const auto write = [&](const std::string& left, const std::string& right) {
    if (!left.empty()) worksheet_write_string(sheet, line, 0, left.c_str(), workbook_->header);
    if (!right.empty()) worksheet_write_string(sheet, line, 1, right.c_str(), workbook_->wrapped);
    ++line;
  };
  const About& about = dataset_->about;
  worksheet_write_string(sheet, line++, 0, about.title.c_str(), workbook_->title);
  write("", about.description);
  write("Date", date.empty() ? "unknown" : date);
  write("Source", about.source.title + ", " + about.source.path);
  write("Licence", about.licence.title + ", " + about.licence.path);
  for (std::size_t i = 0; i < about.cautions.size(); ++i)
    write(i == 0 ? "Cautions" : "", about.cautions[i]);
  ++line;
  for (std::size_t i = 0; i < dataset_->tables.size(); ++i) {
    const Table& table = dataset_->tables[i];
    std::string words = std::to_string(rows_[i]) + " rows. " + table.description;
    if (rows_[i] >= max_rows_)
      words = "Only the first " + std::to_string(max_rows_ - 1) + " of " + words +
              " A sheet holds no more; the other formats have all.";
    write(table.name, words);
  }
}

Expected<void> XlsxWriter::end() {
  const std::string date = date_();
  write_cover(date);
  for (std::size_t i = 0; i < dataset_->tables.size(); ++i) {
    const auto last = static_cast<lxw_row_t>(std::min(rows_[i], max_rows_ - 1));
    worksheet_autofilter(workbook_->sheets[i], 0, 0, last,
                         static_cast<lxw_col_t>(dataset_->tables[i].columns.size() - 1));
  }
  lxw_doc_properties properties{};
  std::string title = dataset_->about.title, author = dataset_->about.name;
  properties.title = title.data();
  properties.author = author.data();
  // Zero would be the time of day.
  properties.created = is_day(date) ? seconds_of(date) : kSecondsInDay;
  workbook_set_properties(workbook_->book, &properties);
  bool written = true;
  for (lxw_worksheet* sheet : workbook_->all())
    if (std::FILE* rows = sheet->optimize_tmpfile; rows != nullptr)
      written = std::fflush(rows) == 0 && std::ferror(rows) == 0 && written;
  if (!written)
    return fail(ErrorCode::kIo,
                "cannot write '" + path_ + "': the disk is full, or a limit reached");
  const lxw_error state = workbook_close(std::exchange(workbook_->book, nullptr));
  if (state != LXW_NO_ERROR)
    return fail(ErrorCode::kIo, "cannot write '" + path_ + "': " + lxw_strerror(state));
  return verify();
}

Expected<void> XlsxWriter::verify() const {
  const auto entries = zip_entries(path_);
  if (!entries) return fail(ErrorCode::kIo, entries.error().message);
  std::size_t sheets = 0;
  for (const ZipEntry& entry : *entries) {
    std::string tail;
    const auto read = read_zip_entry(path_, entry, [&](std::string_view piece) {
      tail += piece.substr(piece.size() - std::min(piece.size(), kSheetEnd.size()));
      tail.erase(0, tail.size() - std::min(tail.size(), kSheetEnd.size()));
    });
    if (!read) return fail(ErrorCode::kIo, read.error().message);
    if (!entry.name.starts_with("xl/worksheets/sheet")) continue;
    if (tail != kSheetEnd)
      return fail(ErrorCode::kIo, "'" + path_ + "': " + entry.name + " is cut off");
    ++sheets;
  }
  if (sheets != dataset_->tables.size() + 1)
    return fail(ErrorCode::kIo, "'" + path_ + "': a sheet is missing");
  return {};
}

}  // namespace ofsight
