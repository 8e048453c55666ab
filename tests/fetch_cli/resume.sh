# A download that was cut goes on where it was, and the result is what the
# server has, byte for byte: whatever the server says of what it has, and
# wherever the cut was.
. tests/fetch_server/server.sh
cuts=${2:-20}
tree=$work/tree data=$work/data
python3 $here/make_mirror.py tiny "$tree" --services 130 || fail "no mirror"
python3 $here/catalogue.py "$work/tiny.json"
faults_start "$tree"
name=jigyosho_130_all_20260630180342.csv
file=/www.test/tiny/$name
cp -p "$tree$file" "$work/first"
# The same length and the same rows, but for what a wrong mixture would show:
# every telephone number is another one.
sed 's/-000-/-999-/' "$work/first" >"$work/second"
size=$(wc -c <"$work/first")
[ "$size" -eq "$(wc -c <"$work/second")" ] || fail "not of one length"
cmp -s "$work/first" "$work/second" && fail "nothing is proved"
touch -d '2026-07-10 00:00' "$work/second"

fetch_one() {
    fetch tiny --catalogue "$work/tiny.json" --dir "$data" --tries 1 --quiet \
        --mirror "http://127.0.0.1:$faults_port"
}

# Byte numbers: both ends, the sizes of buffers, and some between (seeded).
at=$(python3 -c 'import random, sys
n, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(5)
edges = [0, 1, 4095, 4096, 16384, size - 1, size // 2]
edges += random.sample(range(2, size - 1), max(0, n - len(edges)))
print(*edges[:n])' "$cuts" "$size")

# cut AT BEFORE AFTER CONTENT: cut off at AT with BEFORE said of the file, then
# whole with AFTER said, when the server has CONTENT. What was asked for the
# second time is in $work/asked.
cut() {
    rm -rf "$data"
    cp -p "$work/first" "$tree$file"
    rules <<END_OF_RULES
{"$file": [{"cut": $1, $2}]}
END_OF_RULES
    fetch_one
    ends 4 "cut at $1"
    [ ! -e "$data/tiny" ] || fail "cut at $1: something was published"
    cp -p "$work/$4" "$tree$file"
    rules <<END_OF_RULES
{"$file": [{$3}]}
END_OF_RULES
    fetch_one
    ends 0 "after a cut at $1, $2, $3"
    cmp "$work/$4" "$data/tiny/2026-06-30/$name" ||
        fail "cut at $1, $2, $3: not what the server has"
    ls -A "$data/.partial" | grep -vq '[.]page$' &&
        fail "cut at $1: a partial download is left"
    asked
}
# What was asked for last, and how much was sent since rules().
asked() {
    logged "$faults/log" "[(a[-1]['range'], a[-1]['if_range'], sum(r['sent']
        for r in rows if r['event'] == 'end' and r['path'] == '$file'))
        for a in [[r for r in rows if r['event'] == 'request' and
        r['path'] == '$file']]][0]" >"$work/asked"
    read -r range if_range sent <<END_OF_ASKED
$(tr -d "(),'" <"$work/asked")
END_OF_ASKED
}

n=0 resumed=0
for byte in $at; do
    # The tag is the same: the rest only.
    cut "$byte" '"etag": "one"' '"etag": "one"' first
    if [ "$byte" -gt 0 ]; then
        [ "$sent" -eq $((size - byte)) ] ||
            fail "cut at $byte: $sent bytes sent, not the rest"
        [ "$range" = "bytes=$byte-" ] || fail "range: $range"
        [ "$if_range" = '"one"' ] || fail "If-Range: $if_range"
        resumed=$((resumed + 1))
    fi
    # The tag is another one, and so is the file: If-Range gives all of it.
    cut "$byte" '"etag": "one"' '"etag": "two"' second
    # A weak tag proves nothing: the same tag, another file, a server that
    # gives a part of anything to whoever asks for it.
    cut "$byte" '"etag": "none", "headers": {"ETag": "W/\"one\""}' \
        '"etag": "none", "headers": {"ETag": "W/\"one\""}' second
    [ "$range" = None ] || fail "weak tag: a part was asked for"
    # Neither tag nor date.
    cut "$byte" '"etag": "none"' '"etag": "none"' second
    [ "$range" = None ] || fail "no tag: a part was asked for"
    n=$((n + 4))
done
echo "$n cuts: $resumed resumed, the others begun anew, all byte for byte"

