#!/bin/sh
# How soon `zaitaku near` answers from the store of a country, process start
# included: medians of cold processes, in a dense city and in the mountains, by
# position and by address. Prints figures, fails nobody.
#
#   sh tests/bench/near.sh PATH_TO_ZAITAKU STORE GAZETTEER [RUNS]
set -eu
usage="usage: sh $0 PATH_TO_ZAITAKU STORE GAZETTEER [RUNS]"
zaitaku=$(realpath "${1:?$usage}")
store=${2:?$usage} gazetteer=${3:?$usage} runs=${4:-21}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# measure NAME COMMAND...
measure() {
    name=$1
    shift
    : >"$work/times"
    i=0
    while [ "$i" -lt "$runs" ]; do
        start=$(date +%s%N)
        "$@" >"$work/stdout" 2>"$work/stderr" </dev/null ||
            { tail -n 1 "$work/stderr"; return; }
        echo $((($(date +%s%N) - start) / 10000)) >>"$work/times"
        i=$((i + 1))
    done
    sort -n "$work/times" | awk -v name="$name" '{ t[NR] = $1 / 100 } END {
        printf "%-44s %6.1f ms (%.1f-%.1f)\n", name, t[int((NR + 1) / 2)],
               t[1], t[NR] }'
}

measure 'a process that does nothing' /bin/true
measure 'zaitaku --version' "$zaitaku" --version
measure 'near, Osaka (23,000 within 16 km)' \
    "$zaitaku" near --store "$store" --at 135.5,34.69
measure 'near, Osaka, two functions, an hour' \
    "$zaitaku" near --store "$store" --at 135.5,34.69 --kind visiting-nurse \
    --function 24h,psychiatric --day Sa --time 18:00
measure 'near, a mountain village' \
    "$zaitaku" near --store "$store" --at 135.94,34.06
measure 'near, an address' "$zaitaku" near 大阪府大阪市北区中之島1-3-20 \
    --store "$store" --gazetteer "$gazetteer"
measure 'near, Osaka, JSON' \
    "$zaitaku" near --store "$store" --at 135.5,34.69 --format json
