# What a real server has becomes snapshots: once, whole, and never twice. From
# nginx, in the publishers' own page shapes.
. tests/fetch_server/server.sh
tree=$work/tree data=$work/data
python3 $here/make_mirror.py tiny "$tree" || fail "no mirror made"
python3 $here/catalogue.py "$work/tiny.json"
nginx_start "$tree"
tiny="--catalogue $work/tiny.json --mirror $mirror --dir $data --quiet"
log=$nginx/access.log
first=$tree/www.test/tiny
one=jigyosho_130_all_20260630180342.csv

row() { # row FIELD: of the only source's line on the standard output
    grep -v "^$(printf '\t')" "$work/stdout" >"$work/row"
    [ "$(wc -l <"$work/row")" -eq 1 ] || fail "not one line: $(said)"
    cut -f "$1" "$work/row"
}
is() { # is WANTED FOUND WHAT
    [ "$1" = "$2" ] || fail "$3: '$2', not '$1'"
}

# ---- the first time ----------------------------------------------------------
fetch tiny $tiny
ends 0 "fresh"
is new "$(row 1)" "fresh: state"
is tiny "$(row 2)" "fresh: source"
is 2026-06-30 "$(row 3)" "fresh: as of"
is 2 "$(row 4)" "fresh: files"
is "$data/tiny/2026-06-30" "$(row 6)" "fresh: folder"
# nginx counts the marks of a chunk, 12 bytes, as body.
is True "$(nginx_logged "sum(r['body'] for r in rows) - 12 == $(row 5)")" \
    "fresh: bytes"
is 0 "$(nginx_logged 'sum(r["status"] != 200 for r in rows)')" "fresh: not 200"
is 3 "$(nginx_logged 'len(rows)')" "fresh: requests"
for file in "$first"/*.csv; do
    cmp "$file" "$data/tiny/2026-06-30/${file##*/}" || fail "fresh: not as sent"
done
python3 - "$data/tiny/2026-06-30" <<'PY' || fail "the manifest is not right"
import hashlib, json, pathlib, sys
folder = pathlib.Path(sys.argv[1])
manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
files = {f["name"]: f for f in manifest["files"]}
there = {p.name for p in folder.iterdir()} - {"manifest.json"}
assert set(files) == there and len(there) == 2, (files, there)
for name, file in files.items():
    data = (folder / name).read_bytes()
    assert file["sha256"] == hashlib.sha256(data).hexdigest(), name
    assert file["bytes"] == len(data), name
    assert file["url"] == f"https://www.test/tiny/{name}", file["url"]
    assert file["listing"] == "kaigo", file
    assert file["rows"] == 400, file
    assert file["etag"], file
assert manifest["as_of"] == "2026-06-30", manifest["as_of"]
assert manifest["licence"] == "CC BY 4.0"
# An attribution is shown as it stands: no brace is left in it.
assert "{" not in manifest["attribution"], manifest["attribution"]
PY
whole "$data" fresh
version=$("$zaitaku" --version | sed -n '1s/.* //p')
nginx_logged '{r["agent"] for r in rows}' >"$work/agent"
grep -q "^{'zaitaku/$version (.*)'}" "$work/agent" ||
    fail "the User-Agent does not say who asks: $(cat "$work/agent")"
echo "fresh: 2 files, as published; manifest right; User-Agent honest"

# ---- nothing has changed -----------------------------------------------------
before=$(fingerprint "$data/tiny")
: >"$log"
fetch tiny $tiny
ends 0 "unchanged"
is same "$(row 1)" "unchanged: state"
is 0 "$(row 5)" "unchanged: bytes"
is 3 "$(nginx_logged 'sum(r["status"] == 304 for r in rows)')" "unchanged: 304"
is 3 "$(nginx_logged 'len(rows)')" "unchanged: requests"
is 0 "$(nginx_logged 'sum(r["body"] for r in rows)')" "unchanged: body bytes"
is "$before" "$(fingerprint "$data/tiny")" "unchanged: folder"
echo "unchanged: 0 body bytes, nothing written"

