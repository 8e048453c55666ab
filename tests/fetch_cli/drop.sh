# A publisher's half-uploaded month does not become the map: changed columns and
# fewer rows than can be are refused with the counts, and seen in `list
# snapshots`; the usual comings and goings are not.
. tests/fetch_server/server.sh
tree=$work/tree data=$work/data
# 4 prefectures, 20 towns, 3 services: 1,200 rows.
services=110,130,430
make() {
    rm -rf "$tree/www.test"
    python3 $here/make_mirror.py tiny "$tree" --services $services "$@" ||
        fail "no mirror: $*"
}
python3 $here/catalogue.py "$work/tiny.json" 'LINK.least=3'
make
nginx_start "$tree"
fetch_next() {
    fetch tiny --catalogue "$work/tiny.json" --mirror "$mirror" \
        --dir "$data" --quiet "$@"
}
again() {
    rm -rf "$data"
    cp -r "$work/first" "$data"
}
fetch_next
ends 0 "the first edition"
cp -r "$data" "$work/first"
n=0

# refused WORDS OPTION...: the edition made so is refused, with these words,
# and taken with --accept-drop.
refused() {
    words=$1
    shift
    make --date 2026-12-31 "$@"
    again
    fetch_next
    ends 3 "$*"
    [ "$(cut -f 1 "$work/stdout")" = refused ] || fail "$*: $(said)"
    for word in $words; do
        tells "$word" "$*"
    done
    [ ! -e "$data/tiny/2026-12-31" ] || fail "$*: published"
    [ -d "$data/.quarantine/tiny/2026-12-31" ] || fail "$*: not in quarantine"
    "$zaitaku" list snapshots --dir "$data" >"$work/list" 2>&1 ||
        fail "$*: list snapshots"
    grep 2026-12-31 "$work/list" | grep -qi 'quarantine\|refused' ||
        fail "$*: list snapshots does not show it: $(cat "$work/list")"
    "$zaitaku" verify --dir "$data" >"$work/verify" 2>&1 ||
        fail "$*: verify: $(cat "$work/verify")"
    # Asked again, the answer is the same.
    fetch_next
    ends 3 "$*, again"
    n=$((n + 1))
}
accepted() { # the last one, with --accept-drop
    fetch_next --accept-drop
    ends 0 "--accept-drop"
    [ -d "$data/tiny/2026-12-31" ] || fail "--accept-drop: $(said)"
    whole "$data" "--accept-drop"
}
passes() { # passes OPTION...
    make --date 2026-12-31 "$@"
    again
    fetch_next
    ends 0 "$*"
    [ -d "$data/tiny/2026-12-31" ] || fail "$*: $(said)"
    n=$((n + 1))
}

# ---- rows --------------------------------------------------------------------
refused '1,?200 1,?164' --less nation:3
# How to look at it, and what to do: with the folders as they are.
tells "zaitaku diff $data/tiny/2026-06-30 $data/.quarantine/tiny/2026-12-31" \
    "how to look at it"
tells "fetch tiny --dir $data --accept-drop" "what to say"
tells 'most are missing in: .*\([0-9]{5}\) [0-9]+ → [0-9]+' "which towns"
accepted
tells 'an edition with fewer rows was accepted' "--accept-drop"
said | grep -q 'say .zaitaku fetch' && fail "still asks to accept: $(said)"
refused '滋賀|25 300 282' --less 25:6
accepted
refused '訪問看護|visiting|130 400 356' --less 130:11
accepted
refused '25203 60 0' --less 25203:100
accepted
# All of a prefecture, and nothing at all of a service.
refused '和歌山|30 300 0' --less 30:100
refused 'jigyosho_430 rows' --less 430:100
# Just inside the limits: -2 %, -5 %, -10 % (of a small service only).
passes --less nation:2
passes --less 25:5
for seed in 1 2 3; do
    passes --noise 1 --seed $seed
done
passes --per-town 21
echo "$n editions with fewer rows, or the usual noise: told apart"

# ---- columns -----------------------------------------------------------------
n=0
refused '緯度' --columns renamed
refused '緯度' --columns missing
# --accept-drop is about rows only.
fetch_next --accept-drop
ends 3 "a missing column is not a drop"
passes --columns reordered
make --date 2026-12-31 --columns added
again
fetch_next
ends 0 "a new column"
tells '指定更新日' "a new column is told"
grep -q '指定更新日' "$data/tiny/2026-12-31/manifest.json" ||
    fail "a new column is not in the manifest"
