# The PDFs of the samples, looked at with other programs than ours: every
# facility is in their text, they are tagged and complete as PDF/UA asks as far
# as that can be told without a validator, QR codes lead to the page, nothing
# reaches the edge of the paper, the same run gives the same bytes.
. tests/lib.sh
export PYTHONDONTWRITEBYTECODE=1 # pdf_check.py includes pdf_rules.py
need python3 qpdf pdftotext pdffonts pdfinfo pdftoppm pdftohtml zbarimg

boundaries="--boundaries samples/boundaries/town.geojson"
"$zaitaku" gazetteer build samples/gazetteer samples/mt_city_all.csv \
    $boundaries -o "$work/a.gaz" -q >/dev/null 2>&1 || fail "no dictionary"

map() { # map NAME OPTION...
    name=$1
    shift
    "$zaitaku" map $inputs $places $boundaries --gazetteer "$work/a.gaz" -q \
        --format pdf,pdf-a3,pdf-large,self-check,geojson,kml \
        --maker 'みなと市高齢福祉課' --contact '電話 0749-00-0000' \
        --site-url https://map.example.jp/shimin/ \
        --professional-url https://map.example.jp/kankeisha/ \
        -o "$work/$name" --store "$work/$name.gpkg" "$@" \
        >/dev/null 2>"$work/stderr" || fail "$name: $(cat "$work/stderr")"
}
map out
python3 tests/format/pdf_check.py "$work/out" "$work" || fail "see above"

# ---- the same bytes ---------------------------------------------------------
for way in "--threads 1" "--threads 2"; do
    rm -rf "$work/again" "$work/again.gpkg"
    map again $way
    n=0
    for file in $(cd "$work/out" && find . -name '*.pdf'); do
        cmp "$work/out/$file" "$work/again/$file" || fail "$file, $way"
        n=$((n + 1))
    done
    echo "$n PDFs have the same bytes with $way"
done

# ---- check reads them again -------------------------------------------------
check() {
    status=0
    "$zaitaku" check "$work/hurt" --store "$work/out.gpkg" -q \
        >"$work/stdout" 2>"$work/stderr" || status=$?
}
cp -r "$work/out" "$work/hurt"
check
[ "$status" -eq 0 ] || fail "not green: $(cat "$work/stdout" "$work/stderr")"
for what in leak_text leak_title lost_facility script; do
    rm -rf "$work/hurt"
    cp -r "$work/out" "$work/hurt"
    words=$(python3 tests/format/pdf_tamper.py "$work/hurt" "$what" "$work") ||
        fail "$what"
    check
    [ "$status" -eq 1 ] || fail "$what: status $status, not 1"
    grep -q "$words" "$work/stdout" ||
        fail "$what: '$words' is not in: $(cat "$work/stdout")"
    echo "check finds: $what"
done
