# Staff's files go through a spreadsheet (LibreOffice Calc) and come back: no
# id, code, telephone number or answer is another one, and the maps that come
# of them are the same. Four ways: as a double click opens them, with every
# number and date detected (as Excel does), with quoted cells as text, and each
# by way of a workbook.
. tests/lib.sh
need soffice python3

# calc WAY FILTER: $work/in/*.csv opened so and saved as $work/WAY.csv/*.csv,
# and by way of workbooks as $work/WAY.xlsx/*.csv.
calc() {
    out='csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false'
    office "--infilter=CSV:$2" --convert-to "$out" --outdir "$work/$1.csv" \
        "$work/in"/*.csv
    office "--infilter=CSV:$2" --convert-to xlsx --outdir "$work/$1.xlsx" \
        "$work/in"/*.csv
    office --convert-to "$out" --outdir "$work/$1.xlsx" "$work/$1.xlsx"/*.xlsx
}

office() {
    soffice "-env:UserInstallation=file://$work/profile" --headless "$@" \
        >"$work/said" 2>&1 || fail "soffice: $(cat "$work/said")"
}

"$zaitaku" gazetteer build samples/gazetteer samples/mt_city_all.csv \
    -o "$work/town.gaz" -q >/dev/null 2>"$work/stderr" ||
    fail "no dictionary: $(cat "$work/stderr")"

map() { # map NAME OPTION...
    name=$1
    shift
    "$zaitaku" map samples/navii samples/kaigo samples/local samples/bureau \
        $places --boundaries samples/boundaries/town.geojson \
        --gazetteer "$work/town.gaz" -q -o "$work/$name" \
        --store "$work/$name.gpkg" "$@" >/dev/null 2>"$work/stderr"
}

# ---- what staff write, and what they are given -------------------------------
map fresh || fail "no worksheets: $(cat "$work/stderr")"
n=$(python3 tests/fault/calc.py answers "$work/fresh/staff" "$work/in") ||
    fail "the worksheets cannot be filled in"
[ "$n" -gt 2 ] || fail "only $n rows to decide"
mkdir "$work/answers"
cp "$work/in"/*.csv "$work/answers"
map plain --decisions "$work/answers" || fail "answers: $(cat "$work/stderr")"
for sheet in "$work/plain/staff"/*.csv; do
    cp "$sheet" "$work/in/sheet_${sheet##*/}"
done
python3 tests/fault/calc.py hurt "$work/in/odd.csv" || fail "no odd corrections"

# ---- there and back ----------------------------------------------------------
# 1041 is Japanese; then: quoted cells are text, special numbers are detected.
for way in click,1041,false,false excel,1041,false,true \
    english,1033,false,true quoted,1041,true,false; do
    kind=${way%%,*}
    calc "$kind" "44,34,76,1,,${way#*,}"
    for form in csv xlsx; do
        back=$work/$kind.$form
        # Never read back: the score (0.70 becomes 0.7) and the hint of a row
        # that was set aside.
        for file in "$work/in"/*.csv; do
            file=${file##*/}
            [ "$file" != odd.csv ] || continue
            python3 tests/fault/calc.py same "$work/in/$file" "$back/$file" \
                点数 手がかり >"$work/said" ||
                fail "$kind.$form: $file: $(cat "$work/said")"
        done
        mkdir "$work/back"
        cp "$back/corrections.csv" "$back/pairs.csv" "$back/review.csv" \
            "$work/back"
        map again --decisions "$work/back" ||
            fail "$kind.$form: $(cat "$work/stderr")"
        for part in resident professional staff; do
            diff -r -x manifest.json "$work/plain/$part" "$work/again/$part" \
                >"$work/diff" || fail "$kind.$form: $(head -n 3 "$work/diff")"
        done
        rm -rf "$work/back" "$work/again" "$work/again.gpkg"
    done
done
echo "$n answers come back from Calc by eight ways, and give the same maps"

# ---- what a spreadsheet makes of 1-2 is refused, not published ---------------
for way in click.csv excel.csv excel.xlsx; do
    mkdir "$work/back"
    cp "$work/$way/odd.csv" "$work/back/corrections.csv"
    status=0
    map again --decisions "$work/back" || status=$?
    expected=3
    [ $way != click.csv ] || expected=0
    [ "$status" -eq $expected ] ||
        fail "$way: status $status, not $expected: $(cat "$work/stderr")"
    [ $expected -eq 0 ] || grep -q 'line 2: .* is a date' "$work/stderr" ||
        fail "$way: $(cat "$work/stderr")"
    rm -rf "$work/back" "$work/again" "$work/again.gpkg"
done
echo "a number that became a date is refused with its line"