# Each list is compared with itself: one has a column that the others have not,
# in both editions, and the names carry days.
wider() {
    python3 -c 'import sys
for path in sys.argv[1:]:
    lines = open(path, encoding="utf-8-sig").read().splitlines()
    rows = [lines[0] + ",指定更新日"] + [row + "," for row in lines[1:]]
    open(path, "w", encoding="utf-8-sig").write("\r\n".join(rows) + "\r\n")
' "$tree"/www.test/tiny/jigyosho_110_*
}
make
wider
rm -rf "$data"
fetch_next
ends 0 "a list with one more column"
make --date 2026-12-31
wider
fetch_next
ends 0 "a list with one more column, again"
said | grep 'other columns' && fail "compared with another list: $(said)"
# Of a quarantined edition the next one knows nothing: it is compared with the
# newest that was taken.
make --date 2026-12-31 --less nation:50
again
fetch_next
ends 3 "half of it"
make --date 2027-06-30 --less nation:51
fetch_next
ends 3 "half of it, half a year later"
make --date 2027-06-30 --noise 1
fetch_next
ends 0 "all of it again"
whole "$data" "all of it again"
echo "$((n + 4)) editions with other columns"

# ---- the editions that are here ----------------------------------------------
fetch_next --offline --as-of 2026-06-30
ends 0 "an edition that is here"
[ "$(cut -f 3 "$work/stdout")" = 2026-06-30 ] || fail "--as-of: $(said)"
fetch_next --offline --as-of 2025-06-30
ends 3 "an edition that is not here"
tells '2026-06-30, 2027-06-30' "the editions that are here"

# ---- what are no lists of facilities -----------------------------------------
other() { # other KEY=JSON...: a source of the file /other/x_25.zip
    python3 $here/catalogue.py "$work/other.json" 'id="other"' links=null \
        dated_page=null 'as_of="2025-01-01"' "$@" || fail "no catalogue"
    fetch other --pref 25 --catalogue "$work/other.json" --mirror "$mirror" \
        --dir "$work/other" --quiet
}
archive() { # archive TEXT: a zip with the GeoJSON
    mkdir -p "$tree/www.test/other"
    python3 -c 'import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as z:
    z.writestr("N03.geojson", sys.argv[2])' "$tree/www.test/other/x_25.zip" "$1"
}
outlines() { # outlines N: so many municipalities
    python3 -c 'import json, sys
print(json.dumps({"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"N03_007": str(25201 + i)},
     "geometry": {"type": "Polygon", "coordinates": [[
         [136 + i, 35], [137 + i, 35], [137 + i, 36], [136 + i, 35]]]}}
    for i in range(int(sys.argv[1]))]}))' "$1"
}
boundary='files=[{"url": "https://www.test/other/x_{PP}.zip",
    "expect": "archive", "member": ".geojson"}]'
archive "$(outlines 10)"
other 'role="boundary"' "$boundary"
ends 0 "boundaries"
archive '{"type": "FeatureCollection", "features": []}'
other 'role="boundary"' "$boundary"
ends 3 "boundaries without any"
! said | grep -q "[.]staging" ||
    fail "a folder is told that is gone: $(said)"
tells "publisher.s fault: the edition before stays in use" "what is done now"
archive "$(outlines 6)"
other 'role="boundary"' "$boundary"
ends 3 "boundaries of fewer municipalities"
tells 'x_25.zip 10 → 6' "how many outlines"
[ "$(ls "$work/other/other")" = 2025-01-01 ] || fail "$(ls "$work/other/other")"
echo '<!DOCTYPE html><html>' >"$tree/www.test/other/x_25.zip"
other 'role="boundary"' "$boundary"
ends 3 "a page for a file"
tells 'a web page came' "a page for a file"
other 'role="filings"' 'files=[{"url": "https://www.test/other/x_{PP}.zip",
    "expect": "filings", "listing": "no-such-listing"}]'
ends 3 "a listing that is none"
tells 'no-such-listing' "a listing that is none"
# A date that stands in a name only.
cp "$tree"/www.test/tiny/jigyosho_110_* "$tree/www.test/other/l_20260601.csv"
python3 $here/catalogue.py "$work/named.json" 'id="named"' links=null \
    dated_page=null 'files=[{"url": "https://www.test/other/l_20260601.csv",
    "expect": "listing"}]' || fail "no catalogue"
fetch named --catalogue "$work/named.json" --mirror "$mirror" \
    --dir "$work/other" --quiet
ends 0 "a date in a name"
tells '2026-06-01 stands in the name of .l_20260601.csv. only' "a date in a name"
echo "boundaries that are none or fewer, and a catalogue's slip: refused"
