# The whole country: every row of the published listings with the municipality
# polygons of 2025, accounted for, checked, and read back by OGR; with the
# figures.
#   sh tests/full/national.sh PROGRAM
. tests/lib.sh
data=$root/../shared/data
[ -d "$data/mirror/www.mhlw.go.jp" ] ||
    skip "the published listings (../shared/data) are not here"
python=
for candidate in python3 /usr/bin/python3; do
    $candidate -c 'import osgeo' 2>/dev/null && python=$candidate
done

out=$work/out store=$work/s.gpkg
map() {
    "$zaitaku" map --skip-unknown --all "$data/mirror/www.mhlw.go.jp" \
        "$data/reconstructed" -o "$out" --store "$store" --boundaries \
        "$data/boundaries/municipality_n03_2025_simplified.topojson" \
        >"$work/stdout" 2>"$work/stderr" || fail "$(tail -n 3 "$work/stderr")"
    tail -n 1 "$work/stderr"
}

map
grep -E ' (facility|hours) rows$|with a position' "$work/stdout"
grep -Eq '^ *306467 .* facility rows$' "$work/stdout" ||
    fail "not 306,467 facility rows"
grep -Eq '^ *246480 .* hours rows$' "$work/stdout" ||
    fail "not 246,480 hours rows"
awk '/ rows$/ && $1 != $2 + $3 + $4 + $5 { exit 1 }' "$work/stdout" ||
    fail "the accounting does not close"
for edition in resident professional; do
    n=$(find "$out/$edition" -name map.geojson | wc -l)
    [ "$n" -ge 1741 ] || fail "$edition: only $n municipalities"
    echo "$edition: $n municipalities"
done

# First bar: 60 s and 600 MB on two cores.
set -- $(sed -n 's/^zaitaku: \([0-9]*\)\.[0-9]* s, at most \([0-9]*\) MB.*/\1 \2/p' \
    "$work/stderr")
[ "$1" -lt 60 ] || fail "$1 s, the bar is 60 s"
[ "$2" -lt 600 ] || fail "$2 MB, the bar is 600 MB"

"$zaitaku" check "$out" --store "$store" 2>"$work/stderr" || fail "check"
tail -n 1 "$work/stderr"
if [ -n "$python" ]; then
    $python tests/full/read_back.py "$out" || fail "OGR reads something else"
else
    echo "not read back: no osgeo module (package python3-gdal)"
fi

echo "a second run, nothing changed:"
map
grep '^zaitaku: wrote' "$work/stderr"
