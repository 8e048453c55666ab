# A full disk and I/O errors are told, and never leave half of anything: every
# fifth system call of a run fails in turn (tests/full/faults.sh: every one),
# then real file systems that are too small for the next generation.
. tests/lib.sh

sh tests/full/faults.sh "$zaitaku" 5
status=$?
[ "$status" -eq 0 ] || [ "$status" -eq 77 ] || exit "$status"

disk=$work/disk
mkdir "$disk" "$work/in"
cp samples/navii/*.csv samples/kaigo/*.csv "$work/in"
if ! mount -t tmpfs -o size=4m tmpfs "$disk" 2>/dev/null; then
    [ "$status" -eq 0 ] || skip "neither strace nor tmpfs is permitted here"
    echo "real full disk: passed over, tmpfs may not be mounted here"
    exit 0
fi
trap 'umount "$disk"; rm -rf "$work"' EXIT

map() { # map FORMATS STORE
    status=0
    "$zaitaku" map "$work/in" $places --format "$1" -o "$disk/out" \
        --store "$2" >/dev/null 2>"$work/stderr" || status=$?
}

# A disk with less and less room: until the run fits, it must fail aloud.
# The store is on another disk first, so that it is the maps that do not fit.
squeeze() { # squeeze FORMATS STORE
    rm -rf "$disk"/* && map "$1" "$2"
    [ "$status" -eq 0 ] || fail "$(cat "$work/stderr")"
    cp -r "$disk" "$work/old"
    # Every address changes, so every map is written anew.
    sed -i "s/滋賀県/滋賀県 $1/" "$work"/in/*.csv
    failed=0 done=0
    for room in 0 8 16 24 32 40 48 56 64 80 96 128 192 256 384 512 768 1024; do
        rm -rf "$disk"/* "$disk"/.[!.]* && cp -r "$work/old/." "$disk"
        free=$(df -k --output=avail "$disk" | tail -n 1)
        head -c "$((free - room))k" /dev/zero >"$disk/ballast"
        map "$1" "$2"
        rm "$disk/ballast"
        if [ "$status" -eq 0 ]; then
            done=$((done + 1))
            "$zaitaku" check "$disk/out" --store "$2" -q >"$work/stdout" ||
                fail "$1, $room KB free: silent"
            continue
        fi
        failed=$((failed + 1))
        [ "$status" -eq 5 ] || fail "$room KB free: status $status, not 5"
        grep -q '^zaitaku: error: ' "$work/stderr" || fail "not a word"
        diff -r "$work/old/out" "$disk/out" || fail "the old OUT is torn"
        map "$1" "$2"
        [ "$status" -eq 0 ] || fail "the next run: $(cat "$work/stderr")"
        left=$(ls -A "$disk" | grep -cv '^out$\|^s.gpkg$')
        [ "$left" -eq 0 ] || fail "the next run leaves $(ls -A "$disk")"
    done
    [ "$failed" -ge 3 ] && [ "$done" -ge 1 ] ||
        fail "$failed failed, $done fitted: the sizes prove nothing"
    echo "full disk, $1: $failed runs told it and left OUT whole," \
        "$done fitted"
    rm -rf "$work/old"
}

squeeze geojson "$work/s.gpkg"
squeeze kml "$work/s.gpkg"
squeeze geojson,kml,kmz "$work/s.gpkg"
squeeze geojson,kml,kmz "$disk/s.gpkg"
