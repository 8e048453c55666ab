# Two snapshots with known differences: every change that was made is told,
# and nothing else. Real rows with seeded edits of every kind, ids that
# changed in bulk and a merged municipality among them (diff_edits.py), and
# the samples with edits by hand (diff_samples.py); diff_check.py compares.
#   sh tests/truth/diff.sh PROGRAM [SEED...]
. tests/lib.sh
need python3
shift
data=$root/../shared/data
export PYTHONDONTWRITEBYTECODE=1

# compare OLD NEW OUT: the program's JSON; its exit status is left in $status.
compare() {
    "$zaitaku" diff "$1" "$2" --format json --municipalities "$table" -q \
        >"$3" 2>"$work/stderr"
    status=$?
    [ "$status" -lt 2 ] || fail "$(tail -n 3 "$work/stderr")"
}

# truth FOLDER: the folder holds old, new and expected.json.
truth() {
    for side in old new; do
        "$zaitaku" build "$1/$side" --municipalities "$table" -q \
            --store "$1/$side.gpkg" >"$work/stdout" 2>"$work/stderr" ||
            fail "$(tail -n 3 "$work/stderr")"
    done
    compare "$1/old" "$1/new" "$1/changes.json"
    [ "$status" = 1 ] || fail "exit status $status, and there are changes"
    "$zaitaku" diff "$1/old" "$1/new" --municipalities "$table" -q \
        -o "$1/out" >"$work/stdout" 2>"$work/stderr"
    [ $? = 1 ] || fail "-o: $(tail -n 3 "$work/stderr")"
    compare "$1/new" "$1/old" "$1/back.json"
    [ "$status" = 1 ] || fail "exit status $status, and there are changes"
    compare "$1/old" "$1/old" "$1/nothing.json"
    [ "$status" = 0 ] || fail "exit status $status without any change"
    python3 tests/truth/diff_check.py "$1" || fail "${1##*/}"
    # Stores of the same snapshots: the same, facility by facility.
    compare "$1/old.gpkg" "$1/new.gpkg" "$1/stores.json"
    [ "$status" = 1 ] || fail "exit status $status of two stores"
    python3 - "$1/changes.json" "$1/stores.json" <<'END' || fail "stores"
import json, sys
files, stores = (json.load(open(name, encoding="utf-8"))
                 for name in sys.argv[1:])
for part in ("totals", "left_out", "mergers", "municipalities", "changes"):
    if files[part] != stores[part]:
        sys.exit(f"{part} of two stores are not those of their files")
END
}

table=samples/mt_city_all.csv
mkdir "$work/samples"
echo "samples: $(python3 tests/truth/diff_samples.py samples "$work/samples")"
truth "$work/samples"

[ -d "$data/reconstructed" ] ||
    skip "the samples are right; real rows (../shared/data) are not here"
table=$data/mirror/data.address-br.digital.go.jp/mt_city/mt_city_all.csv.zip
for seed in "${@:-1}"; do
    echo "seed $seed: $(python3 tests/truth/diff_edits.py "$data" \
        "$work/$seed" --seed "$seed")"
    truth "$work/$seed"
done
