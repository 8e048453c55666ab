# A dictionary is whole or not there: kills, a disk without room and unusable
# sources leave the old one. What geocode answers depends on nothing but the
# addresses and the dictionary, and hostile rows are rows.
. tests/lib.sh
need python3

sources="samples/gazetteer samples/mt_city_all.csv"
gaz=$work/s.gaz

build() { # build FILE SOURCE...
    file=$1
    shift
    status=0
    "$zaitaku" gazetteer build "$@" -o "$file" -q >"$work/stdout" \
        2>"$work/stderr" || status=$?
}

geocode() { # geocode FILE [OPTION...] >ANSWERS
    "$zaitaku" geocode "$@" --gazetteer "$gaz" -q 2>"$work/stderr" ||
        fail "geocode $*: $(cat "$work/stderr")"
}

build "$gaz" $sources
[ "$status" -eq 0 ] || fail "$(cat "$work/stderr")"

# ---- the same bytes ---------------------------------------------------------
for zone in Asia/Tokyo America/Los_Angeles; do
    TZ=$zone LC_ALL=C.UTF-8 build "$work/again.gaz" $sources
    cmp "$gaz" "$work/again.gaz" || fail "$zone: the dictionary differs"
done
(cd samples && "$zaitaku" gazetteer build gazetteer mt_city_all.csv \
    -o "$work/again.gaz" -q >/dev/null) || fail "from another folder"
cmp "$gaz" "$work/again.gaz" || fail "from another folder it differs"
echo "same bytes: time zones, locales, folders"

# 50 times the samples and rows whose remainder is in pieces, in one batch
# after another.
python3 - "$work/many.txt" <<'END'
import csv, sys
with open("samples/addresses.csv", encoding="utf-8-sig", newline="") as f:
    rows = [row["住所"].replace("\n", " ") for row in csv.DictReader(f)]
with open("tests/geocode/addresses.csv", encoding="utf-8", newline="") as f:
    rows += [row["input"] for row in csv.DictReader(f)]
with open(sys.argv[1], "w", encoding="utf-8") as out:
    for i in range(50):
        for row in rows:
            print(row, file=out)
            print(f"滋賀県（{i}番目）みなと市（甲{i}）湊町1-2-3（終{i}", file=out)
END
geocode "$work/many.txt" --threads 1 --json >"$work/first"
for threads in 2 3 8 64; do
    geocode "$work/many.txt" --threads $threads --json >"$work/answers"
    cmp "$work/first" "$work/answers" || fail "$threads threads"
done
python3 - "$work/many.txt" "$work/first" <<'END' || fail "not its own answer"
import json, sys
with open(sys.argv[1], encoding="utf-8") as f:
    rows = f.read().split("\n")[:-1]
with open(sys.argv[2], encoding="utf-8") as f:
    answers = [json.loads(line) for line in f]
bad, alone = len(rows) != len(answers), {}
for row, answer in zip(rows, answers):
    pieces = answer["remainder"].split(" ") + [answer["building"]]
    if answer["input"] != row or any(p not in row for p in pieces):
        bad += 1
        print(row, answer["remainder"], answer["building"])
    # Equal input, equal answer, wherever it stands.
    bad += alone.setdefault(row, answer) != answer
print(f"{len(rows)} rows in order, each with its own answer")
sys.exit(bad != 0)
END

# ---- the order of the sources -----------------------------------------------
geocode samples/addresses.csv --json >"$work/first"
cp "$gaz" "$work/old.gaz"
build "$gaz" samples/mt_city_all.csv $(find samples/gazetteer -type f |
    grep -v /ja/ | sort -r) samples/gazetteer/ja
[ "$status" -eq 0 ] || fail "$(cat "$work/stderr")"
geocode samples/addresses.csv --json >"$work/answers"
cmp "$work/first" "$work/answers" ||
    fail "the answers depend on the order of the sources"
mv "$work/old.gaz" "$gaz"
echo "same answers: sources file by file, backwards"