# ---- the publisher corrects a file, the date stays ---------------------------
: >"$log"
sed -i '2s/,0[0-9]*-000-/,077-999-/' "$first/$one"
# nginx makes its tag of the second and the size.
touch -d '2026-07-10 12:00' "$first/$one"
fetch tiny $tiny --json
ends 0 "corrected"
python3 - "$work/stdout" <<'PY' || fail "corrected: $(said)"
import json, sys
said = json.loads(open(sys.argv[1], encoding="utf-8").read())
assert said["state"] == "new" and said["as_of"] == "2026-06-30", said
assert said["folder"].endswith("/2026-06-30.2"), said["folder"]
same = {f["name"][9:12]: f["same"] for f in said["files"]}
assert same == {"130": False, "430": True}, same
assert said["received"] == sum(f["received"] for f in said["files"]) or \
    said["received"] > 0
PY
cmp "$first/$one" \
    "$data/tiny/2026-06-30.2/jigyosho_130_all_20260630180342.csv" ||
    fail "corrected: not as sent"
is "$before" "$(cd "$data" && mkdir "$work/old" && cp -r tiny/2026-06-30 \
    "$work/old/" && fingerprint "$work/old")" "corrected: the old one"
whole "$data" corrected
is 2 "$(wc -l <"$work/snapshots")" "corrected: snapshots"
fetch tiny $tiny
is same "$(row 1)" "corrected, then unchanged"
echo "corrected: kept beside the old one, which is as it was"

# New validators, same bytes: fetched, and found to be the same.
touch -d '2026-07-11 12:00' "$first"/*
before=$(fingerprint "$data/tiny")
fetch tiny $tiny --json
ends 0 "touched"
python3 - "$work/stdout" <<'PY' || fail "touched: $(said)"
import json, sys
said = json.loads(open(sys.argv[1], encoding="utf-8").read())
assert said["state"] == "same" and said["received"] > 0, said
assert all(f["same"] for f in said["files"]), said["files"]
PY
is "$before" "$(fingerprint "$data/tiny")" "touched: folder"
# The new validators are remembered: from then on nothing is sent.
fetch tiny $tiny
is "same 0" "$(row 1) $(row 5)" "touched, then unchanged"
echo "touched: the same, nothing written, not sent again"

# ---- the next edition --------------------------------------------------------
fetch tiny $tiny --dry-run
ends 0 "dry run of what is here"
is same "$(row 1)" "dry run of what is here: state"
: >"$log"
rm "$first"/*
python3 $here/make_mirror.py tiny "$tree" --date 2026-12-31 --noise 1
fetch tiny $tiny --dry-run
ends 0 "dry run"
is would-fetch "$(row 1)" "dry run: state"
is 2026-12-31 "$(row 3)" "dry run: as of"
is 1 "$(nginx_logged 'len({r["uri"] for r in rows})')" "dry run: pages only"
is "index.html" "$(nginx_logged 'rows[0]["uri"].split("/")[-1]')" "dry run"
[ ! -e "$data/tiny/2026-12-31" ] || fail "dry run: something was written"
fetch tiny $tiny
ends 0 "next edition"
is "$data/tiny/2026-12-31" "$(row 6)" "next edition: folder"
whole "$data" "next edition"
is 3 "$(wc -l <"$work/snapshots")" "next edition: snapshots"
: >"$log"
fetch tiny $tiny --offline
ends 0 "offline"
is same "$(row 1)" "offline: state"
is 2026-12-31 "$(row 3)" "offline: as of"
fetch tiny --catalogue "$work/tiny.json" --mirror "$mirror" \
    --dir "$work/none" --offline
ends 4 "offline, nothing there"
is 0 "$(nginx_logged 'len(rows)')" "offline: requests"
fetch tiny $tiny --as-of 2026-06-30
ends 3 "an edition that is not on the page"
tells '2026-12-31' "an edition that is not on the page: which are there"
echo "next edition, dry run (pages only), offline (no request), --as-of"

# ---- dates that cannot be ----------------------------------------------------
# goes_to DATE: the page has its files under this date.
goes_to() {
    rm "$first"/*
    python3 $here/make_mirror.py tiny "$tree" --date "$1" --noise 1 --seed 7
}
goes_to 2025-12-31
fetch tiny $tiny
ends 3 "an older date"
is refused "$(row 1)" "an older date: state"
tells '2025-12-31.*/tiny/2026-12-31' "an older date"
fetch tiny $tiny --accept-drop
ends 3 "an older date is no drop"
[ ! -e "$data/tiny/2025-12-31" ] || fail "an older date: published"
fetch tiny $tiny --offline
is 2026-12-31 "$(row 3)" "an older date: the newer one stays"
sleep 1.1 # which was fetched last is known by the second
fetch tiny $tiny --as-of 2025-12-31
ends 0 "an older date that was asked for"
is new "$(row 1)" "an older date that was asked for: state"
goes_to 2062-06-30
fetch tiny $tiny
ends 3 "a date far ahead"
tells 2062-06-30 "a date far ahead"
[ ! -e "$data/tiny/2062-06-30" ] || fail "a date far ahead: published"
"$zaitaku" prune --dir "$data" --keep 1 -q >"$work/pruned" || fail "prune"
cut -f 2 "$work/pruned" | grep -q 'tiny/2026-06-30$' ||
    fail "prune: $(cat "$work/pruned")"
