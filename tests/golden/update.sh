#!/usr/bin/env bash
# Writes tests/golden/expected/ anew with the program as built by pipeline/run.sh or tests/run.sh.
# Look at the difference before you commit it.
# What changes with the versions of the program, its rules and its libraries is masked, here and in
# samples_test.cc.
set -eu
cd "$(dirname "$0")/../.."
program=${OFSIGHT:-build/ofsight}
for sample in corpus/samples/*.pdf; do
  "$program" extract --format json --councils corpus/samples/councils.json "$sample" |
    sed -E 's/^(    "(program|rules|text_engine|icu)": )".*"(,?)$/\1"-"\3/' \
      >"tests/golden/expected/$(basename "$sample" .pdf).json"
done
