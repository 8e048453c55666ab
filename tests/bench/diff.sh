#!/bin/sh
# Time and memory of `zaitaku diff` on two full snapshots of the country (a few
# rows in a hundred edited) beside a script and SQLite; prints figures and
# ratios, fails nobody. Needs ../shared/data, python3 and GNU time.
#
#   sh tests/bench/diff.sh PATH_TO_ZAITAKU [RUNS]
#
# The snapshots are made once (diff_rows.py) and kept in TMPDIR. What the
# rivals do not do stands in diff_rival.py.
set -eu
zaitaku=$(realpath "${1:?usage: sh $0 PATH_TO_ZAITAKU [RUNS]}")
runs=${2:-3}
here=$(realpath tests/bench)
data=$(realpath ../shared/data) || exit 77
table=$data/mirror/data.address-br.digital.go.jp/mt_city/mt_city_all.csv.zip
rows=${TMPDIR:-/tmp}/zaitaku-diff-$(cksum <"$here/diff_rows.py" |
    cut -d ' ' -f 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# measure NAME COMMAND...: the median of the runs and the highest peak; a
# status of 1 is a result ("there are changes").
measure() {
    name=$1
    shift
    : >"$work/times"
    i=0
    while [ "$i" -lt "$runs" ]; do
        rm -rf "$work/out"
        status=0
        /usr/bin/time -q -f '%e %M' -o "$work/time" "$@" >"$work/stdout" \
            2>"$work/stderr" || status=$?
        if [ "$status" -gt 1 ]; then
            printf '%-52s failed: %s\n' "$name" \
                "$(tail -n 1 "$work/stderr")"
            seconds=0
            return
        fi
        tail -n 1 "$work/time" >>"$work/times"
        i=$((i + 1))
    done
    sort -n "$work/times" | awk -v name="$name" -v file="$work/median" '
        { wall[NR] = $1; if ($2 > peak) peak = $2 }
        END { m = wall[int((NR + 1) / 2)]
              printf "%-52s %7.2f s (%.2f-%.2f) %6.0f MB\n", name, m, wall[1],
                     wall[NR], peak / 1000
              print m >file }'
    seconds=$(cat "$work/median")
}

ratio() {
    awk -v a="$1" -v b="$2" 'BEGIN {
        if (a > 0 && b > 0) printf "%.2f", a / b; else printf "?" }'
}

if [ ! -e "$rows/made" ]; then
    rm -rf "$rows"
    mkdir -p "$rows"
    python3 "$here/diff_rows.py" "$data" "$rows" >"$work/made"
    mv "$work/made" "$rows/made"
fi
echo "made: $(cat "$rows/made")"
echo "median of $runs runs (least-most), peak memory"
for side in old new; do
    "$zaitaku" build "$rows/$side" --municipalities "$table" -q \
        --store "$work/$side.gpkg" >"$work/stdout"
    tail -n 1 "$work/stdout"
done
measure "for comparison: build of one of the two" "$zaitaku" build \
    "$rows/old" --municipalities "$table" -q --store "$work/built.gpkg"
measure "diff, text" "$zaitaku" diff "$rows/old" "$rows/new" \
    --municipalities "$table" -q
measure "diff, json" "$zaitaku" diff "$rows/old" "$rows/new" \
    --municipalities "$table" -q --format json
json=$seconds
cp "$work/stdout" "$work/changes.json"
measure "diff, text, csv, json, xlsx, xlsx of each town" "$zaitaku" diff \
    "$rows/old" "$rows/new" --municipalities "$table" -q -o "$work/out"
find "$work/out" -name '*.xlsx' 2>/dev/null | wc -l | sed 's/$/ workbooks/'
measure "diff, xlsx, all and of each town" "$zaitaku" diff "$rows/old" \
    "$rows/new" --municipalities "$table" -q -o "$work/out" --format xlsx
measure "diff of two stores, json" "$zaitaku" diff "$work/old.gpkg" \
    "$work/new.gpkg" --municipalities "$table" -q --format json
store=$seconds
measure "diff of a snapshot with itself" "$zaitaku" diff "$rows/old" \
    "$rows/old" --municipalities "$table" -q
[ ! -s "$work/changes.json" ] || python3 - "$work/changes.json" <<'END'
import json, sys
result = json.load(open(sys.argv[1], encoding="utf-8"))
print(result["old"]["facilities"], "and", result["new"]["facilities"],
      "facilities:", ", ".join(f"{n} {change}" for change, n in
                               result["totals"].items()))
END
measure "python3: csv, dictionaries by id, cells as they are" \
    python3 "$here/diff_rival.py" "$rows/old" "$rows/new"
python=$seconds
measure "SQLite: the two stores joined by id, 6 fields" \
    python3 "$here/diff_rival.py" "$work/old.gpkg" "$work/new.gpkg"
echo "zaitaku / python3 $(ratio "$json" "$python");" \
    "two stores: zaitaku / SQLite $(ratio "$store" "$seconds")"
echo "goal: 10 s, 1 GB"
