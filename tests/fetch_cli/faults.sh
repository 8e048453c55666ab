# What goes wrong between here and the publisher: told in a sentence, with the
# right exit status, and nothing of it is ever published.
. tests/fetch_server/server.sh
tree=$work/tree data=$work/data
python3 $here/make_mirror.py tiny "$tree" --per-town 4 || fail "no mirror"
python3 $here/catalogue.py "$work/tiny.json" 'max_bytes=300000'
faults_start "$tree"
page=/www.test/tiny/index.html
file=/www.test/tiny/jigyosho_130_all_20260630180342.csv
n=0

run() { # run [OPTION...]
    fetch tiny --catalogue "$work/tiny.json" --dir "$data" --quiet \
        --mirror "http://127.0.0.1:$faults_port" --stall-timeout 1 "$@"
}
# bad STATUS WORDS PATH ANSWERS [OPTION...]: the run ends so, says so, and
# publishes nothing; the next one, from a good server, is whole.
bad() {
    expected=$1 words=$2 path=$3 answers=$4
    shift 4
    rm -rf "$data"
    printf '{"%s": [%s]}' "$path" "$answers" | rules
    [ $# -gt 0 ] || set -- --tries 1
    run "$@"
    what="$path $(echo "$answers" | cut -c 1-60)"
    case " $expected " in
    *" $status "*) ;;
    *) fail "$what: status $status, not $expected: $(said)" ;;
    esac
    tells "$words" "$what"
    [ ! -e "$data/tiny" ] || fail "$what: something was published"
    "$zaitaku" verify --dir "$data" >"$work/verify" 2>&1 ||
        fail "$what: verify: $(cat "$work/verify")"
    echo '{}' | rules
    run --tries 1
    ends 0 "after $what"
    cmp "$tree$file" "$data/tiny/2026-06-30/${file##*/}" || fail "after $what"
    n=$((n + 1))
}
# good PATH ANSWERS [OPTION...]: the run has all, whatever comes first.
good() {
    path=$1 answers=$2
    shift 2
    rm -rf "$data"
    printf '{"%s": [%s]}' "$path" "$answers" | rules
    run "$@"
    what="$path $(echo "$answers" | cut -c 1-60)"
    ends 0 "$what"
    cmp "$tree$file" "$data/tiny/2026-06-30/${file##*/}" || fail "$what"
    n=$((n + 1))
}

# ---- lengths and encodings ---------------------------------------------------
for path in $page $file; do
    bad 4 '' $path '{"length": 10, "cut": 1000000}'
    bad 4 '' $path '{"cut": 500}'
    bad 4 '' $path '{"gzip": "cut"}'
    bad 4 '' $path '{"reset": true}'
    bad 4 404 $path '{"status": 404}'
    bad 4 403 $path '{"status": 403, "body": "no"}'
    bad 4 410 $path '{"status": 410}'
    bad 4 500 $path '{"status": 500}'
    bad 4 429 $path '{"status": 429}'
    bad 4 204 $path '{"status": 204}'
    bad "3 4" '' $path '{"flood": 3000000}'
    good $path '{"gzip": true}'
    good $path '{"chunked": true}'
done
# ---- too much ----------------------------------------------------------------
bad '3 4' 'byte|large|limit|MB|KB' $file '{"chunked": "endless"}'
bad '3 4' 'byte|large|limit|MB|KB' $file '{"junk": 400000}'
bad '3 4' 'byte|large|limit|MB|KB' $page '{"chunked": "endless"}'
bad '3 4' 'byte|large|limit|MB|KB' $page '{"junk": 9000000}'
bad '3 4' 'byte|large|limit|MB|KB' $page '{"bomb": 200000000}'
bad '3 4' 'byte|large|limit|MB|KB' $file '{"bomb": 200000000}'
rm -rf "$data"
printf '{"%s": [{"chunked": "endless"}]}' $file | rules
run --tries 1
sleep 0.3
sent=$(logged "$faults/log" 'max(r["sent"] for r in rows
    if r["event"] == "end")')
