// Sets one sample, a small subset of HTML, as a PDF laid out like an inspection report.
// usage: mutool run typeset.js SOURCE.html OUTPUT.pdf
//
// `mutool convert` sets HTML too, but as of MuPDF 1.21 without page furniture and footnotes, and
// with tables whose columns, rules and rows over a page break come out wrong; and where a report
// prints a grade is what these samples are about. What a source may contain is in README.md.
"use strict";

var PAGE = { width: 595, height: 842, left: 70, right: 70, top: 72, bottom: 88 };

load(scriptPath.replace(/[^\/]*$/, "lines.js"));

var furniture = {};  // from <meta>
var page = null;     // { number, ops, y, bottom, notes }
var page_count = 0;

function encode(text, name) {
  var out = "";
  for (var i = 0; i < text.length; ++i) {
    var code = text.charCodeAt(i);
    if (name === "M") {
      out += hex(MARK_CHARS.indexOf(text) + 1, 2);
    } else if (code < 256 || WINDOWS_1252[text[i]]) {
      out += hex(WINDOWS_1252[text[i]] || code, 2);
    } else {
      throw new Error("no glyph for " + text[i]);
    }
  }
  return "<" + out + ">";
}

function draw_line(line, x, top) {
  var merged = [];
  line.runs.forEach(function (run) {
    var last = merged[merged.length - 1];
    if (last && last.end === run.x && last.font === run.font && last.size === run.size) {
      last.text += run.text;
    } else {
      last = { x: run.x, dy: run.dy, font: run.font, size: run.size, text: run.text };
      merged.push(last);
    }
    last.end = run.x + run.width;
  });
  merged.forEach(function (run) {
    var baseline = PAGE.height - top - line.height * 0.8 + run.dy;
    page.ops.push("BT /" + run.font + " " + run.size + " Tf " + (x + run.x).toFixed(2) + " " +
                  baseline.toFixed(2) + " Td " + encode(run.text, run.font) + " Tj ET");
  });
}

function draw_rule(x0, y0, x1, y1) {
  page.ops.push("0.6 w " + [x0, PAGE.height - y0].join(" ") + " m " +
                [x1, PAGE.height - y1].join(" ") + " l S");
}

function draw_furniture() {
  var width = PAGE.width - PAGE.left - PAGE.right, y = PAGE.height - 62;
  var from = Number(furniture["furniture-from"] || 2), where = furniture["page-number"];
  var style = { size: 8.5 }, number = page.number - Number(furniture["page-offset"] || 0);
  function put(text, top, align) {
    set_text([text], style, width, 0, align).forEach(function (line) {
      draw_line(line, PAGE.left, top);
      top += line.height;
    });
  }
  if (page.number < from) return;
  if (furniture.head) put(furniture.head, 34);
  if (furniture.foot) {
    draw_rule(PAGE.left, y - 4, PAGE.width - PAGE.right, y - 4);
    furniture.foot.split("|").forEach(function (text, i) { put(text, y + 11 * i); });
  }
  if (where === "head-right") put(String(number), 34, "right");
  if (where === "foot-center") put(String(number), y + 11, "center");
  if (where === "foot-right") put(String(number), y + 11, "right");
  if (where === "foot-alternate") put(String(number), y + 11, number % 2 ? "right" : "left");
}

function end_page() {
  if (!page) return;
  var top = page.bottom + 6;
  if (page.notes.length) draw_rule(PAGE.left, page.bottom + 2, PAGE.left + 140, page.bottom + 2);
  page.notes.forEach(function (line) {
    draw_line(line, PAGE.left, top);
    top += line.height;
  });
  draw_furniture();
  doc.insertPage(-1, doc.addPage([0, 0, PAGE.width, PAGE.height], 0, RESOURCES,
                                 page.ops.join("\n")));
}

function new_page() {
  end_page();
  page = { number: ++page_count, ops: [], y: PAGE.top, bottom: PAGE.height - PAGE.bottom,
           notes: [] };
}

function heights(lines) {
  return lines.reduce(function (sum, line) { return sum + line.height; }, 0);
}

