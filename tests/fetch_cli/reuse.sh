# What is here already is used again only when it is what it was: a file that
# was damaged on the disk, or came damaged, is fetched anew and never becomes
# part of another snapshot.
. tests/fetch_server/server.sh
tree=$work/tree data=$work/data
first=$work/tree/www.test/tiny
one=jigyosho_130_all_20260630180342.csv two=jigyosho_430_all_20260630180342.csv
python3 $here/make_mirror.py tiny "$tree" --per-town 2 || fail "no mirror made"
python3 $here/make_mirror.py town "$tree" --copies 5 || fail "no mirror made"
python3 $here/catalogue.py "$work/tiny.json"
nginx_start "$tree"
faults_start "$tree"
options="--catalogue $work/tiny.json --dir $data --quiet"
bad=0
wrong() { # all are looked at before the test fails
    echo "WRONG: $*"
    bad=$((bad + 1))
}

# ---- damaged on the disk -----------------------------------------------------
for hurt in byte longer shorter gone; do
    rm -rf "$data"
    python3 $here/make_mirror.py tiny "$tree" --per-town 2
    fetch tiny $options --mirror "$mirror"
    ends 0 "$hurt: the first time"
    case $hurt in
    byte) sed -i '2s/-000-/-666-/' "$data/tiny/2026-06-30/$one" ;;
    longer) echo >>"$data/tiny/2026-06-30/$one" ;;
    shorter) truncate -s 1000 "$data/tiny/2026-06-30/$one" ;;
    gone) rm "$data/tiny/2026-06-30/$one" ;;
    esac
    # The publisher corrects the other file only.
    sed -i '2s/-000-/-777-/' "$first/$two"
    # nginx makes its tag of the second and the size.
    touch -d '2026-07-10 12:00' "$first/$two"
    fetch tiny $options --mirror "$mirror"
    made=$data/tiny/2026-06-30.2
    if [ "$status" -ne 0 ]; then
        wrong "$hurt: status $status: $(said)"
    elif ! cmp "$first/$one" "$made/$one"; then
        wrong "$hurt: a damaged file becomes part of a new snapshot"
    fi
done

# The publisher has changed nothing: the damaged one is no longer the newest.
echo >>"$data/tiny/2026-06-30.2/$one"
fetch tiny $options --mirror "$mirror"
ends 0 "damaged, and nothing new"
tells "2026-06-30.2/$one" "damaged, and nothing new"
cmp "$first/$one" "$data/tiny/2026-06-30.3/$one" ||
    wrong "damaged, and nothing new: $(said)"
fetch tiny $options --mirror "$mirror"
[ "$(cut -f 1,5 "$work/stdout" | tr '\t' ' ')" = "same 0" ] ||
    wrong "damaged, fetched anew, and again: $(said)"

# ---- came damaged ------------------------------------------------------------
# The server says a length that is too short (an upload that is not finished, a
# box on the way): in quarantine now, and asked for again next time.
zip=/www.mhlw.go.jp/content/11121000/05_pharmacy_20251201.zip
rm -rf "$data"
printf '{"%s": [{"length": -10}]}' $zip | rules
fetch navii $options --mirror "http://127.0.0.1:$faults_port" --tries 1
ends 3 "cut short"
[ ! -e "$data/navii" ] || fail "cut short: published"
echo '{}' | rules
fetch navii $options --mirror "http://127.0.0.1:$faults_port" --tries 1
if [ "$status" -eq 0 ]; then
    cmp "$tree$zip" "$data/navii/2025-12-01/${zip##*/}" || wrong "cut short"
else
    wrong "cut short: 'fetch it again' does not fetch it again: $(said)"
fi

# ---- new validators, same bytes ----------------------------------------------
rm -rf "$data"
fetch tiny $options --mirror "$mirror"
ends 0 "to be touched"
touch -d '2026-07-11 12:00' "$first"/*
fetch tiny $options --mirror "$mirror" --json
ends 0 "touched"
grep -q '"state":"same"' "$work/stdout" || wrong "touched: $(said)"
grep -q '"same":false' "$work/stdout" &&
    wrong "touched: the bytes of an older snapshot are not 'same'"
# Servers without ETag and Last-Modified are asked in full, to the same end.
rm -rf "$data"
printf '{"%s": [{"etag": "none"}], "%s": [{"etag": "none"}]}' \
    "/www.test/tiny/$one" "/www.test/tiny/$two" | rules
for again in new same same; do
    fetch tiny $options --mirror "http://127.0.0.1:$faults_port"
    ends 0 "no validators"
    [ "$(cut -f 1 "$work/stdout")" = $again ] || wrong "no validators: $(said)"
done
[ "$(ls "$data/tiny")" = 2026-06-30 ] || wrong "no validators: another folder"

[ "$bad" -eq 0 ] || fail "$bad things that are here are used wrongly"
echo "what is here is used again only when it is what it was"
