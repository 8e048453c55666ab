#!/bin/sh
# Install what the tests need, build three ways, and test everything.
# For Debian 12 as root or with sudo; runs from any folder, and may be run
# again. 15 minutes on two cores. tests/README.md tells what is tested where.
# Names of packages hold no blanks; their lists are split on purpose.
# shellcheck disable=SC2086
set -eu

packages="
    gcc libc6-dev cmake ninja-build pkg-config gettext binutils
    libgdal-dev libproj-dev libsqlite3-dev libicu-dev libzip-dev libexpat1-dev
    libcjson-dev libcurl4-openssl-dev libxml2-dev zlib1g-dev
    libxlsxwriter-dev libxxhash-dev nettle-dev uthash-dev libcairo2-dev
    libpango1.0-dev libqpdf-dev libqrencode-dev libjs-leaflet
    libjs-leaflet.markercluster fonts-morisawa-bizud-gothic
    fonts-ipaexfont-gothic gdal-bin
    libcriterion-dev clang clang-format libclang-rt-14-dev strace python3
    python3-gdal libxml2-utils zip unzip time man-db locales universal-ctags
    libreoffice-calc-nogui nginx-light openssl chromium default-jre-headless
    poppler-utils qpdf zbar-tools routino proj-bin libsqlite3-mod-spatialite"

cd "$(dirname "$0")"
jobs=$(nproc)
passed=0 failed=0 skipped=0 summary=

step() { printf '\n== %s\n' "$*"; }

install_packages() {
    missing=
    # Node.js of another source brings its own npm, which the package of that
    # name would break.
    command -v npm >/dev/null || packages="$packages nodejs npm"
    for package in $packages; do
        dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null |
            grep -qx installed || missing="$missing $package"
    done
    as_root=
    [ "$(id -u)" -eq 0 ] || as_root=sudo
    if [ -n "$missing" ]; then
        step "installing:$missing"
        $as_root apt-get update -q
        $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -q -y --no-install-recommends $missing
    fi
    # Images have only C and POSIX; the tests compare with Japanese.
    locale -a | grep -qix 'ja_JP\.utf-\?8' ||
        $as_root localedef -i ja_JP -f UTF-8 ja_JP.UTF-8
}

# count NAME STATUS: one step of this script passed or failed.
count() {
    if [ "$2" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
    summary="$summary
  $1: $([ "$2" -eq 0 ] && echo passed || echo FAILED)"
}

# build FOLDER CMAKE_OPTION...: quiet unless it fails.
build() {
    folder=$1
    shift
    step "building $folder"
    mkdir -p "$folder"
    status=0
    { cmake -G Ninja -S . -B "$folder" "$@" && ninja -C "$folder"; } \
        >"$folder/build.log" 2>&1 || status=$?
    [ "$status" -eq 0 ] || tail -n 40 "$folder/build.log" >&2
    count "build $folder, warnings are errors" "$status"
}

# attribute NAME FILE: a number of the summary that ctest wrote.
attribute() {
    sed -n "s/^[[:space:]]*$1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1
}

# run_tests FOLDER CTEST_OPTION...
run_tests() {
    folder=$1
    shift
    step "testing $folder"
    result=$folder/result.xml
    rm -f "$result"
    ctest --test-dir "$folder" -j "$jobs" --output-on-failure \
        --no-tests=error --output-junit result.xml "$@" || true
    if [ ! -s "$result" ]; then
        count "tests of $folder" 1
        return 0
    fi
    all=$(attribute tests "$result")
    bad=$(attribute failures "$result")
    off=$(($(attribute skipped "$result") + $(attribute disabled "$result")))
    passed=$((passed + all - bad - off))
    failed=$((failed + bad))
    skipped=$((skipped + off))
    single=$(sed -n 's/.*Tested: [^0-9]*\(.*\)/\1/p' \
        "$folder/Testing/Temporary/LastTest.log" |
        sed 's/\x1b\[[0-9;]*m//g' |
        awk '{ n += $1 } END { print n + 0 }')
    summary="$summary
  tests of $folder: $all ($single Criterion tests in them), $bad failed, $off skipped"
}

# Ten seconds each: enough to see that the targets still work and hold. The
# geocoder gets a minute: its input is what the public writes. Hard addresses,
# one a file, start it where bytes at random do not reach.
fuzz() {
    corpus=$(mktemp -d)
    sed 1d tests/geocode/addresses.csv | cut -d, -f2 | sed 's/^/0/' |
        split -l 1 -a 3 - "$corpus/address-"
    cp tests/fetch/pages/*.html fetch/catalogue.json "$corpus"
    for target in build-fuzz/tests/*_fuzz; do
        step "fuzzing $target"
        seconds=10
        [ "${target##*/}" != geocode_fuzz ] || seconds=60
        status=0
        "$target" -max_total_time=$seconds -timeout=5 -rss_limit_mb=1024 \
            -artifact_prefix=build-fuzz/ -print_final_stats=1 "$corpus" \
            samples/bad samples/kaigo samples/local \
            >build-fuzz/fuzz.log 2>&1 || status=$?
        grep -E 'number_of_executed_units|SUMMARY|ERROR' build-fuzz/fuzz.log ||
            true
        count "$target" "$status"
    done
    rm -rf "$corpus"
}

# What the browser tests use, as their lock file names it.
install_modules() {
    step "installing the modules of tests/browser"
    status=0
    npm ci --prefix tests/browser --no-audit --no-fund --ignore-scripts \
        >tests/browser/npm.log 2>&1 || status=$?
    [ "$status" -eq 0 ] || tail -n 20 tests/browser/npm.log >&2
    count "modules of the browser tests" "$status"
}

install_packages
install_modules
build build-gcc -DCMAKE_BUILD_TYPE=Release -DWERROR=ON -DCMAKE_C_COMPILER=gcc
build build-clang -DCMAKE_BUILD_TYPE=Release -DWERROR=ON -DTESTS=OFF \
    -DCMAKE_C_COMPILER=clang
build build-sanitize -DCMAKE_BUILD_TYPE=Debug -DWERROR=ON -DSANITIZE=ON \
    -DCMAKE_C_COMPILER=clang
build build-fuzz -DCMAKE_BUILD_TYPE=RelWithDebInfo -DSANITIZE=ON -DFUZZ=ON \
    -DCMAKE_C_COMPILER=clang -DCMAKE_C_FLAGS=-fsanitize=fuzzer-no-link
run_tests build-gcc
# Slow scripts prove the program's behaviour, not its memory: only the unit
# tests, the recorded command lines and fetching from servers run under the
# sanitizers. Leaks cannot be looked for under strace; pauses stay pauses.
run_tests build-sanitize -L 'unit|cli' \
    -E 'fetch_cli/(disk_full|forbidden|kill|polite)'
fuzz

step "summary$summary"
printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
