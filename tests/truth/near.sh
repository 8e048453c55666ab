# Who is near a home, on the samples: the same results in every form, distances
# of PROJ's geod, travel times of a file, and a home that is told to nobody:
# neither address nor town nor coordinates in any form that can be kept, in an
# error or in a file; only a terminal is shown the town (near_check.py).
#   sh tests/truth/near.sh PROGRAM
. tests/lib.sh
need python3
export PYTHONDONTWRITEBYTECODE=1

"$zaitaku" gazetteer build samples/gazetteer samples/mt_city_all.csv \
    --boundaries samples/boundaries/town.geojson -o "$work/s.gaz" \
    >"$work/stdout" 2>"$work/stderr" || fail "$(tail -n 3 "$work/stderr")"
"$zaitaku" build $inputs $places -q --gazetteer "$work/s.gaz" \
    --boundaries samples/boundaries/town.geojson --store "$work/s.gpkg" \
    >"$work/stdout" 2>"$work/stderr" || fail "$(tail -n 3 "$work/stderr")"

# No facility of the samples has this town.
address=滋賀県みなと市大字松ヶ崎甲402
town=松ヶ崎
places=$(printf '%s\n' "$address" | "$zaitaku" geocode --json \
    --gazetteer "$work/s.gaz" 2>"$work/stderr" |
    python3 -c 'import json, sys
row = json.load(sys.stdin); print(row["lon"], row["lat"])') ||
    fail "the sample address is not found"
lon=${places% *} lat=${places#* }

near() { "$zaitaku" near --store "$work/s.gpkg" --count 100 "$@"; }

# at NAME ARGUMENT...: stdout and stderr into $work/NAME.*, which must be done.
at() {
    name=$1
    shift
    near "$@" >"$work/$name.out" 2>"$work/$name.err" </dev/null ||
        fail "$name: $(tail -n 1 "$work/$name.err")"
}

# ---- the home is told to nobody ----

secret() { # secret FILE...: nothing of the home stands there
    for file; do
        for word in "$town" 甲402 "$lon" "$lat"; do
            ! grep -qF -- "$word" "$file" || fail "$file holds '$word'"
        done
    done
}

for form in text json csv geojson; do
    at "$form" "$address" --gazetteer "$work/s.gaz" --format $form
    at "$form.again" "$address" --gazetteer "$work/s.gaz" --format $form
    cmp -s "$work/$form.out" "$work/$form.again.out" ||
        fail "$form: the same question has two answers"
    at "$form.point" --at "$lon,$lat" --format $form
    secret "$work/$form.out" "$work/$form.err" "$work/$form.point.out" \
        "$work/$form.point.err"
    grep -q みなと市 "$work/$form.out" || fail "$form: no municipality"
done
for operand in - ''; do
    printf '\n%s\n' "$address" | near $operand --gazetteer "$work/s.gaz" \
        --format json >"$work/line.out" 2>"$work/line.err" ||
        fail "standard input: $(tail -n 1 "$work/line.err")"
    cmp -s "$work/line.out" "$work/json.out" || fail "standard input differs"
done

# refuse STATUS ARGUMENT...: refused, and without a word of the home.
refuse() {
    status=$1
    shift
    near "$@" >"$work/refused.out" 2>"$work/refused.err" </dev/null
    [ $? = "$status" ] || fail "not status $status: near $*"
    [ -s "$work/refused.err" ] || fail "no sentence: near $*"
    [ ! -s "$work/refused.out" ] || fail "a result: near $*"
    secret "$work/refused.err"
}
refuse 2 "$address"
refuse 2 "$address" "$address" --gazetteer "$work/s.gaz"
refuse 2 "$address" --at 136.0,35.0 --gazetteer "$work/s.gaz"
refuse 2 --adress="$address" --gazetteer "$work/s.gaz"
refuse 2 --gazetteer "$work/s.gaz"
refuse 2 --at "$lat,$lon"
refuse 2 --at "$lon"
refuse 2 --at 139.0,51.0
refuse 2 --at 136.0,35.0 --within 30min
refuse 2 --at 136.0,35.0 --format json,csv
refuse 5 "$address" --gazetteer "$work/none.gaz"
refuse 6 "$address" --gazetteer "$work/s.gpkg"
refuse 6 甲402松ヶ崎ではないどこか --gazetteer "$work/s.gaz"
refuse 6 滋賀県みなと市 --gazetteer "$work/s.gaz"
"$zaitaku" near --at 136.0,35.0 --store "$work/none.gpkg" \
    >"$work/refused.out" 2>"$work/refused.err"
[ $? = 5 ] || fail "a store that is not there"
printf '%s\n%s\n' "$address" "$address" | near --gazetteer "$work/s.gaz" \
    >"$work/refused.out" 2>"$work/refused.err"
[ $? = 2 ] || fail "two lines of standard input"
secret "$work/refused.err"

# Nothing is written, and neither GDAL nor a host is asked.
if command -v strace >/dev/null && strace -o "$work/trace" true 2>/dev/null
then
    (cd "$work" && strace -f -o "$work/trace" \
        -e trace=open,openat,creat,connect,rename,unlink,mkdir \
        "$zaitaku" near "$address" --store "$work/s.gpkg" \
        --gazetteer "$work/s.gaz" >"$work/traced.out" 2>/dev/null) ||
        fail "not done under strace"
    ! grep -E 'O_WRONLY|O_RDWR|O_CREAT|creat\(|rename|unlink|mkdir|connect' \
        "$work/trace" || fail "something is written, or asked"
    ! grep -q libgdal "$work/trace" || fail "GDAL is loaded"
    echo "nothing is written, GDAL is not loaded"
else
    echo "not traced: no strace here"
fi

# ---- the results ----

cat >"$work/times.csv" <<END
from_id,to_id,minutes
here,k-2569900109,31.5
here,k-2569900075,12
here,k-25B9900013,30
here,k-0000000000,1
END
at day --at 136.0,35.08 --kind clinic --day 土 --time 10:00 --format json
at od --at 136.0,35.08 --kind visiting-nurse --od "$work/times.csv" \
    --within 30min --format json
at nurses --at 136.0,35.08 --kind 訪問看護 --format json
at night --at 136.0,35.08 --kind 訪問看護 --day 日 --time 21:00 --format json
at far --at 136.0,35.08 --kind 訪問看護 --within 300m --format json
at nothing --at 136.0,35.08 --kind recuperation-facility --format json
at wide --at 136.0,35.08 --within 20km --kind clinic,dental,hospital \
    --format json
python3 tests/truth/near_check.py "$work" "$zaitaku" "$address" "$town" ||
    fail "near_check.py"
if command -v ogrinfo >/dev/null; then
    n=$(ogrinfo -ro -al -so "$work/geojson.out" 2>"$work/stderr" |
        sed -n 's/^Feature Count: //p')
    [ "$n" = "$(grep -c '"type":"Feature"' "$work/geojson.out")" ] ||
        fail "OGR reads ${n:-no} features"
    echo "OGR reads $n features"
fi
