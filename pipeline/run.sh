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

cat <<END
The result: $PWD/$output, one report a line.
See where it comes from: '$PWD/build/ofsight' text --layout '$PWD/corpus/samples/jtai-ambleford.pdf'
Try your own: '$PWD/build/ofsight' extract FOLDER --output reports.ndjson; more: '$PWD/build/ofsight' --help
END
