// HTML to lines: reading a source, choosing fonts and breaking text into lines.
// Loaded by typeset.js; what a source may contain is in README.md.
"use strict";

var WINDOWS_1252 = {
  "…": 133, "‘": 145, "’": 146, "“": 147, "”": 148, "•": 149, "–": 150, "—": 151
};
var STYLES = {  // size, space above, space below
  h1: { size: 21, above: 4, below: 8 },
  h2: { size: 15, above: 10, below: 5, bold: true, keep: true },
  h3: { size: 12, above: 8, below: 4, bold: true, keep: true },
  h4: { size: 11, above: 6, below: 3, bold: true, italic: true, keep: true },
  p: { size: 11, above: 0, below: 7 },
  li: { size: 11, above: 0, below: 4 },
  td: { size: 11, above: 0, below: 0 },
  small: { size: 8.5, above: 0, below: 3 }
};

function hex(value, digits) { return ("0000" + value.toString(16)).slice(-digits); }

var doc = new PDFDocument();
function base_font(name) {
  var font = new Font(name);
  return { font: font, ref: doc.addSimpleFont(font, "Latin") };
}
var FONTS = {
  R: base_font("Helvetica"),
  B: base_font("Helvetica-Bold"),
  I: base_font("Helvetica-Oblique")
};

// List marks: [width, drawing] in thousandths of an em. Reports take them from symbol fonts, whose
// glyphs PDFs often map to private-use code points.
var DISC = "500 0 m 500 110 411 200 300 200 c 189 200 100 111 100 0 c 100 -110 189 -200" +
           " 300 -200 c 411 -200 500 -110 500 0 c ";
var MARKS = {
  "\u25fc": [640, "60 60 500 500 re f"], "\uf06e": [640, "60 60 500 500 re f"],
  "\u25cf": [640, "1 0 0 1 0 320 cm " + DISC + "f"],
  "\u25cb": [640, "1 0 0 1 0 320 cm 50 w " + DISC + "s"],
  "\uf02d": [600, "60 260 480 60 re f"],
  "\uf0a7": [520, "120 180 280 280 re f"],
  "\uf0b7": [460, "0.7 0 0 0.7 20 320 cm " + DISC + "f"]
};
var MARK_CHARS = Object.keys(MARKS);

function text_stream(text) { return doc.addStream(text, {}); }

function marks_font() {
  var glyphs = {}, differences = [1], names = [];
  MARK_CHARS.forEach(function (ch, i) {
    glyphs["m" + i] = text_stream(MARKS[ch][0] + " 0 d0 " + MARKS[ch][1]);
    differences.push("m" + i);
    names.push("<" + hex(i + 1, 2) + "> <" + hex(ch.charCodeAt(0), 4) + ">");
  });
  var cmap = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
             "/CMapName /Marks def\n1 begincodespacerange\n<00> <ff>\nendcodespacerange\n" +
             names.length + " beginbfchar\n" + names.join("\n") + "\nendbfchar\n" +
             "endcmap\nend\nend\n";
  return doc.addObject({
    Type: "Font", Subtype: "Type3", FontBBox: [0, -200, 700, 800], Resources: {},
    FontMatrix: [0.001, 0, 0, 0.001, 0, 0], CharProcs: glyphs, ToUnicode: text_stream(cmap),
    Encoding: { Type: "Encoding", Differences: differences }, FirstChar: 1,
    LastChar: names.length, Widths: MARK_CHARS.map(function (ch) { return MARKS[ch][0]; })
  });
}
FONTS.M = { ref: marks_font() };

var RESOURCES = doc.addObject({
  Font: { R: FONTS.R.ref, B: FONTS.B.ref, I: FONTS.I.ref, M: FONTS.M.ref }
});

// --- Reading: tags become { tag, attrs, children }, text stays a string.

function decode(text) {
  return text.replace(/&#x([0-9a-fA-F]+);/g, function (_, hex) {
    return String.fromCharCode(parseInt(hex, 16));
  }).replace(/&shy;/g, "\u00ad").replace(/&nbsp;/g, "\u00a0").replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

function parse(html) {
  var root = { tag: "root", attrs: {}, children: [] }, stack = [root];
  var tokens = html.replace(/<!--[^]*?-->/g, "").match(/<[^>]*>|[^<]+/g);
  tokens.forEach(function (token) {
    var top = stack[stack.length - 1], tag = /^<(\/?)([a-z0-9]+)/.exec(token);
    if (token[0] === "<" && !tag) return;  // the doctype
    if (!tag) {
      top.children.push(decode(token.replace(/\s+/g, " ")));
    } else if (tag[1]) {
      if (top.tag !== tag[2]) throw new Error("</" + tag[2] + "> closes <" + top.tag + ">");
      stack.pop();
    } else {
      var node = { tag: tag[2], attrs: {}, children: [] };
      (token.match(/[a-z-]+="[^"]*"/g) || []).forEach(function (pair) {
        var at = pair.indexOf("=");
        node.attrs[pair.slice(0, at)] = decode(pair.slice(at + 2, -1));
      });
      top.children.push(node);
      if (!/^(br|meta|link|hr)$/.test(node.tag)) stack.push(node);
    }
  });
  return root;
}

