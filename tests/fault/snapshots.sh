# Snapshots from outside, made here by hand in the shape of their manifest:
# build, map, list, verify and prune on them, and on damaged ones.
. tests/lib.sh
need python3 flock
cd "$work" || exit 1
n=0

# snapshot SOURCE AS-OF [REFUSED] FILE... into data/
cat >make.py <<'END'
import hashlib, json, pathlib, shutil, sys
source, as_of, refused, *files = sys.argv[1:]
data = pathlib.Path("data") / (".quarantine" if refused else "")
folder = data / source / as_of
folder.mkdir(parents=True)
entries = []
for file in sorted(files, key=lambda f: pathlib.Path(f).name):
    name = pathlib.Path(file).name
    shutil.copy(file, folder / name)
    bytes = (folder / name).read_bytes()
    listing = ("archive" if name.endswith(".geojson") else
               "municipalities" if name.startswith("mt_") else
               "navii-clinic" if "clinic" in name else "kaigo")
    entries.append({"name": name, "url": f"https://publisher.test/{name}",
                    "etag": None, "modified": None,
                    "fetched": "2026-01-05T00:00:00Z", "bytes": len(bytes),
                    "sha256": hashlib.sha256(bytes).hexdigest(),
                    "listing": listing, "columns": None, "rows": 1})
manifest = {"zaitaku_snapshot": 1, "source": source, "title": source,
            "publisher": "p", "licence": "l", "licence_url": None,
            "attribution": "a", "page": None, "as_of": as_of,
            "fetched": "2026-01-05T00:00:00Z", "program": "zaitaku 0",
            "refused": refused or None, "files": entries, "counts": [],
            "warnings": []}
(folder / "manifest.json").write_text(json.dumps(manifest))
END
snapshot() { python3 make.py "$@" || fail "no snapshot"; }

