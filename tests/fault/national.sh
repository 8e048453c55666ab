# A slice of tests/full/national.sh: every published row is read and accounted
# for, one prefecture is published, checked and read back by OGR.
. tests/lib.sh
data=$root/../shared/data
[ -d "$data/mirror/www.mhlw.go.jp" ] ||
    skip "the published listings (../shared/data) are not here"

"$zaitaku" map --skip-unknown --pref 25 "$data/mirror/www.mhlw.go.jp" \
    "$data/reconstructed" -o "$work/out" --store "$work/s.gpkg" --boundaries \
    "$data/boundaries/municipality_n03_2025_simplified.topojson" \
    >"$work/stdout" 2>"$work/stderr" || fail "$(tail -n 3 "$work/stderr")"
tail -n 1 "$work/stderr"
grep -E '^ *306467 .* facility rows$' "$work/stdout" ||
    fail "not 306,467 facility rows"
grep -E '^ *246480 .* hours rows$' "$work/stdout" ||
    fail "not 246,480 hours rows"
n=$(find "$work/out/resident" -name map.geojson | wc -l)
[ "$n" -ge 19 ] || fail "$n municipalities of Shiga, not 19"
"$zaitaku" check "$work/out" --store "$work/s.gpkg" || fail "check"
for python in python3 /usr/bin/python3; do
    if $python -c 'import osgeo' 2>/dev/null; then
        $python tests/full/read_back.py "$work/out" ||
            fail "OGR reads something else"
        exit 0
    fi
done
echo "not read back: no osgeo module (package python3-gdal)"
