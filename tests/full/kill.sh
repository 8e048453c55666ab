# kill -9 at random moments (seeded) and at system calls: OUT is the previous
# or the new generation, whole; the store opens or is refused; the next run
# needs no help.
#   sh tests/full/kill.sh PROGRAM [KILLS]    default 1000, half of each kind
. tests/lib.sh
need strace python3
kills=${2:-1000}
strace -o /dev/null true 2>/dev/null || skip "strace may not trace here"

run=$work/run
mkdir "$work/a" "$work/b"
cp -r samples/navii samples/kaigo samples/local "$work/a"
cp -r "$work/a/." "$work/b"
sed -i 's/滋賀県/滋賀県 /' "$work"/b/*/*.csv 2>/dev/null

threads=2
map() { # map GENERATION [BEFORE...]; with `exec` before, in a shell of its own
    generation=$1
    shift
    "$@" "$zaitaku" map "$work/$generation" $places --threads $threads -q \
        -o "$run/out" --store "$run/s.gpkg" >/dev/null 2>"$work/stderr"
}

# What each generation looks like when nobody kills it.
for generation in a b; do
    mkdir "$run"
    map $generation || fail "$(cat "$work/stderr")"
    mv "$run" "$work/whole_$generation"
done
diff -rq "$work/whole_a/out" "$work/whole_b/out" >/dev/null &&
    fail "the two generations are the same: nothing is proved"
cp -r "$work/whole_a" "$run"
threads=1 # strace counts the calls of each thread by itself
map b strace -f -qq -o "$work/trace" || fail "$(cat "$work/stderr")"
threads=2
calls=$(grep -c '^[0-9]* *[a-z]' "$work/trace")

# look: which generation is there? The store may be one ahead of OUT, since it
# is written first.
now=a old=0 new=0
look() {
    if diff -rq "$run/out" "$work/whole_a/out" >/dev/null 2>&1; then
        now=a
    elif diff -rq "$run/out" "$work/whole_b/out" >/dev/null 2>&1; then
        now=b
    else
        fail "$1: OUT is a mixture"
    fi
    if ! "$zaitaku" list municipalities --store "$run/s.gpkg" \
        >/dev/null 2>"$work/stderr"; then
        fail "$1: the store does not open: $(cat "$work/stderr")"
    fi
    cmp -s "$run/s.gpkg" "$work/whole_a/s.gpkg" ||
        cmp -s "$run/s.gpkg" "$work/whole_b/s.gpkg" ||
        fail "$1: the store is neither old nor new"
}

other() { [ "$now" = a ] && echo b || echo a; }

after_kill() { # after_kill GENERATION WHAT
    before=$now
    look "$2"
    if [ "$now" = "$before" ]; then old=$((old + 1)); else new=$((new + 1)); fi
}

rm -rf "$run" && cp -r "$work/whole_a" "$run"
started=$(date +%s%N)
map b || fail "$(cat "$work/stderr")"
took_us=$((($(date +%s%N) - started) / 1000))
now=b

# A list of moments: the same in every run of this test.
moments() { # moments N MAX
    python3 -c 'import random, sys
random.seed(2)
for _ in range(int(sys.argv[1])): print(random.randrange(1, int(sys.argv[2])))
' "$1" "$2"
}

half=$((kills / 2))
for us in $(moments "$half" "$((took_us * 11 / 10))"); do
    generation=$(other)
    map "$generation" exec & # so that the victim is the program, not a shell
    victim=$!
    sleep "$(printf '0.%06d' "$us")"
    kill -9 "$victim" 2>/dev/null
    wait "$victim" 2>/dev/null
    after_kill "$generation" "kill -9 after $us us"
done
echo "$half kills at random moments of ${took_us} us: $old old, $new new"

# strace counts the calls of each name by themselves: the 30th write, ...
old=0 new=0 threads=1
python3 - "$work/trace" "$((kills - half))" >"$work/calls" <<'END'
import collections, random, re, sys
random.seed(2)
seen = collections.Counter()
calls = []
for line in open(sys.argv[1], errors="replace"):
    name = re.match(r"\d* *([a-z_0-9]+)\(", line)
    if name and name[1] not in ("execve", "exit_group"):
        seen[name[1]] += 1
        calls.append((name[1], seen[name[1]]))
for name, k in random.choices(calls, k=int(sys.argv[2])):
    print(name, k)
END
while read -r call k; do
    generation=$(other)
    map "$generation" strace -f -qq -o /dev/null -e "trace=$call" \
        -e "inject=$call:signal=KILL:when=$k" </dev/null
    after_kill "$generation" "kill -9 at $call number $k"
done <"$work/calls" 2>/dev/null
echo "$((kills - half)) kills at one of $calls system calls: $old old, $new new"

# After all of this one run clears up.
map a || fail "the next run: $(cat "$work/stderr")"
diff -r "$run" "$work/whole_a" || fail "the next run leaves something"
echo "the next run leaves nothing behind"
