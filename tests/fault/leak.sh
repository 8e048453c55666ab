# No value comes out for readers who may not see it, and `check` notices when
# one does, or when a published file was changed, lost or added.
. tests/lib.sh
need python3 pdftotext

# ---- canaries in every column of every listing ------------------------------
mkdir "$work/canaries"
python3 tests/fault/canaries.py make samples "$work/canaries" ||
    fail "no canaries made"
"$zaitaku" map "$work/canaries" --skip-unknown $places -q -o "$work/out" \
    --format all --store "$work/s.gpkg" >"$work/stdout" 2>"$work/stderr" ||
    fail "$(cat "$work/stderr")"
"$zaitaku" list fields --json >"$work/fields"
python3 tests/fault/canaries.py look "$work/canaries" "$work/out" \
    "$work/s.gpkg" "$work/fields" || fail "a canary came out"
"$zaitaku" check "$work/out" --store "$work/s.gpkg" -q >"$work/stdout" ||
    fail "check disagrees: $(head -n 5 "$work/stdout")"

# ---- persons ---------------------------------------------------------------------
map() {
    "$zaitaku" map $inputs $places --boundaries samples/boundaries/town.geojson \
        -q -o "$1" --store "$work/town.gpkg" --format "$formats" >/dev/null \
        2>"$work/stderr" || fail "$(cat "$work/stderr")"
}
# One print is enough here: `check` takes seconds for each of them.
formats=site,pdf,xlsx,csv,geojson,kml,kmz,gpkg,fgb,opendata,dcat
map "$work/town"
python3 - "$work/town" <<'END' || fail "a person's name came out"
import pathlib, sys, zipfile
bad = 0
for path in pathlib.Path(sys.argv[1]).rglob("*"):
    # The statement tells that it was tested with an invented (架空) town.
    if not path.is_file() or path.name == "accessibility.html":
        continue
    parts = [path.read_bytes()]
    if path.suffix == ".kmz":
        with zipfile.ZipFile(path) as z:
            parts += [z.read(name) for name in z.namelist()]
    for name in ("仮野", "架空", "見本"):
        if any(name.encode() in part for part in parts):
            print(f"{path} holds {name}")
            bad += 1
sys.exit(bad != 0)
END
echo "no invented person is named anywhere in OUT"

# ---- check finds what was done to OUT ----------------------------------------------
check() {
    status=0
    "$zaitaku" check "$1" --store "$work/town.gpkg" -q >"$work/stdout" \
        2>"$work/stderr" || status=$?
}
check "$work/town"
[ "$status" -eq 0 ] || fail "not green: $(cat "$work/stdout")"
# Every file that both editions have, exchanged; but not one that says the same
# in both.
swapped=$(cd "$work/town/resident/25299" && for file in *; do
    [ "$file" = accessibility.html ] ||
        [ ! -e "../../professional/25299/$file" ] || echo "professional:$file"
done)
[ "$(echo "$swapped" | wc -l)" -ge 12 ] || fail "only: $swapped"
for what in leak_geojson leak_kmz leak_page leak_page_data leak_page_entities \
    leak_json_escapes leak_kml_entities behind_the_data strange_script leak_start leak_catalogue leak_manifest missing_file \
    extra_file changed_byte lost_feature changed_count changed_accounting \
    $swapped; do
    cp -r "$work/town" "$work/hurt"
    words=$(python3 tests/fault/tamper.py "$work/hurt" $what) || fail "$what"
    check "$work/hurt"
    [ "$status" -eq 1 ] || fail "$what: status $status, not 1"
    grep -q "$words" "$work/stdout" ||
        fail "$what: '$words' is not in: $(cat "$work/stdout")"
    rm -rf "$work/hurt"
    echo "check finds: $what"
done

# A store that lost a row, or its end, does not open.
for hurt in "DELETE FROM facilities WHERE fid = 3" \
    "DELETE FROM findings WHERE rowid = 1" "DROP TABLE zaitaku_manifest"; do
    cp "$work/town.gpkg" "$work/hurt.gpkg"
    python3 - "$work/hurt.gpkg" "$hurt" <<'END' || fail "$hurt"
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
# The R-tree's triggers call functions that only a GIS has.
for (name,) in db.execute("SELECT name FROM sqlite_master "
                          "WHERE type = 'trigger'").fetchall():
    db.execute(f'DROP TRIGGER "{name}"')
db.execute(sys.argv[2])
db.commit()
END
    status=0
    "$zaitaku" check "$work/town" --store "$work/hurt.gpkg" \
        >/dev/null 2>"$work/stderr" || status=$?
    [ "$status" -eq 5 ] || fail "$hurt: status $status, not 5"
done
echo "a store with a row or its manifest missing is refused"
