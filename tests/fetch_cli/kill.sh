# kill -9 at random moments (seeded) and at system calls, over a slow server:
# whatever is there afterwards is whole, the next run needs no help, and in the
# end nothing is left but the snapshots. Then two at once, and readers.
#   sh tests/fetch_cli/kill.sh PROGRAM [KILLS]    default 200
. tests/fetch_server/server.sh
kills=${2:-200}
tree=$work/tree data=$work/data
make() {
    python3 $here/make_mirror.py tiny "$tree" --per-town 3 \
        --services 110,120,130 "$@" || fail "no mirror made"
}
python3 $here/catalogue.py "$work/tiny.json"
make --date 2026-06-30
nginx_start "$tree" 120k
tiny="--catalogue $work/tiny.json --quiet"

# The edition that is there, and the one that is being fetched.
fetch tiny $tiny --dir "$work/a" --mirror "$mirror"
ends 0 "the first edition"
make --date 2026-12-31 --noise 1
fetch tiny $tiny --dir "$work/b" --mirror "$mirror"
ends 0 "the second edition"
old=$(fingerprint "$work/a/tiny/2026-06-30")
new=$work/b/tiny/2026-12-31

cp -r "$work/a" "$data"
n=0 kept=0 came=0
look() { # look WHAT: the old edition, and the new one whole or not at all
    whole "$data" "$1"
    [ "$(fingerprint "$data/tiny/2026-06-30")" = "$old" ] ||
        fail "$1: the old edition is another one"
    n=$((n + 1))
    seen=$(wc -l <"$work/snapshots")
    if [ -e "$data/tiny/2026-12-31" ]; then
        diff -r -x manifest.json "$new" "$data/tiny/2026-12-31" ||
            fail "$1: the new edition is another one"
        [ "$seen" -eq 2 ] || fail "$1: $seen snapshots"
        came=$((came + 1))
        # Over what the kill has left, from now on again.
        rm -rf "$data/tiny/2026-12-31"
        return
    fi
    [ "$seen" -eq 1 ] || fail "$1: $seen snapshots"
    [ "$(ls "$data/tiny")" = 2026-06-30 ] || fail "$1: $(ls "$data/tiny")"
    kept=$((kept + 1))
}

started=$(date +%s%N)
fetch tiny $tiny --dir "$data" --mirror "$mirror_slow"
ends 0 "a run that nobody kills"
took_us=$((($(date +%s%N) - started) / 1000))
look "a run that nobody kills"
n=0 came=0
python3 -c 'import random, sys
random.seed(5)
for _ in range(int(sys.argv[1])):
    print("0.%06d" % min(999999, random.randrange(1, int(sys.argv[2]))))
' "$kills" "$((took_us * 11 / 10))" >"$work/moments"
killed=0 part=0
while read -r moment; do
    "$zaitaku" fetch tiny $tiny --dir "$data" --mirror "$mirror_slow" \
        >/dev/null 2>"$work/stderr" </dev/null &
    victim=$!
    sleep "$moment"
    kill -9 $victim 2>/dev/null && killed=$((killed + 1))
    wait $victim 2>/dev/null
    # A download that lies there in part: what the next run goes on with.
    [ -z "$(find "$data/.partial" -name '*.meta' 2>/dev/null)" ] ||
        part=$((part + 1))
    look "kill -9 after $moment s"
done <"$work/moments" 2>"$work/said"
# Words of the shell on the killed ones go to $work/said, those of fail() too.
[ "$n" -eq "$kills" ] || fail "only $n of $kills: $(tail -n 3 "$work/said")"
[ "$came" -gt 0 ] && [ "$kept" -gt 0 ] || fail "$came new, $kept old"
echo "$kills runs of $took_us us, $killed killed: $kept old, $came old and" \
    "new; $part with a download in part"

fetch tiny $tiny --dir "$data" --mirror "$mirror"
ends 0 "the next run"
look "the next run"
fetch tiny $tiny --dir "$data" --mirror "$mirror"
"$zaitaku" prune --partial --dir "$data" >/dev/null 2>"$work/stderr" ||
    fail "prune --partial: $(cat "$work/stderr")"
left=$(find "$data" -type f ! -path "$data/tiny/2*" ! -name .lock)
[ -z "$left" ] || fail "left behind: $left"
[ -z "$(find "$data/tiny" -maxdepth 1 -name '.*')" ] ||
    fail "left behind: $(ls -A "$data/tiny")"

