# What each format costs, beside ogr2ogr making the like of it from the same
# municipalities' GeoJSON (GDAL has no page, print or standard data set).
#   sh tests/bench/formats.sh PROGRAM [PREFECTURE]
# Medians of 3 runs; ours reads the store each time, which is printed alone.
. tests/lib.sh
need ogr2ogr python3
data=$root/../shared/data
[ -d "$data/mirror/www.mhlw.go.jp" ] ||
    skip "the published listings (../shared/data) are not here"
pref=${2:-25}

"$zaitaku" build --skip-unknown -q "$data/mirror/www.mhlw.go.jp/content" \
    "$data/reconstructed" --store "$work/s.gpkg" --boundaries \
    "$data/boundaries/municipality_n03_2025_simplified.topojson" \
    >/dev/null || fail "no store"

# Seconds of a command: the median of three.
median_s() {
    for run in 1 2 3; do
        rm -rf "$work/out"
        start=$(date +%s.%N)
        "$@" >"$work/said" 2>&1 || fail "$*: $(tail -n 2 "$work/said")"
        echo "$start $(date +%s.%N)"
    done | awk '{ print $2 - $1 }' | sort -n | sed -n 2p
}

publish() {
    "$zaitaku" publish --store "$work/s.gpkg" --pref "$pref" -q \
        -o "$work/out" --format "$1"
}

"$zaitaku" publish --store "$work/s.gpkg" --pref "$pref" -q -o "$work/maps" \
    --format geojson || fail "no maps"
echo "$(find "$work/maps" -name map.geojson | wc -l) maps of prefecture $pref," \
    "$(du -sm "$work/maps" | cut -f1) MB of GeoJSON, two editions"

rival() { # DRIVER ENDING
    rm -rf "$work/rival"
    mkdir "$work/rival"
    for map in "$work"/maps/*/*/map.geojson; do
        name=$(echo "$map" | tr / _)
        ogr2ogr -f "$1" "$work/rival/$name.$2" "$map" -oo FLATTEN_NESTED_ATTRIBUTES=YES ||
            return 1
    done
}

read_store() {
    "$zaitaku" publish --store "$work/s.gpkg" --area "${pref}201" -q \
        -o "$work/out" --format dcat
}
echo "reading the store of the country, in each of our times:" \
    "$(median_s read_store) s"
printf '%-11s %8s %9s %7s\n' format 'ours (s)' 'ogr2ogr' times
row() { # FORMAT [DRIVER ENDING]
    ours=$(median_s publish "$1")
    theirs=
    [ -z "${2:-}" ] || theirs=$(median_s rival "$2" "$3")
    echo "$1 $ours $theirs" | awk '{
        if (NF > 2) printf "%-11s %8.2f %9.2f %7.1f\n", $1, $2, $3, $3 / $2
        else printf "%-11s %8.2f %9s %7s\n", $1, $2, "-", "-" }'
}
row geojson GeoJSON geojson
row kml KML kml
row csv CSV csv
row xlsx XLSX xlsx
row gpkg GPKG gpkg
row fgb FlatGeobuf fgb
for format in site opendata pdf pdf-a3 pdf-large self-check; do
    row "$format"
done
