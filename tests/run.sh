#!/usr/bin/env bash
# Sets up and runs every test: a release build, one with sanitisers, and short runs of the fuzzers.
# The last line is 'N passed, N failed', with ', N skipped' if any were; ctest names those above it.
set -uo pipefail
cd "$(dirname "$0")/.."

passed=0 failed=0 skipped=0 failures=()

fail() {
  echo "$1"
  failures+=("$1")
  failed=$((failed + 1))
}

# The number that the results file of ctest gives for tests, failures, skipped or disabled.
number() { sed -nE "s/^[[:space:]]*$2=\"([0-9]+)\".*/\1/p" "$1" | head -n 1; }

# build_and_test FOLDER TITLE CMAKE-OPTION...
build_and_test() {
  local folder=$1 title=$2 log=$1/build.log results=$1/results.xml
  shift 2
  echo "== $title"
  mkdir -p "$folder"
  rm -f "$results"
  if ! { cmake -S . -B "$folder" -G Ninja "$@" && cmake --build "$folder"; } >"$log" 2>&1; then
    tail -n 60 "$log"
    fail "$title: the build failed, see $log"
    return
  fi
  grep 'warning:' "$log" | sort -u
  # Without the lines of what passes.
  ctest --test-dir "$folder" --timeout 600 --output-on-failure --output-junit results.xml -j "$(nproc)" 2>&1 |
    grep -vE '^ *Start +[0-9]+: |^ *[0-9]+/[0-9]+ Test +#[0-9]+: .* Passed '
  local all wrong left_out
  all=$(number "$results" tests) wrong=$(number "$results" failures) left_out=$(number "$results" skipped)
  if [ "${all:-0}" -eq 0 ]; then
    fail "$title: no test ran"
    return
  fi
  passed=$((passed + all - wrong - left_out))
  failed=$((failed + wrong))
  skipped=$((skipped + left_out))
  if [ "$wrong" -gt 0 ]; then failures+=("$title: $wrong failed"); fi
}

if pipeline/setup.sh test; then
  build_and_test build "release" -DCMAKE_BUILD_TYPE=Release -DOFSIGHT_TESTS=ON
  build_and_test build/sanitized "address and undefined-behaviour sanitisers" \
    -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG="-O1 -g1" -DOFSIGHT_SANITIZE=ON
  build_and_test build/fuzz "fuzz targets, 20 seconds each" \
    -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG="-O1 -g1" -DOFSIGHT_FUZZ=ON \
    -DCMAKE_CXX_COMPILER=clang++-14 -DCMAKE_ASM_COMPILER=clang-14
else
  fail "the set-up failed"
fi

echo
if [ "$failed" -gt 0 ]; then printf '%s\n' "${failures[@]}"; fi
if [ "$skipped" -gt 0 ]; then
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ]
