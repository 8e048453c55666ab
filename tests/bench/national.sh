#!/bin/sh
# Time and memory of the national run beside ogr2ogr on the same rows; prints
# figures and ratios, fails nobody. Needs ../shared/data, GDAL and GNU time.
#
#   sh tests/bench/national.sh PATH_TO_ZAITAKU [RUNS]
#
# The rival writes one national GeoJSON from the published care CSVs and, as
# people do it, one municipality's GeoJSON from its own GeoPackage.
set -eu
zaitaku=$(realpath "${1:?usage: sh $0 PATH_TO_ZAITAKU [RUNS]}")
runs=${2:-3}
data=$(realpath ../shared/data) || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# measure NAME COMMAND...: runs of wall seconds and peak MB; keeps the median.
measure() {
    name=$1
    shift
    : >times
    i=0
    while [ "$i" -lt "$runs" ]; do
        rm -rf out one.geojson all.geojson rival.gpkg
        /usr/bin/time -f '%e %M' -o one "$@" >/dev/null 2>&1
        tail -n 1 one >>times
        i=$((i + 1))
    done
    sort -n times | awk -v name="$name" '
        { wall[NR] = $1; if ($2 > peak) peak = $2 }
        END { m = wall[int((NR + 1) / 2)]
              printf "%-46s %8.2f s (%.2f-%.2f) %7.0f MB\n", name, m,
                     wall[1], wall[NR], peak / 1000
              print m > "median" }'
}

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

boundaries=$data/boundaries/municipality_n03_2025_simplified.topojson
echo "median of $runs runs (least-most), peak of the largest process"
measure "--version" "$zaitaku" --version
measure "map --all, 306,467 + 246,480 rows, 3 formats" \
    "$zaitaku" map --skip-unknown --all "$data/mirror/www.mhlw.go.jp" \
    "$data/reconstructed" --boundaries "$boundaries" -o out --store s.gpkg \
    --format geojson,kml,kmz
all=$(cat median)
measure "the same with pages and a catalogue (5 formats)" \
    "$zaitaku" map --skip-unknown --all "$data/mirror/www.mhlw.go.jp" \
    "$data/reconstructed" --boundaries "$boundaries" -o out --store s.gpkg
measure "build alone" "$zaitaku" build --skip-unknown \
    "$data/mirror/www.mhlw.go.jp" "$data/reconstructed" \
    --boundaries "$boundaries" --store s.gpkg
measure "publish --pref 25 from the store" \
    "$zaitaku" publish --store s.gpkg -o out --pref 25

# The same care rows through ogr2ogr: all of them, read from CSV.
care=$(find "$data" -name 'jigyosho_*.csv' | sort)
measure "ogr2ogr: care CSVs -> one GeoPackage" sh -c '
    for f in "$@"; do
        ogr2ogr -f GPKG -update -append -nln care rival.gpkg "$f" \
            -oo X_POSSIBLE_NAMES=経度 -oo Y_POSSIBLE_NAMES=緯度
    done' sh $care
measure "ogr2ogr: care CSVs -> national GeoJSON" sh -c '
    n=0
    for f in "$@"; do
        n=$((n + 1))
        ogr2ogr -f GeoJSON "all.$n.geojson" "$f" \
            -oo X_POSSIBLE_NAMES=経度 -oo Y_POSSIBLE_NAMES=緯度
        rm -f "all.$n.geojson"
    done' sh $care
rival=$(cat median)
measure "zaitaku: the same care CSVs -> all editions" \
    "$zaitaku" map $care -o out --store t.gpkg --format geojson
ours=$(cat median)
measure "ogr2ogr: one municipality of the store" \
    ogr2ogr -f GeoJSON one.geojson s.gpkg facilities \
    -where "municipality_code='25201'"
one=$(cat median)
echo "zaitaku / ogr2ogr on the care rows: $(ratio "$ours" "$rival")" \
    "(ogr2ogr: one file a listing; zaitaku: merged, checked, 2 editions of" \
    "every municipality, store)"
echo "a loop of ogr2ogr over 1,925 areas x 2 editions would take" \
    "$(awk -v a="$one" 'BEGIN { printf "%.0f", a * 3850 }') s;" \
    "zaitaku writes them, in 3 formats, with the store, in $all s"
