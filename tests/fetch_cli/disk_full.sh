# A full disk and I/O errors during a fetch are told, and never leave half of a
# snapshot: system calls that concern the data folder fail in turn, then a real
# disk that is too small. The next run recovers.
#   sh tests/fetch_cli/disk_full.sh PROGRAM [CALLS]   default 3 of each name
. tests/fetch_server/server.sh
most=${2:-3}
tree=$work/tree data=$work/data
make() {
    python3 $here/make_mirror.py tiny "$tree" --per-town 4 "$@" ||
        fail "no mirror made"
}
python3 $here/catalogue.py "$work/tiny.json"
make --date 2026-06-30
nginx_start "$tree"
tiny="tiny --catalogue $work/tiny.json --quiet --mirror $mirror --tries 1"
fetch $tiny --dir "$work/a"
ends 0 "the first edition"
make --date 2026-12-31 --noise 1
fetch $tiny --dir "$work/b"
ends 0 "the second edition"
old=$(fingerprint "$work/a/tiny/2026-06-30")
new=$work/b/tiny/2026-12-31

# look WHAT: status 0 means that the edition is there, anything else that it is
# there whole or not at all.
look() {
    whole "$data" "$1"
    [ "$(fingerprint "$data/tiny/2026-06-30")" = "$old" ] ||
        fail "$1: the old edition is another one"
    if [ -e "$data/tiny/2026-12-31" ]; then
        diff -r -x manifest.json "$new" "$data/tiny/2026-12-31" ||
            fail "$1: the new edition is another one"
    elif [ "$status" -eq 0 ]; then
        fail "$1: silent, and nothing came: $(said)"
    fi
}
told() { # told WHAT
    [ "$status" -eq 5 ] || fail "$1: status $status: $(said)"
    grep -q '^zaitaku: error: ' "$work/stderr" || [ -s "$work/stdout" ] ||
        fail "$1: not a word"
}

if command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
    cp -r "$work/a" "$data"
    strace -f -y -qq -o "$work/trace" "$zaitaku" fetch $tiny --dir "$data" \
        >"$work/stdout" 2>"$work/stderr" || fail "under strace: $(said)"
    # The calls that concern DATA: of each name the first, the last and some
    # between.
    python3 - "$work/trace" "$data" "$most" >"$work/calls" <<'PY'
import collections, re, sys
names = """write pwrite64 writev fsync fdatasync syncfs rename renameat
    renameat2 link linkat openat open ftruncate mkdir mkdirat unlink unlinkat close
    sendfile copy_file_range fallocate flock read pread64 newfstatat
    getdents64""".split()
seen, mine = collections.Counter(), collections.defaultdict(list)
for line in open(sys.argv[1], errors="replace"):
    call = re.match(r"\d* *([a-z_0-9]+)\(", line)
    if call and call[1] in names:
        seen[call[1]] += 1
        # Not a reading of what need not be there.
        if sys.argv[2] in line and "ENOENT" not in line:
            mine[call[1]].append(seen[call[1]])
for name, numbers in mine.items():
    most = int(sys.argv[3])
    if name in ("write", "openat", "link", "linkat", "renameat2", "rename"):
        most *= 2
    step = max(1, (len(numbers) + most - 2) // max(1, most - 1))
    for k in dict.fromkeys(numbers[::step] + numbers[-1:]):
        print(name, k)
PY
    n=0 silent=0 told=0
    while read -r call k; do
        for error in ENOSPC EIO; do
            for when in "$k" "$k+"; do
                rm -rf "$data"
                cp -r "$work/a" "$data"
                what="$call fails with $error at $when"
                status=0
                timeout 60 strace -f -qq -o /dev/null -e "trace=$call" \
                    -e "inject=$call:error=$error:when=$when" "$zaitaku" \
                    fetch $tiny --dir "$data" >"$work/stdout" \
                    2>"$work/stderr" </dev/null || status=$?
                n=$((n + 1))
                [ "$status" -ne 124 ] || fail "$what: hangs"
                [ "$status" -lt 128 ] || fail "$what: crashes: $status"
                look "$what"
                if [ "$status" -eq 0 ]; then
                    silent=$((silent + 1))
                    continue
                fi
                told=$((told + 1))
                # When every write fails the sentence cannot be written either.
                [ -s "$work/stderr" ] || [ "$call $when" = "write $k+" ] ||
                    fail "$what: status $status without a word"
                fetch $tiny --dir "$data"
                ends 0 "after $what"
                look "after $what"
            done
        done
    done <"$work/calls"
    [ "$told" -gt 30 ] || fail "only $told of $n faults were felt"
    echo "$n faults: $told told, $silent did not matter, 0 torn, 0 silent"
else
    echo "faults of system calls: passed over, no strace here"
fi

# ---- a disk that is full -----------------------------------------------------
data=$work/disk/data
mkdir "$work/disk"
if ! mount -t tmpfs -o size=2m tmpfs "$work/disk" 2>/dev/null; then
    echo "real full disk: passed over, tmpfs may not be mounted here"
    exit 0
fi
trap 'stop_all; umount "$work/disk"; rm -rf "$work"' EXIT
failed=0 fitted=0 once=0
for room in 0 4 8 16 24 32 40 48 64 80 96 112 128 160 192 256; do
    rm -rf "$work/disk"/*
    cp -r "$work/a" "$data"
    free=$(df -k --output=avail "$work/disk" | tail -n 1)
    head -c "$((free - room))k" /dev/zero >"$work/disk/ballast"
    fetch $tiny --dir "$data"
    rm "$work/disk/ballast"
    look "$room KB free"
    if [ "$status" -eq 0 ]; then
        fitted=$((fitted + 1))
        continue
    fi
    failed=$((failed + 1))
    told "$room KB free"
    # The sentence with the remedy stands there, and on the terminal once.
    grep -q 'disk.*is full; free some' "$work/stderr" ||
        fail "$room KB free: $(said)"
    [ -s "$work/stdout" ] || once=$((once + 1))
    fetch $tiny --dir "$data"
    ends 0 "after $room KB free"
    look "after $room KB free"
done
[ "$once" -ge 1 ] || fail "a full disk is told of each source"
[ "$failed" -ge 3 ] && [ "$fitted" -ge 1 ] ||
    fail "$failed failed, $fitted fitted: the sizes prove nothing"
# A folder that may not be written to.
if [ "$(id -u)" -ne 0 ]; then
    chmod a-w "$data"
    fetch $tiny --dir "$data"
    chmod u+w "$data"
    told "a folder without permission"
fi
: >"$work/disk/file"
fetch $tiny --dir "$work/disk/file"
told "a file in the folder's place"
echo "full disk: $failed runs told it, $fitted fitted, all whole"