# ---- at system calls ---------------------------------------------------------
if command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
    n=0 kept=0 came=0
    steps="mkdir mkdirat link linkat rename renameat renameat2 unlink unlinkat
        fsync fdatasync syncfs ftruncate flock fcntl openat write"
    rm -rf "$data/tiny/2026-12-31"
    strace -f -y -qq -o "$work/trace" "$zaitaku" fetch tiny $tiny \
        --dir "$data" --mirror "$mirror" >/dev/null 2>&1
    look "under strace"
    # The calls that concern DATA, each with its number among its name.
    python3 - "$work/trace" "$data" "$steps" >"$work/calls" <<'PY'
import collections, random, re, sys
random.seed(5)
seen, mine = collections.Counter(), collections.defaultdict(list)
for line in open(sys.argv[1], errors="replace"):
    call = re.match(r"\d* *([a-z_0-9]+)\(", line)
    if call and call[1] in sys.argv[3].split():
        seen[call[1]] += 1
        if sys.argv[2] in line:
            mine[call[1]].append(seen[call[1]])
for name, numbers in mine.items():
    for k in sorted(random.sample(numbers, min(6, len(numbers)))):
        print(name, k)
PY
    while read -r call k; do
        strace -f -qq -o /dev/null -e "trace=$call" \
            -e "inject=$call:signal=KILL:when=$k" "$zaitaku" fetch tiny $tiny \
            --dir "$data" --mirror "$mirror" >/dev/null 2>&1 </dev/null
        look "kill -9 at $call number $k"
    done <"$work/calls" 2>"$work/said"
    [ "$n" -gt 20 ] || fail "only $n calls: $(tail -n 3 "$work/said")"
    echo "$n kills at system calls: $kept old, $came old and new"
fi

# ---- two at once -------------------------------------------------------------
rm -rf "$data"
cp -r "$work/a" "$data"
for i in 1 2 3 4 5 6; do
    (
        timeout 60 "$zaitaku" fetch tiny $tiny --dir "$data" \
            --mirror "$mirror_slow" >"$work/out.$i" 2>"$work/err.$i"
        echo $? >"$work/status.$i"
    ) &
    eval "runs_$i=$!"
done
for i in 1 2 3 4 5 6; do
    eval "wait \$runs_$i"
done
good=0 held=0
for i in 1 2 3 4 5 6; do
    case $(cat "$work/status.$i") in
    0) good=$((good + 1)) ;;
    5)
        held=$((held + 1))
        # Who it is: a process that can be looked for.
        grep -qE 'error: .*[0-9]' "$work/err.$i" ||
            fail "not who holds it: $(cat "$work/err.$i")"
        ;;
    *) fail "status $(cat "$work/status.$i"): $(cat "$work/err.$i")" ;;
    esac
done
[ "$good" -ge 1 ] || fail "six at once: none has done it"
[ -d "$data/tiny/2026-12-31" ] || fail "six at once: nothing came"
look "six at once"
echo "six at once: $good done, $held were told who holds the folder"

# ---- readers while it is written ---------------------------------------------
rm -f "$work/stop"
(
    i=0
    while [ ! -e "$work/stop" ]; do
        "$zaitaku" list snapshots --dir "$data" >/dev/null 2>"$work/reader" &&
            "$zaitaku" verify --dir "$data" >>"$work/reader" 2>&1 || {
            echo "a reader: $(cat "$work/reader")" >"$work/torn"
            break
        }
        i=$((i + 1))
        echo $i >"$work/read"
    done
) &
reader=$!
for seed in 1 2 3 4 5 6; do
    make --date 2026-12-31 --noise 1 --seed $seed
    fetch tiny $tiny --dir "$data" --mirror "$mirror"
    ends 0 "edition $seed"
done
"$zaitaku" prune tiny --keep 2 --dir "$data" >/dev/null 2>"$work/stderr" ||
    fail "prune: $(cat "$work/stderr")"
: >"$work/stop"
wait $reader
[ ! -e "$work/torn" ] || fail "$(cat "$work/torn")"
[ "$(cat "$work/read")" -gt 2 ] || fail "only $(cat "$work/read") readings"
whole "$data" "after prune"
[ "$(wc -l <"$work/snapshots")" -eq 2 ] ||
    fail "prune: $(cat "$work/snapshots")"
echo "$(cat "$work/read") readings while six editions came: all whole"