function find(node, tag) {
  var found = node.tag === tag ? [node] : [];
  (node.children || []).forEach(function (child) { found = found.concat(find(child, tag)); });
  return found;
}

// --- Lines: an array of { height, runs: [{ x, dy, font, size, text }], keep }.

function font_of(ch, style) {
  return MARKS[ch] ? "M" : style.bold ? "B" : style.italic ? "I" : "R";
}

function width_of(text, name, size) {
  if (name === "M") return MARKS[text][0] * size / 1000;
  var width = 0, font = FONTS[name].font;
  for (var i = 0; i < text.length; ++i) {
    width += font.advanceGlyph(font.encodeCharacter(text.charCodeAt(i)), 0);
  }
  return width * size;
}

// Inline content as pieces that stay together: { text, style }, a space, or "\n".
function pieces_of(nodes, style, out) {
  nodes.forEach(function (node) {
    if (typeof node === "string") {
      (node.match(/ |[^ -]*-+(?=[^ ])|[^ ]+/g) || []).forEach(function (word) {
        word.split("\u00ad").forEach(function (part, i, all) {
          out.push({ text: part, style: style, soft: i + 1 < all.length });
        });
      });
    } else if (node.tag === "br") {
      out.push({ text: "\n", style: style });
    } else {
      pieces_of(node.children, {
        size: node.tag === "sup" ? style.size * 0.62 : style.size,
        dy: node.tag === "sup" ? style.size * 0.36 : style.dy,
        bold: style.bold || node.tag === "b",
        italic: style.italic || node.tag === "i"
      }, out);
    }
  });
  return out;
}

function set_text(nodes, style, width, indent, align) {
  var lines = [], runs = [], x = 0, leading = style.size * 1.22;
  function flush() {
    while (runs.length && runs[runs.length - 1].text === " ") x -= runs.pop().width;
    var shift = align === "right" ? width - x : align === "center" ? (width - x) / 2 : 0;
    runs.forEach(function (run) { run.x += indent + shift; });
    lines.push({ height: leading, runs: runs, keep: style.keep });
    runs = [];
    x = 0;
  }
  pieces_of(nodes, style, []).forEach(function (piece, i, all) {
    if (piece.text === "\n") return flush();
    if (piece.text === "" || (piece.text === " " && x === 0)) return;
    var name = font_of(piece.text[0], piece.style);
    var w = width_of(piece.text, name, piece.style.size), next = all[i + 1];
    // A soft hyphen shows only where the rest of the word does not fit.
    var rest = piece.soft ? width_of(next.text, name, piece.style.size) : 0;
    if (piece.text !== " " && piece.style.dy === undefined && x + w > width) flush();
    runs.push({ x: x, dy: piece.style.dy || 0, font: name, size: piece.style.size,
                text: piece.text, width: w });
    x += w;
    if (piece.soft && x + rest > width) {
      runs[runs.length - 1].text += "-";
      flush();
    }
  });
  if (runs.length) flush();
  return lines;
}

function gap(height) { return { height: height, runs: [], gap: true }; }

function set_list(list, width, indent) {
  var out = [], number = Number(list.attrs.start || 1), mark = list.attrs["data-mark"] || "•";
  var hang = list.tag === "ol" ? 28 : 17;
  list.children.forEach(function (li) {
    if (li.tag !== "li") return;
    var inline = [], inner = [];
    li.children.forEach(function (child) {
      (/^(ul|ol|p)$/.test(child.tag) ? inner : inline).push(child);
    });
    var lines = set_text(inline, STYLES.li, width - hang, indent + hang);
    var label = list.tag === "ol" ? number++ + "." : mark;
    lines[0].runs.unshift({ x: indent, dy: 0, font: font_of(label[0], STYLES.li), text: label,
                            size: STYLES.li.size });
    out = out.concat(lines, [gap(STYLES.li.below)], set_blocks(inner, width - hang, indent + hang));
  });
  return out;
}

// Block content; tables, footnotes and page breaks stay nodes for the page to place.
function set_blocks(nodes, width, indent) {
  var out = [], loose = [];
  function end_loose() {
    var blank = loose.every(function (n) { return typeof n === "string" && !n.trim(); });
    if (!blank) out = out.concat(set_text(loose, STYLES.td, width, indent));
    loose = [];
  }
  nodes.forEach(function (node) {
    if (typeof node === "string" || /^(b|i|sup|br|a|span)$/.test(node.tag)) return loose.push(node);
    end_loose();
    if (node.tag === "ul" || node.tag === "ol") {
      out = out.concat(set_list(node, width, indent));
    } else if (node.tag === "table" || node.tag === "hr") {
      out.push({ height: 0, node: node });
    } else if (node.attrs["class"] === "footnote") {
      out.push({ height: 0, footnote: set_text(node.children, STYLES.small, width, indent) });
    } else {
      var style = STYLES[node.attrs["class"]] || STYLES[node.tag];
      if (!style) throw new Error("no style for <" + node.tag + ">");
      var lines = set_text(node.children, style, width, indent, node.attrs.align);
      out = out.concat([gap(style.above)], lines, [gap(style.below)]);
    }
  });
  end_loose();
  return out;
}