# ---- kill -9 ----------------------------------------------------------------
mkdir "$work/kill"
cp "$gaz" "$work/kill/s.gaz"
build "$work/new.gaz" samples/mt_city_all.csv samples/gazetteer/*_town_*
killed=0 old=0
for i in $(seq -w 2 2 120); do
    "$zaitaku" gazetteer build samples/mt_city_all.csv \
        samples/gazetteer/*_town_* -q -o "$work/kill/s.gaz" >/dev/null 2>&1 &
    pid=$!
    sleep "0.$i"
    kill -9 $pid 2>/dev/null && killed=$((killed + 1))
    wait $pid 2>/dev/null
    if cmp -s "$gaz" "$work/kill/s.gaz"; then
        old=$((old + 1))
    else
        cmp "$work/new.gaz" "$work/kill/s.gaz" || fail "kill $i: a torn file"
        cp "$gaz" "$work/kill/s.gaz"
    fi
done
build "$work/kill/s.gaz" $sources
[ "$status" -eq 0 ] || fail "after the kills: $(cat "$work/stderr")"
cmp "$gaz" "$work/kill/s.gaz" || fail "after the kills it differs"
left=$(ls -A "$work/kill" | grep -cv '^s.gaz$')
[ "$left" -eq 0 ] || fail "the next run leaves: $(ls -A "$work/kill")"
echo "60 builds, $killed killed, the old one whole after $old, no rest"

# ---- no room ----------------------------------------------------------------
cp "$gaz" "$work/kill/s.gaz"
for blocks in 0 1 100 200; do
    (
        trap '' XFSZ
        ulimit -f $blocks
        "$zaitaku" gazetteer build $sources -o "$work/kill/s.gaz" -q
    ) >/dev/null 2>"$work/pipe.stderr"
    status=$?
    [ "$status" -eq 5 ] || fail "room for $blocks blocks: status $status"
    cmp "$gaz" "$work/kill/s.gaz" || fail "no room: the old one is torn"
done
left=$(ls -A "$work/kill" | grep -cv '^s.gaz$')
[ "$left" -eq 0 ] || fail "no room leaves: $(ls -A "$work/kill")"
for command in "gazetteer info $gaz" \
    "geocode samples/addresses.csv --gazetteer $gaz"; do
    status=0
    "$zaitaku" $command -q >/dev/full 2>"$work/stderr" || status=$?
    [ "$status" -eq 5 ] || fail "$command, disk full: status $status"
    grep -q '^zaitaku: error: ' "$work/stderr" || fail "$command: not a word"
done
echo "no room: told, and the old one is whole"

# A reader that has enough ends the run, without waiting for the rest.
timeout 20 sh -c "yes 滋賀県みなと市湊町1-2-3 |
    \"$zaitaku\" geocode --gazetteer \"$gaz\" -q 2>/dev/null | head -n 3" \
    >"$work/stdout" || fail "a closed pipe does not end it"
[ "$(wc -l <"$work/stdout")" -eq 3 ] || fail "not the first three lines"

# ---- hostile rows -----------------------------------------------------------
python3 - "$work/hostile.txt" <<'END'
import random, sys
random.seed(6)
start = "滋賀県みなと市湊町1-2-3"
rows = [start + "x" * 10_000_000, "（" * 100_000, start + "（）" * 100_000,
        "1" * 100_000, start + "-1" * 100_000, "みなと市" + "字" * 100_000,
        "大字" * 50_000, "ノ" * 100_000, "町" * 100_000, "丁目" * 100_000,
        " " * 100_000, "\t", "一" * 100_000, "●" * 100_000, start]
rows = [row.encode() for row in rows]
rows += [bytes(random.choice(b"\x00\x80\xe6\xff(19 a") for _ in range(80))
         for _ in range(2000)]
with open(sys.argv[1], "wb") as out:
    out.write(b"".join(row + b"\n" for row in rows))
END
geocode "$work/hostile.txt" --json >"$work/answers"
python3 - "$work/hostile.txt" "$work/answers" <<'END' || fail "hostile rows"
import json, sys
rows = open(sys.argv[1], "rb").read().count(b"\n")
with open(sys.argv[2], encoding="utf-8") as f:
    answers = [json.loads(line) for line in f]
last = next(a for a in answers if a["input"].endswith("湊町1-2-3"))
print(f"{rows} hostile rows, {len(answers)} answers")
sys.exit(rows != len(answers) or last["match_level"] != "house")
END
