#!/usr/bin/env bash
# Writes tests/golden/expected/ anew from the program as built by tests/run.sh. Look at the difference
# before you commit it.
set -eu
cd "$(dirname "$0")/../.."
OFSIGHT_UPDATE_GOLDEN=1 build/tests/program_tests --gtest_filter='*KeepsItsWholeJson*'
