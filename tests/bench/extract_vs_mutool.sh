#!/usr/bin/env bash
# Wall time of 'ofsight extract --jobs 2' beside two parallel streams of 'mutool draw -F txt', one
# process a file, over the same files, in turn. usage: extract_vs_mutool.sh [FOLDER] [ROUNDS]
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
folder=${1:-$here/../shared/reports}
rounds=${2:-5}
program=${OFSIGHT:-$here/build/ofsight}
[ -d "$folder" ] || { echo "skipped: no folder $folder"; exit 0; }
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT

seconds() {
  local start end
  start=$(date +%s.%N)
  "$@" >/dev/null 2>&1 || true
  end=$(date +%s.%N)
  awk -v a="$start" -v b="$end" 'BEGIN { printf "%.2f\n", b - a }'
}
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
with_mutool() { find "$folder" -name '*.pdf' -print0 | xargs -0 -P2 -n1 mutool draw -q -F txt -o /dev/null; }
with_ofsight() { "$program" extract "$folder" --jobs 2 --output "$output/reports.ndjson"; }

for round in $(seq "$rounds"); do
  seconds with_mutool >>"$output/mutool"
  seconds with_ofsight >>"$output/ofsight"
  echo "round $round: mutool $(tail -1 "$output/mutool") s, ofsight $(tail -1 "$output/ofsight") s"
done
awk -v m="$(median "$output/mutool")" -v o="$(median "$output/ofsight")" \
  'BEGIN { printf "median: mutool %.2f s, ofsight %.2f s, ratio %.2f\n", m, o, o / m }'

peak() { python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1:], stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, "MB")' "$@"; }
echo "peak memory: $(peak "$program" extract "$folder" --jobs 2 --output "$output/reports.ndjson")"
ten=()
for _ in 1 2 3 4 5 6 7 8 9 10; do ten+=("$folder"); done
echo "ten times the files: $(peak "$program" extract "${ten[@]}" --jobs 2 --output "$output/reports.ndjson")"