# The newest, and the one that was fetched last.
is "2025-12-31 2026-12-31" "$(ls "$data/tiny" | tr '\n' ' ' |
    sed 's/ $//')" "prune"
echo "an older date and one far ahead: refused, in quarantine; prune keeps two"

# ---- the publishers' pages, with the catalogue that is shipped ---------------
rm -rf "$data"
python3 $here/make_mirror.py town "$tree" --editions 1 || fail "no mirror"
sources="navii kaigo filings-kinki"
fetch $sources --mirror "$mirror" --dir "$data" --pref 25 --quiet
ends 0 "December 2025"
cut -f 1-4 "$work/stdout" | tr '\t\n' ' ;' >"$work/rows"
expected="new navii 2025-12-01 8;new kaigo 2025-12-31 33;"
is "${expected}new filings-kinki 2025-12-01 3;" "$(cat "$work/rows")" \
    "December 2025"
python3 $here/make_mirror.py town "$tree" --editions 2 || fail "no mirror"
fetch $sources --mirror "$mirror/" --dir "$data" --pref 25 --quiet
ends 0 "June 2026"
cut -f 1-4 "$work/stdout" | tr '\t\n' ' ;' >"$work/rows"
expected="new navii 2026-06-01 8;new kaigo 2026-06-30 33;"
is "${expected}new filings-kinki 2026-06-01 3;" "$(cat "$work/rows")" \
    "June 2026"
whole "$data" publishers
is 6 "$(wc -l <"$work/snapshots")" "publishers: snapshots"
fetch navii --mirror "$mirror" --dir "$work/past" --as-of 2025-12-01 --quiet
ends 0 "an edition of the past"
diff -r -x manifest.json "$data/navii/2025-12-01" \
    "$work/past/navii/2025-12-01" ||
    fail "an edition of the past is another one"
: >"$log"
fetch $sources --mirror "$mirror" --dir "$data" --pref 25 --quiet
ends 0 "publishers, unchanged"
is "same" "$(cut -f 1 "$work/stdout" | sort -u)" "publishers, unchanged"
is 0 "$(nginx_logged 'sum(r["body"] for r in rows)')" "publishers: body bytes"
echo "the publishers' shapes: two editions of 3 sources, 44 files each"

# ---- real files --------------------------------------------------------------
real=$root/../shared/data/mirror
if [ ! -d "$real" ]; then
    echo "real files: passed over, no ../shared/data/mirror here"
    exit 0
fi
rm -rf "$data" "$tree/www.mhlw.go.jp"
python3 $here/make_mirror.py town "$tree" --real "$real" || fail "no mirror"
fetch navii kaigo --mirror "$mirror" --dir "$data" --quiet
ends 0 "real files"
whole "$data" "real files"
name=01-1_hospital_facility_info_20251201.zip
cmp "$real/www.mhlw.go.jp/content/11121000/$name" \
    "$data/navii/2025-12-01/$name" || fail "real files: not as sent"
echo "real files: $(cut -f 5 "$work/stdout" | paste -sd+ - | sed 's/$/\n/' |
    python3 -c 'print(eval(input()))') bytes"
