# With a dictionary: what is known of doubtful addresses reaches staff only,
# `check` notices when it does not, and the same inputs give the same bytes.
. tests/lib.sh
need python3

mkdir "$work/list" "$work/staff place"
dictionary="$work/staff place/town.gaz"
"$zaitaku" gazetteer build samples/gazetteer samples/mt_city_all.csv \
    -o "$dictionary" -q >/dev/null 2>"$work/stderr" ||
    fail "no dictionary: $(cat "$work/stderr")"
python3 tests/fault/doubtful.py make samples "$work/list/doubtful.csv" ||
    fail "no doubtful addresses made"

map() { # map NAME OPTION...
    name=$1
    shift
    "$zaitaku" map "$work/list" samples/navii samples/local $places \
        --boundaries samples/boundaries/town.geojson \
        --gazetteer "$dictionary" -q -o "$work/$name" \
        --store "$work/$name.gpkg" "$@" >"$work/stdout" 2>"$work/stderr" ||
        fail "$name: $(cat "$work/stderr")"
}

check() { # check NAME: green
    "$zaitaku" check "$work/$1" --store "$work/$1.gpkg" -q >"$work/stdout" \
        2>"$work/stderr" ||
        fail "check of $1: $(head -n 5 "$work/stdout" "$work/stderr")"
}

same() { # same NAME WHAT: equal to the first run, store and all
    diff -r "$work/first" "$work/$1" >"$work/diff" ||
        fail "$2: $(head -n 3 "$work/diff")"
    cmp "$work/first.gpkg" "$work/$1.gpkg" || fail "$2: the store differs"
    rm -rf "${work:?}/$1" "$work/$1.gpkg"
    echo "same bytes: $2"
}

# ---- nothing but staff's sheet knows -------------------------------------------
map first
check first
python3 tests/fault/doubtful.py look "$work/first" "$work/first.gpkg" ||
    fail "a doubt came out"
found=$(cd "$work/first" && find . -name 'review*')
[ "$found" = ./staff/review.csv ] || fail "review.csv is also in: $found"
rows=$(wc -l <"$work/first/staff/review.csv")
[ "$rows" -gt 8 ] || fail "review.csv has only $rows lines"
echo "review.csv is for staff, with $((rows - 1)) addresses"

for what in address_candidates address_doubts position_doubt geocoded; do
    cp -r "$work/first" "$work/hurt"
    field=$(python3 tests/fault/doubtful.py leak "$work/hurt" \
        "$work/first.gpkg" $what) || fail "$what: nothing to leak"
    status=0
    "$zaitaku" check "$work/hurt" --store "$work/first.gpkg" -q \
        >"$work/stdout" 2>/dev/null || status=$?
    [ "$status" -eq 1 ] || fail "a leaked $what: status $status, not 1"
    grep -q "LEAK: .*'$field'" "$work/stdout" ||
        fail "a leaked $what: $(head -n 3 "$work/stdout")"
    rm -rf "$work/hurt"
    echo "check finds: a leaked $what"
done

# ---- the same bytes ----------------------------------------------------------
map again
same again "a second run"
for threads in 1 4; do
    map threads --threads $threads
    same threads "$threads threads"
done
cp "$dictionary" "$work/moved.gaz"
kept=$dictionary
dictionary=$work/moved.gaz
map moved
for part in resident professional; do
    diff -r "$work/first/$part" "$work/moved/$part" >"$work/diff" ||
        fail "the dictionary elsewhere: $(head -n 3 "$work/diff")"
done
dictionary=$kept
echo "same bytes: the dictionary in another folder"
grep -rl "staff place" "$work/first/resident" "$work/first/professional" &&
    fail "a map tells where staff keep the dictionary"

# ---- what staff decided ----------------------------------------------------------
mkdir "$work/one" "$work/two"
n=$(python3 tests/fault/doubtful.py fill "$work/first/staff/review.csv" \
    "$work/one/review.csv") || fail "the worksheet cannot be filled in"
map second --decisions "$work/one"
check second
python3 tests/fault/doubtful.py look "$work/second" "$work/second.gpkg" \
    "秘密の理由" "仮野" || fail "a decision came out"
decided=$(grep -c '決定ずみ' "$work/second/staff/review.csv")
[ "$decided" -eq "$n" ] || fail "$decided of $n addresses are decided"
grep '決定を当てはめませんでした' "$work/second/staff/findings.csv" &&
    fail "a decision of a fresh worksheet was not applied"

# The new worksheet, as it is, says the same again.
cp "$work/second/staff/review.csv" "$work/two/review.csv"
map third --decisions "$work/two"
for part in resident professional staff/review.csv staff/findings.csv; do
    [ $part = professional ] && options="-x manifest.json" || options=
    diff -r $options "$work/second/$part" "$work/third/$part" >"$work/diff" ||
        fail "worksheet of worksheet, $part: $(head -n 3 "$work/diff")"
done
echo "$n decisions come back in the next worksheet, and give the same maps"

# build and publish are map; review.csv survives the store.
"$zaitaku" build "$work/list" samples/navii samples/local $places \
    --boundaries samples/boundaries/town.geojson --gazetteer "$dictionary" \
    --decisions "$work/one" -q --store "$work/two.gpkg" >/dev/null \
    2>"$work/stderr" || fail "build: $(cat "$work/stderr")"
"$zaitaku" publish --store "$work/two.gpkg" -q -o "$work/published" \
    >/dev/null 2>"$work/stderr" || fail "publish: $(cat "$work/stderr")"
diff -r "$work/second" "$work/published" >"$work/diff" ||
    fail "build and publish: $(head -n 3 "$work/diff")"
cmp "$work/second.gpkg" "$work/two.gpkg" || fail "build: the store differs"
echo "same bytes: build and publish, instead of map"

# A municipality without a facility names no source that nobody used.
map empty --decisions "$work/one" --area 25498
grep -rl '職員の決定' "$work/empty/resident" "$work/empty/professional"/2* &&
    fail "staff's worksheet is a source of a map"
exit 0