# run STATUS WORDS ARGUMENTS...: what is said goes to `said`, results to `told`
run() {
    wanted=$1 words=$2
    shift 2
    status=0
    "$zaitaku" "$@" >told 2>said || status=$?
    n=$((n + 1))
    [ "$status" -eq "$wanted" ] ||
        fail "$* ended with $status, not $wanted: $(cat said)"
    [ -z "$words" ] || cat said told | grep -qF -- "$words" ||
        fail "$* does not say '$words': $(cat said told)"
}
date_of() { python3 -c '
import sqlite3, sys
print(*sorted({str(r[0]) for r in sqlite3.connect("s.gpkg").execute(
    "select as_of from inputs where listing = ?", sys.argv[1:])}))' "$1"; }

kaigo="$root/samples/kaigo/jigyosho_110.csv $root/samples/kaigo/jigyosho_130.csv"
places="--municipalities $root/samples/mt_city_all.csv"
# shellcheck disable=SC2086
snapshot kaigo 2025-06-30 "" $kaigo
snapshot kaigo 2025-12-31 "" $kaigo
snapshot navii 2025-11-30 "" \
    "$root/samples/navii/02-1_clinic_facility_info_20251201.csv"
snapshot n03 2025-01-01 "" "$root/samples/boundaries/town.geojson"
snapshot kaigo 2026-06-30 "half of the rows is gone." $kaigo

# The date is the manifest's, however the snapshot is named, and before the
# one in a file's name; --as-of goes before it.
for input in data/kaigo/2025-12-31 ./data/kaigo/2025-12-31/ \
    "data/kaigo/2025-12-31/*"; do
    run 0 facilities build $input $places --store s.gpkg -q
    [ "$(date_of kaigo)" = 2025-12-31 ] || fail "$input: $(date_of kaigo)"
done
run 0 facilities build data/navii/2025-11-30 $places --store s.gpkg -q
[ "$(date_of navii-clinic)" = 2025-11-30 ] || fail "$(date_of navii-clinic)"
run 0 facilities build data/kaigo/2025-12-31 $places --store s.gpkg \
    --as-of jigyosho_110.csv=2024-01-01 -q
[ "$(date_of kaigo)" = "2024-01-01 2025-12-31" ] || fail "$(date_of kaigo)"

# Of a folder of snapshots: the newest of each source, and what is a listing.
run 0 "'data/kaigo/2025-06-30' was passed over: 'data/kaigo/2025-12-31' is" \
    build data $places --store s.gpkg
grep -q "data/n03/2025-01-01': 1 of 1 files are no listings" said ||
    fail "n03: $(cat said)"
[ "$(date_of kaigo)" = 2025-12-31 ] || fail "$(date_of kaigo)"
[ "$(date_of navii-clinic)" = 2025-11-30 ] || fail "$(date_of navii-clinic)"

# What was refused is no input.
run 3 "half of the rows is gone." build data/.quarantine/kaigo/2026-06-30 \
    $places --store s2.gpkg
run 3 "was refused when it was fetched" build \
    data/.quarantine/kaigo/2026-06-30/jigyosho_110.csv --store s2.gpkg
[ ! -e s2.gpkg ] || fail "a store was made of what was refused"

# But diff shows what is missing, and says what it is.
run 0 "this is an edition that was not accepted" diff data/kaigo/2025-12-31 \
    data/.quarantine/kaigo/2026-06-30 $places
run 0 "half of the rows is gone." diff data/kaigo/2025-12-31/jigyosho_110.csv \
    data/.quarantine/kaigo/2026-06-30/jigyosho_110.csv $places
run 3 "was refused when it was fetched" build data/kaigo/2025-12-31 \
    --municipalities data/.quarantine/kaigo/2026-06-30 --store s2.gpkg

# Exactly what was fetched is read: neither what somebody has put there ...
hurt=data/kaigo/2025-12-31
sed 's/,0[0-9]*-/,0666-/' $hurt/jigyosho_110.csv >"$hurt/jigyosho - copy.csv"
echo note >$hurt/memo.txt
for input in $hurt data "$hurt/*"; do
    # shellcheck disable=SC2086
    run 0 "$hurt/memo.txt' was not fetched, and is passed over" \
        build $input $places --store s.gpkg -q
    grep -qF "$hurt/jigyosho - copy.csv' was not fetched" said ||
        [ "$input" = "$hurt/*" ] || fail "$input: $(cat said)"
    grep -q 0666- s.gpkg && fail "$input: a copy becomes part of the map"
done
rm "$hurt/jigyosho - copy.csv" $hurt/memo.txt
# ... nor what somebody has changed, by a byte or as a spreadsheet does.
cp $hurt/jigyosho_110.csv good.csv
for how in 's/,0/,9/' 's/$/,/'; do
    sed "2$how" good.csv >$hurt/jigyosho_110.csv
    for input in $hurt data $hurt/jigyosho_110.csv; do
        run 3 "$hurt/jigyosho_110.csv' was changed" \
            build $input $places --store s2.gpkg -q
    done
    run 3 "jigyosho_110.csv' was changed" diff data/kaigo/2025-06-30 $hurt
done
rm $hurt/jigyosho_110.csv
run 3 "jigyosho_110.csv' is missing" build $hurt $places --store s2.gpkg -q
cp good.csv $hurt/jigyosho_110.csv
[ ! -e s2.gpkg ] || fail "a store was made of what was changed"

# What is there.
run 0 "half of the rows is gone." list snapshots --json
[ "$(python3 -c '
import json
rows = [json.loads(line) for line in open("told")]
print([(r["folder"], r["files"], r["state"]) for r in rows] == [
    ("data/kaigo/2025-06-30", 2, "ok"), ("data/kaigo/2025-12-31", 2, "ok"),
    ("data/n03/2025-01-01", 1, "ok"), ("data/navii/2025-11-30", 1, "ok"),
    ("data/.quarantine/kaigo/2026-06-30", 2, "refused")])')" = True ] ||
    fail "list: $(cat told)"
run 0 "" list snapshots --dir nowhere
[ ! -s told ] || fail "snapshots from nowhere"

# verify: each fault is told, and the status says so.
run 0 "ok: 5 snapshots, 8 files" verify -q
run 5 "--dir names the folder" verify --dir nowhere
run 2 "there is no snapshot of 'kaig'" verify kaig
printf x >>data/kaigo/2025-06-30/jigyosho_110.csv
rm data/navii/2025-11-30/*.csv
: >data/n03/extra.csv
: >data/n03/2025-01-01/mine.txt
: >data/kaigo/2025-12-31/manifest.json
run 1 "5 faults in 4 snapshots" verify -q
for words in "jigyosho_110.csv' was changed" "info_20251201.csv' is missing" \
    "mine.txt' was not fetched" "n03/extra.csv' was not fetched: only" \
    "2025-12-31' has no manifest"; do
    grep -qF "$words" told || fail "verify does not say '$words': $(cat told)"
done
run 1 "4 faults in 2 snapshots" verify n03 navii -q
rm data/n03/extra.csv

# prune: the oldest of those that can be believed; nothing that is not ours.
run 5 "2025-12-31' has no manifest" prune --keep 1
rm -r data/kaigo/2025-12-31 data/n03/2025-01-01/mine.txt
# shellcheck disable=SC2086
snapshot kaigo 2025-12-31 "" $kaigo
run 2 "--keep '0' is not a number from 1 on" prune --keep 0
run 0 "" prune
[ ! -s told ] || fail "two are kept: $(cat told)"
run 0 "would-delete	data/kaigo/2025-06-30" prune --keep 1 --dry-run
[ -d data/kaigo/2025-06-30 ] || fail "a dry run deleted"
run 0 "deleted	data/kaigo/2025-06-30" prune --keep 1
[ "$(wc -l <told)" -eq 1 ] || fail "more than one went: $(cat told)"
[ ! -e data/kaigo/2025-06-30 ] || fail "it is still there"
run 0 "deleted	data/.quarantine/kaigo/2026-06-30" prune --quarantine
run 0 "" prune kaigo --keep 1
ls data/kaigo data/n03 data/navii >said
[ "$(grep -c '^20' said)" -eq 3 ] || fail "the newest are gone: $(cat said)"
hash=$(printf x | sha256sum | cut -c 1-64)
printf 12345 >"data/.partial/$hash"
run 0 "deleted	data/.partial	5" prune --partial

# One writer at a time; readers need no lock.
exec 9>data/.lock
flock 9
echo 4711 >data/.lock
run 5 "(process 4711)" prune --keep 1
run 0 "data/kaigo/2025-12-31" list snapshots
run 0 "" prune --keep 1 --dry-run
flock -u 9

echo "$n command lines on snapshots: dated, chosen, refused, verified, pruned"
