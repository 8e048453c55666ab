#!/bin/sh
# An audit of a synthetic country of 1.2 million 500 m meshes: time, memory, and
# nearest facilities against brute force. Figures and goals, fails nobody.
# Build the target audit_bench first.
#
#   sh tests/bench/audit.sh BUILD_DIR [MESHES]
#
# Goals: 10 needs of 30,000 facilities in 60 s and 1,000 MB on two cores; none
# of 500 meshes off by 1 mm. Two processor seconds count as one of two cores'
# when others use the machine too, so both are shown.
set -eu
usage="usage: sh $0 BUILD_DIR [MESHES]"
build=${1:?$usage}
meshes=${2:-1200000}
bench=$build/tests/audit_bench
[ -x "$bench" ] || bench=$build/audit_bench
[ -x "$bench" ] || {
    echo "no audit_bench in $build: cmake --build $build --target audit_bench"
    exit 2
}
printf '%9s %10s %5s %5s %7s %9s %7s %8s %8s %6s\n' meshes facilities needs \
    years threads seconds 'cpu s' 'MB in' 'MB peak' wrong
row() { # FACILITIES NEEDS YEARS THREADS
    "$bench" "$meshes" "$@" | awk -F '\t' '{
        printf "%9d %10d %5d %5d %7d %9.1f %7.1f %8d %8d %6d\n",
            $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 }'
}
row 30000 10 1 1
row 30000 10 1 2
row 30000 10 3 2
row 60000 10 1 2
row 30000 5 1 2
