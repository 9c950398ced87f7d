#!/usr/bin/env bash
# What a release costs beside the extraction of its reports, how memory and time grow with the number
# of reports, and how long questions take. Reports are repeated with ids of their own.
# usage: publish_and_ask.sh [FOLDER] [REPORTS]    FOLDER: documents; REPORTS: how many to repeat to
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
folder=${1:-$here/../shared/reports}
reports=${2:-100000}
program=${OFSIGHT:-$here/build/ofsight}
samples=$here/corpus/samples
work=$(mktemp -d "${TMPDIR:-/tmp}/ofsight-bench-XXXXXX")
trap 'rm -rf "$work"' EXIT

# Runs a command and prints seconds of processor, seconds on the clock, and megabytes at most.
measure() {
  python3 - "$@" <<'END'
import resource, subprocess, sys, time
start = time.monotonic()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
if done.returncode: sys.exit(done.stderr.decode())
use = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{use.ru_utime + use.ru_stime:.2f} {time.monotonic() - start:.2f} {use.ru_maxrss // 1024}")
END
}

# repeat FILE COUNT: that many reports, over and over, each a document of its own.
repeat() {
  python3 - "$1" "$2" <<'END'
import hashlib, sys
lines = [line for line in open(sys.argv[1], encoding="utf-8")]
marker = '"sha256":"'
for number in range(int(sys.argv[2])):
    line = lines[number % len(lines)]
    at = line.index(marker) + len(marker)
    sys.stdout.write(line[:at] + hashlib.sha256(b"%d" % number).hexdigest() + line[at + 64:])
END
}

# The median of nine, in milliseconds.
question() {
  python3 - "$@" <<'END'
import subprocess, sys, time
times = []
for _ in range(9):
    start = time.monotonic()
    subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
    times.append(1000 * (time.monotonic() - start))
print(f"{sorted(times)[4]:.0f} ms")
END
}

questions() {
  local release=$1
  shift
  echo "  search supervision: $(question "$program" search supervision --release "$release")"
  echo "  search 'child* AND plan*': $(question "$program" search 'child* AND plan*' --release "$release")"
  echo "  search children --council $1 --since 2018: $(question "$program" search children --council "$1" --since 2018 --release "$release")"
  echo "  compare $1 $2 --with england: $(question "$program" compare "$1" "$2" --with england --release "$release")"
  echo "  timeline $1: $(question "$program" timeline "$1" --release "$release")"
}

if [ -d "$folder" ]; then
  read -r extract _ < <(measure "$program" extract "$folder" --output "$work/reports.ndjson" --rejections "$work/rejections.ndjson")
  read -r publish _ memory < <(measure "$program" publish "$work/reports.ndjson" --rejections "$work/rejections.ndjson" --output "$work/release")
  awk -v e="$extract" -v p="$publish" -v m="$memory" -v n="$(wc -l <"$work/reports.ndjson")" \
    'BEGIN { printf "%d reports: extract %.2f s, publish in every format %.2f s of processor: ratio %.2f; %d MB\n", n, e, p, p / e, m }'
  questions "$work/release" 80564 80583
else
  echo "skipped: no folder $folder"
fi

"$program" extract "$samples" --councils "$samples/councils.json" --output "$work/samples.ndjson" 2>/dev/null
for count in $((reports / 10)) "$reports"; do
  repeat "$work/samples.ndjson" "$count" >"$work/many.ndjson"
  rm -rf "$work/many"
  read -r processor clock memory < <(measure "$program" publish "$work/many.ndjson" --councils "$samples/councils.json" --output "$work/many")
  echo "$count repeated samples ($(du -m "$work/many.ndjson" | cut -f1) MB): $processor s of processor, $clock s on the clock, $memory MB"
done
questions "$work/many" ambleford saltmere
