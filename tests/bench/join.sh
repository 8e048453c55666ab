#!/bin/sh
# What pairing gets right, and how fast: figures and goals, fails nobody.
# Needs ../shared/data beside the checkout and Python 3; build the target
# join_bench first.
#
#   sh tests/bench/join.sh BUILD_DIR [--seed N] [--scale X] [--list N]
#
# 1. real records beside noisy copies of themselves, with labels (join_noise.py)
# 2. published listings of the same institutions (join_real.py)
set -eu
usage="usage: sh $0 BUILD_DIR [OPTION...]"
here=$(dirname "$(realpath "$0")")
build=${1:?$usage}
shift
bench=$build/tests/join_bench
[ -x "$bench" ] || bench=$build/join_bench
[ -x "$bench" ] || {
    echo "no join_bench in $build: cmake --build $build --target join_bench"
    exit 2
}
python3 "$here/join_noise.py" "$bench" "$@"
python3 "$here/join_real.py" "$bench" "$@"
