# Every system call of a small run fails in turn: disk full and I/O error, once
# and from then on. A run that fails says so and leaves the previous OUT as it
# was, byte for byte; a run that does not fail has written everything. The next
# run clears up.
#   sh tests/full/faults.sh PROGRAM [STEP]    every STEP-th call (default: all)
. tests/lib.sh
need strace
step=${2:-1}
calls="write pwrite64 fsync syncfs renameat2 renameat rename openat linkat
    mkdirat close"
strace -o /dev/null true 2>/dev/null || skip "strace may not trace here"

run=$work/run trace=$work/trace
mkdir "$work/in" "$run" "$work/old" "$work/new"
cp samples/kaigo/jigyosho_1[13]0.csv "$work/in"

map() { # map FOLDER [STRACE_OPTION...]: one thread, so that calls have numbers
    folder=$1
    shift
    "$@" "$zaitaku" map "$work/in" $places --threads 1 -o "$folder/out" \
        --store "$folder/s.gpkg" >"$work/stdout" 2>"$work/stderr"
}

# The previous generation, then one row more: some files change, some do not.
map "$work/old" || fail "$(cat "$work/stderr")"
cp -r "$work/old/." "$work/new"
sed -i 's/0749-00-0181/0749-00-0189/' "$work/in/jigyosho_130.csv"
cp -r "$work/old/." "$run"
map "$run" strace -f -qq -o "$trace" || fail "$(cat "$work/stderr")"
map "$work/new" || fail "$(cat "$work/stderr")"
diff -r "$run" "$work/new" >&2 || fail "strace changes the output"

same() { diff -rq "$1" "$2" >/dev/null 2>&1; }

fresh() {
    rm -rf "$run"
    cp -r "$work/old" "$run"
}

n=0 held=0 told=0 cleared=0
inject() { # inject CALL ERROR WHEN
    what="$1 fails with $2 at $3"
    fresh
    status=0
    map "$run" strace -f -qq -o /dev/null -e "trace=$1" \
        -e "inject=$1:error=$2:when=$3" || status=$?
    n=$((n + 1))
    if [ "$status" -eq 0 ]; then
        same "$run/out" "$work/new/out" || fail "$what: silent, OUT is wrong"
        same "$run/s.gpkg" "$work/new/s.gpkg" ||
            fail "$what: silent, the store is wrong"
        held=$((held + 1))
    else
        told=$((told + 1))
        same "$run/out" "$work/old/out" ||
            fail "$what: status $status, but OUT is not as it was"
        same "$run/s.gpkg" "$work/old/s.gpkg" ||
            same "$run/s.gpkg" "$work/new/s.gpkg" ||
            fail "$what: status $status, but the store is neither old nor new"
        # When every write fails the sentence cannot be written either.
        [ -s "$work/stderr" ] || [ "$1 $3" != "write ${3%+}" ] ||
            fail "$what: status $status without a word"
    fi
    [ "$(ls -A "$run" | wc -l)" -gt 2 ] || return 0
    cleared=$((cleared + 1))
    map "$run" || fail "$what: the next run fails: $(cat "$work/stderr")"
    same "$run" "$work/new" ||
        fail "$what: the next run leaves $(ls -A "$run" | tr '\n' ' ')"
}

for call in $calls; do
    last=$(grep -c "^[0-9]* *$call(" "$trace")
    for error in ENOSPC EIO; do
        k=1
        while [ "$k" -le "$last" ]; do
            inject "$call" "$error" "$k"
            inject "$call" "$error" "$k+"
            k=$((k + step))
        done
    done
    echo "$call: $last calls"
done
echo "$n faults: $told told, $held did not matter, 0 silent;" \
    "$cleared left something, which the next run removed"
