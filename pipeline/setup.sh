#!/usr/bin/env bash
# Installs what is missing of the packages that ofsight needs. Nothing else is ever downloaded.
# usage: pipeline/setup.sh build|test     (test: what the tests need, on top of build)
set -eu

# Group, Debian package, a command or header by which it is known where there is no dpkg, and why.
packages() {
  cat <<'END'
build g++                g++                        compiler (C++20; 12 or later)
build cmake              cmake                      build description
build ninja-build        ninja                      build
build pkg-config         pkg-config                 finds RE2
build libmupdf-dev       mupdf/fitz.h               PDF pages, text and positions
build libfreetype-dev    freetype2/ft2build.h       linked by the MuPDF static library
build libgumbo-dev       gumbo.h                    linked by the MuPDF static library
build libharfbuzz-dev    -                          linked by the MuPDF static library
build libjbig2dec0-dev   jbig2.h                    linked by the MuPDF static library
build libjpeg-dev        jpeglib.h                  linked by the MuPDF static library
build libmujs-dev        mujs.h                     linked by the MuPDF static library
build libopenjp2-7-dev   -                          linked by the MuPDF static library
build zlib1g-dev         zlib.h                     reads workbooks back; linked by the MuPDF static library
build libssl-dev         openssl/evp.h              SHA-256; linked by the MuPDF static library
build libxml2-dev        -                          HTML reports
build libicu-dev         unicode/uchar.h            normal forms, sentence boundaries
build libre2-dev         re2/re2.h                  patterns of the rules
build robin-map-dev      tsl/robin_map.h            terms of the rules by their words
build nlohmann-json3-dev nlohmann/json.hpp          JSON
build libvalijson-dev    valijson/validator.hpp     JSON Schema
build libsqlitecpp-dev   SQLiteCpp/SQLiteCpp.h      index of the corpus (SQLite, which it brings)
build libxlsxwriter-dev  xlsxwriter.h               workbooks of a release
build libcurl4-openssl-dev curl/curl.h              HTTP and TLS
build libexpected-dev    tl/expected.hpp            results that may be errors
build libcli11-dev       CLI/CLI.hpp                command line
build libspdlog-dev      spdlog/spdlog.h            log
build libfmt-dev         fmt/format.h               used by spdlog
build libtbb-dev         tbb/parallel_pipeline.h    several documents at a time
build libgoogle-perftools-dev gperftools/tcmalloc.h memory for many small objects, fast
test  libgtest-dev       gtest/gtest.h              unit and golden tests
test  libcpp-httplib-dev httplib.h               stand-in of the site that fetch is tried against
test  clang-14           clang++-14                 fuzz targets
test  libclang-rt-14-dev -                          sanitisers and libFuzzer for clang-14
test  mupdf-tools        mutool                     renders the samples; yardstick of the benchmark
END
}

fail() {
  echo "setup: $*" >&2
  exit 1
}

# Packages of the wanted groups that dpkg does not have.
missing_packages() {
  local installed
  installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p')
  wanted | while read -r package _; do
    grep -qxF -- "$package" <<<"$installed" || echo "$package"
  done
}

# The same where there is no dpkg: commands that are not on the path, headers that g++ does not find
# (all of them without g++).
missing_by_probe() {
  local headers=""
  while read -r package probe; do
    case $probe in
      -) ;;
      *.h | *.hpp) headers+="#if !__has_include(<$probe>)"$'\n'"missing $package"$'\n'"#endif"$'\n' ;;
      *) command -v "$probe" >/dev/null || echo "$package" ;;
    esac
  done < <(wanted)
  if command -v g++ >/dev/null; then headers=$(g++ -E -P -x c++ - <<<"$headers"); fi
  sed -n 's/^missing //p' <<<"$headers"
}

wanted() {
  packages | while read -r in_group package probe _; do
    case $group:$in_group in
      test:* | build:build) echo "$package $probe" ;;
    esac
  done
}

install_with_apt() {
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "not root and no sudo; as root, run: apt-get install -y $*"
    as_root=(sudo)
    [ -t 0 ] || as_root+=(-n)
  fi
  as_root+=(env DEBIAN_FRONTEND=noninteractive)
  echo "setup: installing $*" >&2
  "${as_root[@]}" apt-get -qq -o DPkg::Lock::Timeout=300 update >&2 ||
    echo "setup: apt-get update failed; trying with the package lists as they are" >&2
  "${as_root[@]}" apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \
    install -y --no-install-recommends "$@" >&2 || fail "apt-get could not install: $*"
}

group=${1-}
case $group in
  build | test) ;;
  *) echo "usage: $0 build|test" >&2; exit 2 ;;
esac

if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
  mapfile -t missing < <(missing_packages)
  if [ ${#missing[@]} -gt 0 ]; then install_with_apt "${missing[@]}"; fi
else
  mapfile -t missing < <(missing_by_probe)
  if [ ${#missing[@]} -gt 0 ]; then
    fail "no apt here; install what your system calls these Debian packages, then start again: ${missing[*]}"
  fi
fi