// How many of the lines fit into a height.
function fitting(lines, height) {
  var n = 0;
  while (n < lines.length && lines[n].height <= height + 0.01) height -= lines[n++].height;
  return n;
}

function draw_row(cells, pad, kind) {
  var tallest = Math.max.apply(null, cells.map(function (cell) { return heights(cell.lines); }));
  var top = page.y, bottom = top + tallest + 2 * pad;
  cells.forEach(function (cell) {
    var y = top + pad + (cell.middle ? (tallest - heights(cell.lines)) / 2 : 0);
    if (kind === "box") {
      page.ops.push("0.92 g " + [cell.x, PAGE.height - bottom, cell.width, bottom - top].join(" ") +
                    " re f 0 g");
    }
    cell.lines.forEach(function (line) {
      draw_line(line, cell.x + pad, y);
      y += line.height;
    });
    if (kind === "plain") return;
    draw_rule(cell.x, top, cell.x + cell.width, top);
    draw_rule(cell.x, bottom, cell.x + cell.width, bottom);
    draw_rule(cell.x, top, cell.x, bottom);
    draw_rule(cell.x + cell.width, top, cell.x + cell.width, bottom);
  });
  page.y = bottom;
}

function place_row(row, widths, pad, kind) {
  var x = PAGE.left, column = 0, cells = [];
  row.children.forEach(function (node) {
    if (node.tag !== "td" && node.tag !== "th") return;
    var width = 0, span = Number(node.attrs.colspan || 1);
    while (span-- > 0) width += widths[column++];
    var content = node.tag === "th" ? [{ tag: "b", attrs: {}, children: node.children }]
                                    : node.children;
    var lines = set_blocks(content, width - 2 * pad - 4, 0);
    while (lines.length && lines[0].gap) lines.shift();
    while (lines.length && lines[lines.length - 1].gap) lines.pop();
    cells.push({ x: x, width: width, lines: lines, middle: node.attrs["class"] === "middle" });
    x += width;
  });
  for (;;) {
    var space = page.bottom - page.y - 2 * pad;
    var fits = cells.every(function (cell) { return heights(cell.lines) <= space; });
    if (fits) return draw_row(cells, pad, kind);
    if (row.attrs["class"] === "split" && space > 30) {
      draw_row(cells.map(function (cell) {
        var lines = cell.lines.splice(0, fitting(cell.lines, space));
        return { x: cell.x, width: cell.width, lines: lines };
      }), pad, kind);
    } else if (page.y === PAGE.top) {
      throw new Error("a row is taller than a page");
    }
    new_page();
  }
}

function place(lines) {
  lines.forEach(function (line) {
    if (line.footnote) {
      page.notes = page.notes.concat(line.footnote);
      page.bottom -= heights(line.footnote) + 3;
      if (page.y > page.bottom) throw new Error("no room for the footnote of page " + page.number);
    } else if (line.node && line.node.tag === "hr") {
      new_page();
    } else if (line.node) {
      var kind = line.node.attrs["class"] || "plain";
      var total = PAGE.width - PAGE.left - PAGE.right;
      var widths = line.node.attrs["data-widths"].split(" ").map(function (part) {
        return total * Number(part) / 100;
      });
      find(line.node, "tr").forEach(function (row) {
        place_row(row, widths, kind === "plain" ? 0 : 5, kind);
      });
      page.y += 9;
    } else {
      if (line.gap && page.y === PAGE.top) return;
      if (!line.gap && page.y + line.height + (line.keep ? 34 : 0) > page.bottom) new_page();
      draw_line(line, PAGE.left, page.y);
      page.y += line.height;
    }
  });
}

var root = parse(read(scriptArgs[0]));
find(root, "meta").forEach(function (meta) { furniture[meta.attrs.name] = meta.attrs.content; });
new_page();
place(set_blocks(find(root, "body")[0].children, PAGE.width - PAGE.left - PAGE.right, 0));
end_page();
doc.getTrailer().put("Info", doc.addObject({
  Title: doc.newString(find(root, "title")[0].children[0])
}));
doc.save(scriptArgs[1], "compress,garbage=compact");