[ "$sent" -lt 20000000 ] || fail "an endless body: $sent bytes were sent"

# ---- too slow ----------------------------------------------------------------
for path in $page $file; do
    bad 4 'stands still|second|slow|time' $path '{"stall": 300}'
    bad 4 'stands still|second|slow|time' $path '{"stall": 0}'
done
good $file '{"stall": 300}, {}' --tries 2

# ---- tried again -------------------------------------------------------------
good $file '{"status": 503}, {"status": 500}, {"status": 502}, {}' --tries 4
good $page '{"reset": true}, {"status": 504}, {}' --tries 3
# Retry-After is waited for: in seconds, and as a date.
waited() { # between the first two requests of the file, in seconds
    logged "$faults/log" "(lambda a: round(a[1] - a[0], 2))([r['at']
        for r in rows if r['event'] == 'request' and r['path'] == '$file'])"
}
good $file '{"status": 429, "headers": {"Retry-After": "3"}}, {}' --tries 2
waited | awk '{ exit !($1 >= 2.9 && $1 < 8) }' || fail "waited $(waited) s"
date=$(python3 -c 'import email.utils, time
print(email.utils.formatdate(time.time() + 4, usegmt=True))')
good $file "{\"status\": 503, \"headers\": {\"Retry-After\": \"$date\"}}, {}" \
    --tries 2
waited | awk '{ exit !($1 >= 2 && $1 < 9) }' || fail "waited $(waited) s"
# A day is not waited for, and it is said.
started=$(date +%s)
bad 4 '429' $file '{"status": 429, "headers": {"Retry-After": "86400"}}, {}' \
    --tries 3
[ $(($(date +%s) - started)) -lt 10 ] || fail "waited for a day's Retry-After"
# A storm that does not end: as many requests as tries, growing pauses, and
# what was there before stays.
before=$(fingerprint "$data/tiny")
printf '{"%s": [{"status": 500}]}' $file | rules
run --tries 3
ends 4 "a storm"
tells '500' "a storm"
[ "$before" = "$(fingerprint "$data/tiny")" ] || fail "a storm: the old data"
logged "$faults/log" "[round(b - a, 3) for a, b in (lambda at:
    zip(at, at[1:]))([r['at'] for r in rows if r['event'] == 'request' and
    r['path'] == '$file'])]" >"$work/pauses"
python3 -c 'import sys
pauses = eval(sys.argv[1])
sys.exit(not (len(pauses) == 2 and min(pauses) >= 0.03 and
              pauses[1] > pauses[0]))' "$(cat "$work/pauses")" ||
    fail "a storm: pauses $(cat "$work/pauses")"

# Nobody there at all: the port is closed.
rm -rf "$data"
status=0
timeout 60 "$zaitaku" fetch tiny --catalogue "$work/tiny.json" --dir "$data" \
    --mirror http://127.0.0.1:1 --tries 2 --quiet >"$work/stdout" \
    2>"$work/stderr" || status=$?
ends 4 "nobody there"
tells 'connect|refused|reach' "nobody there"
[ ! -e "$data/tiny" ] || fail "nobody there: something was published"

# One source fails, the other does not.
python3 - "$work/tiny.json" <<'PY'
import json, sys
catalogue = json.load(open(sys.argv[1], encoding="utf-8"))
other = dict(catalogue["sources"][0], id="other",
             page="https://www.test/other/index.html")
catalogue["sources"].insert(0, other)
json.dump(catalogue, open(sys.argv[1], "w", encoding="utf-8"))
PY
echo '{}' | rules
fetch other tiny --catalogue "$work/tiny.json" --dir "$data" --quiet \
    --mirror "http://127.0.0.1:$faults_port" --tries 1
ends 4 "one of two"
[ "$(cut -f 1,2 "$work/stdout" | tr '\t\n' ' ;')" = \
    "failed other;new tiny;" ] || fail "one of two: $(said)"
whole "$data" "one of two"
echo "$n faults and ways round them: told, nothing published, then whole"
