#!/bin/sh
# The map page with 3,000 facilities: bytes, time until it can be used, until
# the first search has its result, and of one more search; medians of 5. The
# rival is the same GeoJSON on a bare Leaflet page. Figures, fails nobody.
#
#   sh tests/bench/site.sh PATH_TO_ZAITAKU [FACTOR_OF_SLOWER_CPU]
#
# From the project root; needs Chromium and `npm ci --prefix tests/browser`.
. tests/lib.sh
need node
leaflet=${LEAFLET:-/usr/share/javascript/leaflet}
[ -r "$leaflet/leaflet.min.js" ] || skip "no Leaflet (libjs-leaflet) here"
[ -d tests/browser/node_modules/playwright-core ] ||
    skip "no modules here; run: npm ci --prefix tests/browser"

"$zaitaku" gazetteer build samples/gazetteer samples/mt_city_all.csv \
    --boundaries samples/boundaries/town.geojson -o "$work/town.gaz" -q \
    >/dev/null || fail "no dictionary"
node tests/browser/made.mjs big "$work/big" || fail "no listings"
"$zaitaku" map "$work/big/in" $places -q --format site,geojson \
    --gazetteer "$work/town.gaz" -o "$work/out" --store "$work/s.gpkg" \
    --boundaries samples/boundaries/town.geojson >/dev/null || fail "no map"
HOME=$work/home node tests/browser/bench.mjs "$work/out" 25299 "$leaflet" \
    "${2:-1}"
