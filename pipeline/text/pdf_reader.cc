#include "pipeline/text/pdf_reader.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <stop_token>
#include <thread>

extern "C" {
#include <mupdf/fitz.h>
#include <mupdf/pdf.h>
}

#include "pipeline/text/allocation_budget.h"

namespace ofsight {
namespace {

constexpr const char* kEngine = "mupdf " FZ_VERSION;
constexpr int kMaxPages = 2000;
constexpr std::size_t kMaxGlyphs = 4'000'000;
constexpr std::size_t kMaxShapesPerPage = 20'000;
constexpr float kMaxStrokeWidth = 2.5f;  // points; a filled rectangle thinner than this is a line

// Sets the cookie's abort flag at the deadline: content streams that never allocate stop too.
class Watchdog {
 public:
  Watchdog(fz_cookie* cookie, std::chrono::steady_clock::time_point deadline)
      : thread_([this, cookie, deadline](std::stop_token stop) {
          std::unique_lock lock(mutex_);
          if (!wake_.wait_until(lock, stop, deadline, [&] { return stop.stop_requested(); }))
            cookie->abort = 1;
        }) {}

 private:
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  // last, so that it ends before what it uses
};

struct PageShapes {
  PrintedPage* page;
  fz_matrix ctm;
  bool filled;
  fz_point from{}, start{};
  fz_rect bounds{};
  bool has_bounds = false;
};

void add_rect(PrintedPage& page, fz_rect r, bool filled) {
  const float width = r.x1 - r.x0, height = r.y1 - r.y0;
  const Rect rect{r.x0, r.y0, r.x1, r.y1};
  if (std::min(width, height) <= kMaxStrokeWidth && std::max(width, height) > 4 * kMaxStrokeWidth) {
    if (page.strokes.size() < kMaxShapesPerPage) page.strokes.push_back(rect);
  } else if (filled && width > 20 && height > 8 && page.fills.size() < kMaxShapesPerPage) {
    page.fills.push_back(rect);
  }
}

fz_rect rect_of(fz_point a, fz_point b) {
  return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

void end_subpath(PageShapes& shapes) {
  if (shapes.filled && shapes.has_bounds) add_rect(*shapes.page, shapes.bounds, true);
  shapes.has_bounds = false;
}

void walk_move(fz_context*, void* arg, float x, float y) {
  auto& shapes = *static_cast<PageShapes*>(arg);
  end_subpath(shapes);
  shapes.from = shapes.start = fz_transform_point_xy(x, y, shapes.ctm);
}

void walk_line(fz_context*, void* arg, float x, float y) {
  auto& shapes = *static_cast<PageShapes*>(arg);
  const fz_point to = fz_transform_point_xy(x, y, shapes.ctm);
  const fz_rect segment = rect_of(shapes.from, to);
  if (!shapes.filled) add_rect(*shapes.page, segment, false);
  if (!shapes.has_bounds) shapes.bounds = segment;
  shapes.has_bounds = true;
  shapes.bounds = {std::min(shapes.bounds.x0, segment.x0), std::min(shapes.bounds.y0, segment.y0),
                   std::max(shapes.bounds.x1, segment.x1), std::max(shapes.bounds.y1, segment.y1)};
  shapes.from = to;
}

void walk_curve(fz_context*, void* arg, float, float, float, float, float x, float y) {
  auto& shapes = *static_cast<PageShapes*>(arg);
  shapes.from = fz_transform_point_xy(x, y, shapes.ctm);
}

void walk_close(fz_context*, void* arg) {
  auto& shapes = *static_cast<PageShapes*>(arg);
  if (!shapes.filled) add_rect(*shapes.page, rect_of(shapes.from, shapes.start), false);
  shapes.from = shapes.start;
}

void record_path(fz_context* ctx, const fz_path* path, fz_matrix ctm, bool filled) {
  static const fz_path_walker walker = {walk_move, walk_line, walk_curve, walk_close,
                                        nullptr,   nullptr,   nullptr,    nullptr};
  PageShapes shapes{static_cast<PrintedPage*>(fz_user_context(ctx)), ctm, filled};
  fz_walk_path(ctx, path, &walker, &shapes);
  end_subpath(shapes);
}

bool is_white(fz_context* ctx, fz_colorspace* space, const float* color, fz_color_params params) {
  float rgb[3] = {0, 0, 0};
  if (space == nullptr || fz_colorspace_is_indexed(ctx, space)) return false;
  fz_convert_color(ctx, space, color, fz_device_rgb(ctx), rgb, nullptr, params);
  return rgb[0] > 0.99f && rgb[1] > 0.99f && rgb[2] > 0.99f;
}

void fill_path(fz_context* ctx, fz_device*, const fz_path* path, int, fz_matrix ctm,
               fz_colorspace* space, const float* color, float alpha, fz_color_params params) {
  if (alpha > 0 && !is_white(ctx, space, color, params)) record_path(ctx, path, ctm, true);
}

void stroke_path(fz_context* ctx, fz_device*, const fz_path* path, const fz_stroke_state*,
                 fz_matrix ctm, fz_colorspace* space, const float* color, float alpha,
                 fz_color_params params) {
  if (alpha > 0 && !is_white(ctx, space, color, params)) record_path(ctx, path, ctm, false);
}

bool is_bold(fz_context* ctx, fz_font* font) {
  return fz_font_is_bold(ctx, font) || std::strstr(fz_font_name(ctx, font), "Bold") != nullptr;
}

bool is_outside(const fz_quad& quad, const fz_rect& box) {
  return std::max(quad.lr.x, quad.ur.x) <= box.x0 || std::min(quad.ll.x, quad.ul.x) >= box.x1 ||
         std::max(quad.ll.y, quad.lr.y) <= box.y0 || std::min(quad.ul.y, quad.ur.y) >= box.y1;
}

// Upright text on the page only: what is turned sideways is a watermark or a chart's label.
void copy_runs(fz_context* ctx, const fz_stext_page* text, PrintedPage& page) {
  for (auto* block = text->first_block; block != nullptr; block = block->next) {
    if (block->type != FZ_STEXT_BLOCK_TEXT) continue;
    for (auto* line = block->u.t.first_line; line != nullptr; line = line->next) {
      if (line->wmode != 0 || line->dir.x < 0.99f) continue;
      std::vector<Glyph> run;
      const fz_font* font = nullptr;
      bool bold = false, italic = false;
      for (auto* ch = line->first_char; ch != nullptr; ch = ch->next) {
        if (is_outside(ch->quad, text->mediabox)) continue;
        if (ch->font != font) {
          bold = is_bold(ctx, ch->font);
          italic = fz_font_is_italic(ctx, ch->font) != 0;
        }
        font = ch->font;
        const bool slanted = ch->quad.ul.x - ch->quad.ll.x > 0.1f * ch->size;
        const float width = ch->quad.lr.x - ch->quad.ll.x;  // the top edge shifts in slanted text
        run.push_back({static_cast<char32_t>(ch->c), ch->origin.x, ch->origin.x + width,
                       ch->origin.y, ch->size, bold, italic || slanted});
      }
      if (!run.empty()) page.runs.push_back(std::move(run));
    }
  }
}

struct PdfHandles {
  fz_stream* stream = nullptr;
  pdf_document* document = nullptr;
  pdf_page* page = nullptr;
  fz_stext_page* text = nullptr;
  fz_device* device = nullptr;
  pdf_processor* processor = nullptr;
};

// As fz_run_page_contents(), but for images, whose bytes would be read for nothing.
void run_page_contents(fz_context* ctx, PdfHandles& h, fz_cookie& cookie) {
  fz_rect box;
  fz_matrix ctm;
  pdf_page_transform(ctx, h.page, &box, &ctm);
  h.processor = pdf_new_run_processor(ctx, h.device, ctm, "View", nullptr, nullptr, &cookie);
  h.processor->op_Do_image = nullptr;
  pdf_process_contents(ctx, h.processor, h.document, pdf_page_resources(ctx, h.page),
                       pdf_page_contents(ctx, h.page), &cookie);
  pdf_close_processor(ctx, h.processor);
}

void read_page(fz_context* ctx, PdfHandles& h, int number, fz_cookie& cookie, PrintedPage& page) {
  h.page = pdf_load_page(ctx, h.document, number);
  const fz_rect box = pdf_bound_page(ctx, h.page);
  page.width = box.x1 - box.x0;
  page.height = box.y1 - box.y0;
  fz_stext_options options{};
  h.text = fz_new_stext_page(ctx, box);
  h.device = fz_new_stext_device(ctx, h.text, &options);
  // The text device leaves paths alone, so its empty slots can record a table's ruled lines.
  h.device->fill_path = fill_path;
  h.device->stroke_path = stroke_path;
  fz_set_user_context(ctx, &page);
  run_page_contents(ctx, h, cookie);
  fz_close_device(ctx, h.device);
  copy_runs(ctx, h.text, page);
}

void drop_page(fz_context* ctx, PdfHandles& h) {
  pdf_drop_processor(ctx, h.processor);
  fz_drop_device(ctx, h.device);
  fz_drop_stext_page(ctx, h.text);
  fz_drop_page(ctx, h.page == nullptr ? nullptr : &h.page->super);
  h.processor = nullptr;
  h.device = nullptr;
  h.text = nullptr;
  h.page = nullptr;
}

bool has_end_marker(std::string_view bytes) {
  return bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 2048)).find("%%EOF") !=
         std::string_view::npos;
}

// Jumps at MuPDF's errors; returns a failure that is ours to name.
std::optional<ReadFailure> read_pages(fz_context* ctx, PdfHandles& h, std::string_view bytes,
                                      fz_cookie& cookie, PrintedDocument& out) {
  h.stream =
      fz_open_memory(ctx, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  h.document = pdf_open_document_with_stream(ctx, h.stream);
  if (pdf_needs_password(ctx, h.document))
    return ReadFailure{RejectionReason::kEncrypted, "the PDF asks for a password"};
  const int pages = pdf_count_pages(ctx, h.document);
  if (pages > kMaxPages)
    return ReadFailure{RejectionReason::kTooLarge,
                       "more than " + std::to_string(kMaxPages) + " pages"};
  std::size_t glyphs = 0;
  for (int number = 0; number < pages && !cookie.abort; ++number) {
    PrintedPage& page = out.pages.emplace_back();
    read_page(ctx, h, number, cookie, page);
    drop_page(ctx, h);
    for (const auto& run : page.runs) glyphs += run.size();
    if (glyphs > kMaxGlyphs)
      return ReadFailure{RejectionReason::kTooLarge,
                         "more than " + std::to_string(kMaxGlyphs) + " characters"};
  }
  if (cookie.abort) return ReadFailure{RejectionReason::kTimeout, ""};
  if (pdf_was_repaired(ctx, h.document)) {
    if (!has_end_marker(bytes))
      return ReadFailure{RejectionReason::kCorrupt,
                         "the file is cut off: its end marker is missing"};
    out.warnings.push_back(
        {"source.repaired", "the PDF's cross-reference table was damaged and rebuilt"});
  }
  if (cookie.errors > 0)
    return ReadFailure{RejectionReason::kCorrupt, "page content could not be read in full"};
  if (glyphs == 0) return ReadFailure{RejectionReason::kNoText, "no text on any page: a scan?"};
  return std::nullopt;
}

// Not inlined: the function that is jumped back to must hold nothing but pointers.
[[gnu::noinline]] void read_pages_into(std::optional<ReadFailure>& failure, fz_context* ctx,
                                       PdfHandles& h, std::string_view bytes, fz_cookie& cookie,
                                       PrintedDocument& out) {
  failure = read_pages(ctx, h, bytes, cookie, out);
}

// MuPDF's message if it failed, else null; valid as long as `ctx`. Leaves nothing open.
[[gnu::noinline]] const char* read_safely(fz_context* ctx, std::string_view bytes,
                                          fz_cookie& cookie, PrintedDocument& out,
                                          std::optional<ReadFailure>& failure) {
  const char* error = nullptr;
  PdfHandles h;
  fz_var(error);
  fz_try(ctx) read_pages_into(failure, ctx, h, bytes, cookie, out);
  fz_always(ctx) {
    drop_page(ctx, h);
    pdf_drop_document(ctx, h.document);
    fz_drop_stream(ctx, h.stream);
  }
  fz_catch(ctx) error = fz_caught_message(ctx);
  return error;
}

std::string seconds_text(double seconds) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%g", seconds);
  return buffer;
}

ReadFailure explain(const AllocationBudget& budget, const ReadLimits& limits, std::string detail) {
  if (budget.out_of_time)
    return {RejectionReason::kTimeout,
            "not read within " + seconds_text(limits.seconds) + " seconds"};
  if (budget.out_of_memory)
    return {RejectionReason::kTooLarge,
            "its parser needs more than " + std::to_string(limits.bytes) + " bytes of memory"};
  return {RejectionReason::kCorrupt, std::move(detail)};
}

void ignore_message(void*, const char*) {}

}  // namespace

