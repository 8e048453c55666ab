#!/bin/sh
# `zaitaku audit` from files to files for a whole country: the facilities of a
# national store, and a synthetic, labelled population of 1.2 million 500 m
# meshes around its towns (audit_mesh.py). Ten functions, two years. Prints
# time and memory, fails nobody. Goal: 60 s and 1,000 MB on two cores.
#
#   sh tests/bench/audit_cli.sh PATH_TO_ZAITAKU STORE [MESHES]
#
# The population is made once and kept in TMPDIR.
set -eu
usage="usage: sh $0 PATH_TO_ZAITAKU STORE [MESHES]"
zaitaku=$(realpath "${1:?$usage}")
store=$(realpath "${2:?$usage}")
meshes=${3:-1200000}
population=${TMPDIR:-/tmp}/zaitaku-synthetic-$meshes-$(
    cat tests/bench/audit_mesh.py "$store" | cksum | cut -d ' ' -f 1).csv
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ ! -s "$population" ]; then
    python3 tests/bench/audit_mesh.py "$store" "$meshes" 2025 2040 \
        >"$population.part"
    mv "$population.part" "$population"
fi
for formats in json gpkg html; do
    /usr/bin/time -q -f "$formats: %e s, %U s of processors, %M KB" \
        "$zaitaku" audit --store "$store" --population "$population" \
        --base-year 2025 --year 2040 --format "$formats" -q -o "$work/audit" \
        --function 130,430,pharmacy,clinic,hospital,110,150,780,520,140 \
        2>&1 >/dev/null | tail -n 1
done
