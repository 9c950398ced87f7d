#!/usr/bin/env bash
# Sets up, builds a release into build/ and extracts the sample reports.
set -eu
cd "$(dirname "$0")/.."

pipeline/setup.sh build
options=(-DCMAKE_BUILD_TYPE=Release)
[ -f build/CMakeCache.txt ] || options+=(-DOFSIGHT_TESTS=OFF)
cmake -S . -B build -G Ninja "${options[@]}"
cmake --build build --target ofsight

output=build/samples.ndjson
build/ofsight extract corpus/samples --councils corpus/samples/councils.json --output "$output"

here=$(pwd)
cat <<END
The result: $here/$output, one report a line.
See one report in full: '$here/build/ofsight' extract --format json '$here/corpus/samples/jtai-ambleford.pdf'
Try your own: '$here/build/ofsight' extract FOLDER --output reports.ndjson; more: '$here/build/ofsight' --help
END
