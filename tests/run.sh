#!/usr/bin/env bash
# Sets up and runs every test: a release build, one with sanitisers, and short runs of the fuzzers.
# The last line is 'N passed, N failed, N skipped'; skipped tests are named above it.
set -u
cd "$(dirname "$0")/.."

pipeline/setup.sh build && pipeline/setup.sh test || exit 1

passed=0 failed=0 skipped=0

# build_and_test FOLDER TITLE CMAKE-OPTION...
build_and_test() {
  local folder=$1 title=$2
  shift 2
  echo "== $title"
  if ! cmake -S . -B "$folder" -G Ninja "$@" >"$folder.log" 2>&1 || ! cmake --build "$folder" >>"$folder.log" 2>&1; then
    tail -40 "$folder.log"
    echo "$title: the build failed"
    failed=$((failed + 1))
    return
  fi
  ctest --test-dir "$folder" --output-on-failure --timeout 900 >"$folder.log" 2>&1
  sed -n '/FAILED\|\*\*\*/,/^ *Start/p' "$folder.log" | grep -v '^ *Start\|Skipped' | tail -80
  local count
  count() { grep -cE "$1" "$folder.log"; }
  local ran_passed ran_failed ran_skipped
  ran_passed=$(count '^ *[0-9]+/[0-9]+ Test .* Passed ')
  ran_skipped=$(count '^ *[0-9]+/[0-9]+ Test .*\*\*\*Skipped ')
  ran_failed=$(($(count '^ *[0-9]+/[0-9]+ Test ') - ran_passed - ran_skipped))
  sed -nE 's/^ *[0-9]+\/[0-9]+ Test +#[0-9]+: ([^ ]+) .*\*\*\*Skipped.*/skipped: \1/p' "$folder.log"
  if [ $((ran_passed + ran_failed)) -eq 0 ]; then ran_failed=1; fi
  echo "$title: $ran_passed passed, $ran_failed failed, $ran_skipped skipped"
  passed=$((passed + ran_passed))
  failed=$((failed + ran_failed))
  skipped=$((skipped + ran_skipped))
}

mkdir -p build
build_and_test build/release "release" -DCMAKE_BUILD_TYPE=Release -DOFSIGHT_TESTS=ON
build_and_test build/sanitized "address and undefined-behaviour sanitisers" \
  -DCMAKE_BUILD_TYPE=RelWithDebInfo -DOFSIGHT_SANITIZE=ON -DOFSIGHT_TESTS=ON
build_and_test build/fuzz "fuzzing, 20 seconds each" -DCMAKE_BUILD_TYPE=RelWithDebInfo -DOFSIGHT_FUZZ=ON \
  -DCMAKE_C_COMPILER=clang-14 -DCMAKE_CXX_COMPILER=clang++-14

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
