# The map page as people meet it, in Chromium: three journeys by keyboard, each
# edition in each language, accessibility (axe-core, Nu HTML checker), search,
# hours, map, hostile data, 3,000 facilities, no network but tiles; and the
# report of an audit. The tests are tests/browser; their modules come by
# `npm ci --prefix tests/browser`. BROWSER_SHOTS=folder keeps pictures,
# BROWSER_ONLY=pattern runs some.
. tests/lib.sh
need node java
chromium=${CHROMIUM:-/usr/bin/chromium}
[ -x "$chromium" ] || skip "'$chromium' is not installed"
[ -d tests/browser/node_modules/playwright-core ] ||
    skip "no modules here; run: npm ci --prefix tests/browser"

"$zaitaku" gazetteer build samples/gazetteer samples/mt_city_all.csv \
    --boundaries samples/boundaries/town.geojson -o "$work/town.gaz" -q \
    >/dev/null 2>"$work/stderr" || fail "no dictionary: $(cat "$work/stderr")"

map() { # map NAME INPUT... OPTION...
    name=$1
    shift
    mkdir -p "$work/$name"
    "$zaitaku" map "$@" -q --format site,geojson \
        -o "$work/$name/out" --store "$work/$name/s.gpkg" \
        >/dev/null 2>"$work/stderr" || fail "$name: $(cat "$work/stderr")"
}

for what in town hostile big empty; do
    node tests/browser/made.mjs "$what" "$work/$what" || fail "no $what"
done
map town $inputs "$work/town/in" $places --gazetteer "$work/town.gaz" \
    --boundaries samples/boundaries/town.geojson \
    --maker みなと市高齢福祉課 --contact 077-000-0000
map hostile "$work/hostile/in" $places --gazetteer "$work/town.gaz" \
    --boundaries "$work/hostile/bounds.geojson" \
    --maker "$(cat "$work/hostile/maker")" \
    --contact "$(cat "$work/hostile/contact")"
map big "$work/big/in" $places --gazetteer "$work/town.gaz" \
    --boundaries samples/boundaries/town.geojson
map empty "$work/empty/in" --all --municipalities "$work/empty/places.csv"
# The report with all its parts: weights, candidates, areas, imports, progress.
mkdir "$work/audit"
"$zaitaku" audit --store "$work/town/s.gpkg" -q \
    --population samples/population/500m_mesh_2024_25.csv \
    --municipal-population samples/population/juki_age_muni_2025.xlsx \
    --areas samples/audit/areas.csv --indicators samples/audit/indicators.csv \
    --progress samples/audit/progress.csv \
    --candidates samples/audit/candidates.csv \
    --weight 看護職員=samples/audit/weights.csv -o "$work/audit/out" \
    >/dev/null 2>"$work/stderr" || fail "audit: $(cat "$work/stderr")"

# Chromium and the checker want a home of their own.
HOME=$work/home CHROMIUM=$chromium node tests/browser/run.mjs "$work" \
    "${BROWSER_ONLY:-}" || fail "see above"
