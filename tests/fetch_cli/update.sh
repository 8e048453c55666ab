# The half-yearly job in one line, over two editions from a real server: maps,
# what changed, and what happens when a source is refused or cannot be had.
. tests/fetch_server/server.sh
need sha256sum
tree=$work/tree
# A catalogue of the made mirror: fewer care services than the publisher has.
python3 - "$root/fetch/catalogue.json" "$work/my.json" <<'PY' || fail "catalogue"
import json, sys
every = json.load(open(sys.argv[1], encoding="utf-8"))["sources"]
kaigo = next(s for s in every if s["id"] == "kaigo")
kaigo["links"][0]["least"] = 5
json.dump({"sources": [kaigo]}, open(sys.argv[2], "w", encoding="utf-8"))
PY
mirror_of() { # mirror_of EDITIONS
    python3 "$root/$here/make_mirror.py" town "$tree" --editions "$1" >/dev/null ||
        fail "no mirror made"
}
mirror_of 1
nginx_start "$tree"
cd "$work" || exit 1
run() { # run ARGUMENT...: the real job; its status in $status
    status=0
    "$zaitaku" update --pref 30 --mirror "$mirror" --catalogue "$work/my.json" \
        --tries 1 "$@" >"$work/stdout" 2>"$work/stderr" || status=$?
}
expect() { # expect STATUS WHAT
    [ "$status" -eq "$1" ] || fail "$2: status $status, not $1: $(said)"
}
told() { # told TEXT FILE WHAT
    grep -qF -- "$1" "$2" || fail "$3: '$1' is not told: $(cat "$2")"
}

# ---- the first run: some sources are not on this mirror ----------------------
run -o out
expect 4 "first run"
[ -s out/resident/30201/map.geojson ] || fail "first run: no map"
told "no store 'zaitaku.gpkg' of a run before" stderr "first run"
"$zaitaku" check out -q >check.txt 2>&1 || fail "check: $(cat check.txt)"
[ -z "$(ls changes)" ] || fail "first run: changes without anything to compare"
echo "first run: maps, status 4 for what is not there, check green"

# ---- nothing new: no report, the same maps -----------------------------------
before=$(cd out && find . -name 'map.*' | sort | xargs sha256sum)
run -o out
expect 4 "second run"
# The one reason for a report: a list that is not on this mirror.
python3 - changes/*/changes.json <<'PY' || fail "second run: a report of nothing"
import json, sys
report = json.load(open(sys.argv[1], encoding="utf-8"))
assert report["changes"] == [] and len(report["not_taken"]) == 1, report
PY
[ "$before" = "$(cd out && find . -name 'map.*' | sort | xargs sha256sum)" ] ||
    fail "second run: other maps from the same files"
rm -rf changes
echo "nothing new: the same maps"

# ---- the next edition --------------------------------------------------------
mirror_of 2
run -o out
expect 4 "next edition"
report=$(ls -d changes/*)
for file in changes.txt changes.csv changes.json changes.xlsx; do
    [ -s "$report/$file" ] || fail "next edition: no $file"
done
python3 - "$report/changes.json" "$tree/edits.json" <<'PY' || fail "the changes"
import json, sys
report = json.load(open(sys.argv[1], encoding="utf-8"))
edits = json.load(open(sys.argv[2], encoding="utf-8"))
here = {(e["change"], e["id"]) for e in edits
        if e["change"] in ("new", "gone") and e["id"].startswith("30")
        and "info" in e["sheet"]}
told = {(c["change"], c["id"].split("-", 1)[1]) for c in report["changes"]}
assert here and here <= told, here - told
assert len(list(report["not_taken"])) >= 1, report["not_taken"]
PY
told "公表元から消えた" "$report/changes.txt" "next edition"
"$zaitaku" check out -q >check.txt 2>&1 || fail "check: $(cat check.txt)"
echo "next edition: every seeded edit of the prefecture is told"

# ---- offline: nobody is asked, nothing new -----------------------------------
: >"$nginx/access.log"
run -o out --offline
expect 0 "offline"
[ ! -s "$nginx/access.log" ] || fail "offline: somebody was asked"
echo "offline: the same, without a request"

# ---- a refused edition: the one before stays, and the reports say so ---------
page=$tree/www.mhlw.go.jp/stf/kaigo-kouhyou_opendata.html
for file in "$tree"/www.mhlw.go.jp/content/12300000/jigyosho_*_all_*.csv; do
    head -n 8 "$file" >"$work/cut" && cat "$work/cut" >"$file"
done
rm -rf changes
run -o out
expect 3 "refused"
told "--accept-drop" stderr "refused"
ls data/.quarantine/kaigo >/dev/null || fail "refused: nothing in quarantine"
grep -rqF "介護サービス情報公表システム" changes/*/changes.txt ||
    fail "refused: the report does not say so"
[ -s out/resident/30201/map.geojson ] || fail "refused: no map"
echo "refused: maps of the edition before, status 3, said in the report"

# ---- two areas in turn with one store ----------------------------------------
filings=$(grep ' filing rows$' stdout)
[ -n "$filings" ] || fail "the bureau's lists are not read: $(said)"
status=0
"$zaitaku" update --pref 13 --offline --catalogue "$work/my.json" -o out13 \
    >stdout 2>stderr || status=$?
expect 0 "another area"
grep -qxF "$filings" stdout || fail "another area: the store forgets filings"
echo "another area: the filings of the first stay in the store"

# ---- files saved by hand are not mixed in ------------------------------------
mkdir hand
for file in "$tree"/www.mhlw.go.jp/content/12300000/jigyosho_130_all_*.csv; do
    cp "$file" hand/jigyosho_130.csv # its name and its text give no date
done
run -o out --offline hand
expect 3 "by hand"
told "zaitaku map" stderr "by hand"
echo "files by hand: refused with the way out"

# ---- what lies in OUT would be lost ------------------------------------------
for out in "$work/o" ./o; do
    for dir in o/data ./o/data "$work/o/data" o; do
        run -o "$out" --dir "$dir" --offline
        expect 2 "-o $out --dir $dir"
        run -o "$out" --changes "$dir" --offline
        expect 2 "-o $out --changes $dir"
        run -o "$out" --store "$dir/s.gpkg" --offline
        expect 2 "-o $out --store $dir/s.gpkg"
    done
done
[ ! -e o ] || fail "a refused run left 'o'"
run 30201 -o out
expect 2 "a code for a file"
told "--area 30201" stderr "a code for a file"
: >"$nginx/access.log"
run -o out --decisions nowhere
expect 5 "no decisions"
[ ! -s "$nginx/access.log" ] || fail "asked before the options were looked at"
# A store that cannot be read stops the comparison, not the maps.
head -c 5000 zaitaku.gpkg >s.gpkg
run -o out2 --offline --store s.gpkg
case $status in
0) told "what changed is not looked for" stderr "damaged store" ;;
5) ;;
*) expect 0 "damaged store" ;;
esac
echo "options: refused before anybody is asked"
