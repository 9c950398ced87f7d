#!/bin/sh
# Renders every sample to PDF again.
# usage: render.sh [OUTPUT-DIR]    (default: beside the sources)
#
# Needs mutool (package mupdf-tools; written with 1.21.1). The same sources give the same bytes:
# nothing written depends on the clock, and the PDFs carry no ID.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here}
mkdir -p "$out"
for source in "$here"/*.html; do
  name=$(basename "$source" .html)
  mutool run "$here/typeset.js" "$source" "$out/$name.pdf"
done