tl::expected<PrintedDocument, ReadFailure> read_pdf(std::string_view bytes,
                                                    const ReadLimits& limits) {
  if (bytes.substr(0, 1024).find("%PDF-") == std::string_view::npos)
    return tl::unexpected(ReadFailure{RejectionReason::kNotAPdf, "no %PDF- header"});
  AllocationBudget budget;
  budget.max_bytes = limits.bytes;
  budget.deadline = std::chrono::steady_clock::now() +
                    std::chrono::milliseconds(std::llround(limits.seconds * 1000));
  fz_alloc_context alloc{&budget, budget_malloc, budget_realloc, budget_free};
  fz_context* ctx = fz_new_context(&alloc, nullptr, limits.bytes / 4);
  if (ctx == nullptr)
    return tl::unexpected(explain(budget, limits, "the PDF library did not start"));
  fz_set_warning_callback(ctx, ignore_message, nullptr);
  fz_set_error_callback(ctx, ignore_message, nullptr);

  PrintedDocument out;
  out.engine = kEngine;
  fz_cookie cookie{};
  std::optional<ReadFailure> failure;
  {
    Watchdog watchdog(&cookie, budget.deadline);
    if (const char* error = read_safely(ctx, bytes, cookie, out, failure))
      failure = ReadFailure{RejectionReason::kCorrupt, error};
  }
  if (cookie.abort) budget.out_of_time = true;
  fz_drop_context(ctx);
  if (budget.out_of_time || budget.out_of_memory) failure = explain(budget, limits, "");
  if (failure) return tl::unexpected(*failure);
  return out;
}

std::string pdf_engine() { return kEngine; }

}  // namespace ofsight