# ---- servers that answer otherwise than asked --------------------------------
odd=0
for byte in 1 4096 $((size - 1)); do
    # No Range at all, a tag that has gone, a tag that came.
    cut "$byte" '"etag": "one"' '"etag": "one", "range": "ignore"' first
    cut "$byte" '"etag": "one"' '"etag": "none"' second
    cut "$byte" '"etag": "none"' '"etag": "one"' second
    # In chunks, without a length.
    cut "$byte" '"etag": "one", "chunked": true' '"etag": "one"' first
    cut "$byte" '"etag": "one"' '"etag": "one", "chunked": true' first
    odd=$((odd + 5))
done
# 206 with a part that was not asked for, of another whole, or without saying
# which: never taken for the rest. The run may fail; the next one must not.
for how in shift whole mute; do
    for byte in 100 4096; do
        rm -rf "$data"
        cp -p "$work/first" "$tree$file"
        rules <<END_OF_RULES
{"$file": [{"cut": $byte, "etag": "one"}, {"etag": "one", "range": "$how"},
           {"etag": "one"}]}
END_OF_RULES
        for again in 1 2 3; do
            fetch_one
            if [ "$status" -eq 0 ]; then
                cmp "$work/first" "$data/tiny/2026-06-30/$name" ||
                    fail "206 '$how' at $byte: another file"
                break
            fi
            ends 4 "206 '$how' at $byte"
            [ ! -e "$data/tiny" ] || fail "206 '$how': published"
        done
        [ "$status" -eq 0 ] || fail "206 '$how': never recovers: $(said)"
        odd=$((odd + 1))
    done
done
# What is there in part is longer than the file has become: 416, or all of it.
rm -rf "$data"
rules <<END_OF_RULES
{"$file": [{"cut": 90000, "etag": "one"}, {"etag": "one"}]}
END_OF_RULES
fetch_one
ends 4 "cut, to become shorter"
head -n 100 "$work/first" >"$tree$file"
for again in 1 2; do
    fetch_one
    [ "$status" -ne 0 ] || break
done
ends 0 "shorter than its part"
cmp "$tree$file" "$data/tiny/2026-06-30/$name" || fail "shorter: another file"

# Cut again and again: each run brings some of it, and all of it in the end.
rm -rf "$data"
cp -p "$work/first" "$tree$file"
for again in 1 2 3 4; do
    rules <<END_OF_RULES
{"$file": [{"cut": 30000, "etag": "one"}]}
END_OF_RULES
    fetch_one
    ends 4 "cut $again"
done
printf '{"%s": [{"etag": "one"}]}' "$file" | rules
fetch_one
ends 0 "after four cuts"
asked
[ "$range" = "bytes=120000-" ] || fail "four cuts: $range"
cmp "$work/first" "$data/tiny/2026-06-30/$name" || fail "four cuts"

# Within one run: tried again by itself.
rm -rf "$data"
printf '{"%s": [{"cut": 50000, "etag": "one"}, {"etag": "one"}]}' "$file" |
    rules
fetch tiny --catalogue "$work/tiny.json" --dir "$data" --tries 2 --quiet \
    --mirror "http://127.0.0.1:$faults_port"
ends 0 "cut, and tried again"
asked
[ "$range" = "bytes=50000-" ] || fail "tried again: $range"
cmp "$work/first" "$data/tiny/2026-06-30/$name" || fail "tried again"
# What lies there is shorter or longer than it was, or nothing is known of it.
for hurt in shorter longer unknown odd_notes; do
    rm -rf "$data"
    printf '{"%s": [{"cut": 50000, "etag": "one"}, {"etag": "one"}]}' "$file" |
        rules
    fetch_one
    ends 4 "$hurt"
    found=0
    for left in "$data/.partial"/*; do
        case $hurt,$left in
        unknown,*.meta) rm "$left" ;;
        odd_notes,*.meta) echo '{' >"$left" ;;
        *.meta | *.page) continue ;;
        shorter,*) truncate -s 30000 "$left" ;;
        longer,*) truncate -s 200000 "$left" ;;
        *) continue ;;
        esac
        found=$((found + 1))
    done
    [ "$found" -ge 1 ] || fail "$hurt: no part in $(ls -A "$data/.partial")"
    fetch_one
    [ "$status" -eq 0 ] || fetch_one
    ends 0 "$hurt"
    cmp "$work/first" "$data/tiny/2026-06-30/$name" || fail "$hurt"
done
echo "$odd odd answers, 416, four cuts in a row, parts of another length: never" \
    "a mixture"
