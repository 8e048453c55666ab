# Workbooks, CSV, open data, GeoPackage, FlatGeobuf and the catalogue, opened by
# the programs that people use: GDAL, LibreOffice Calc, Python. All of them show
# what the GeoJSON shows; nothing runs as a formula; a value that residents may
# not see is noticed in each of them.
. tests/lib.sh
need python3 soffice ogr2ogr ogrinfo

tables() {
    python3 tests/format/tables.py "$@" || fail "tables.py $1"
}

# map NAME OPTION...: every table of the invented town and of a list whose
# names look like formulas.
map() {
    name=$1
    shift
    "$zaitaku" map $inputs "$work/hostile" $places -q -o "$work/$name" \
        --format xlsx,csv,opendata,gpkg,fgb,dcat,geojson \
        --maker みなと市高齢福祉課 --store "$work/$name.gpkg" "$@" \
        >/dev/null 2>"$work/stderr" || fail "$name: $(cat "$work/stderr")"
}

check() {
    status=0
    "$zaitaku" check "$1" --store "$2" -q >"$work/stdout" 2>"$work/stderr" ||
        status=$?
}

tables hostile "$work/hostile"
map town --site-url https://www.example.test/map
map again --site-url https://www.example.test/map --threads 1
map cp932 --encoding cp932
(TZ=Asia/Tokyo LC_ALL=C.UTF-8 && export TZ LC_ALL &&
    map later --site-url https://www.example.test/map)
for other in again later; do
    diff -r "$work/town" "$work/$other" >"$work/diff" ||
        fail "other bytes: $(head -n 3 "$work/diff")"
done
echo "the same bytes by one thread, in another time zone and language"

# ---- GDAL --------------------------------------------------------------------
for edition in resident professional; do
    for file in map.gpkg map.fgb; do
        from=$work/town/$edition/25299/$file
        ogrinfo -ro -al -so "$from" >/dev/null 2>"$work/stderr" &&
            [ ! -s "$work/stderr" ] || fail "$file: $(cat "$work/stderr")"
        ogr2ogr -f GeoJSONSeq -lco COORDINATE_PRECISION=9 \
            "$work/$edition.$file.json" "$from" facilities \
            2>"$work/stderr" && [ ! -s "$work/stderr" ] ||
            fail "$file: $(cat "$work/stderr")"
        ogr2ogr -f GeoJSONSeq -spat 136.02 35.06 136.03 35.07 \
            "$work/$edition.$file.box" "$from" facilities ||
            fail "$file has no usable index"
        tables same_as_map "$work/town/$edition/25299/map.geojson" \
            "$work/$edition.$file.json" "$work/$edition.$file.box"
    done
done
echo "GDAL reads GeoPackage and FlatGeobuf: every value is the map's"

# ---- LibreOffice Calc ----------------------------------------------------------
# In UTF-8: files are named after sheets.
office() {
    LC_ALL=C.UTF-8 soffice "-env:UserInstallation=file://$work/profile" --headless "$@" \
        >"$work/said" 2>&1 || fail "soffice: $(cat "$work/said")"
}
# Out: every cell in quotes as it is shown, in UTF-8; -1: every sheet.
shown='csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false'
for edition in resident professional; do
    from=$work/town/$edition/25299
    calc=$work/calc/$edition
    office --convert-to "$shown,-1" --outdir "$calc/xlsx" "$from/list.xlsx"
    tables workbook "$from/map.geojson" "$calc/xlsx"
    # In: what stands in quotes is text.
    office "--infilter=CSV:44,34,76,1,,1041,true,false" --convert-to "$shown" \
        --outdir "$calc/utf-8" "$from/list.csv"
    tables list "$from/map.geojson" "$calc/utf-8/list.csv"
    office "--infilter=CSV:44,34,60,1,,1041,true,false" --convert-to "$shown" \
        --outdir "$calc/cp932" "$work/cp932/$edition/25299/list.csv"
    tables list "$from/map.geojson" "$calc/cp932/list.csv" cp932
    # As a double click opens it: zeros may go, but no formula runs.
    office "--infilter=CSV:44,34,76,1,,1041,false,true" --convert-to "$shown" \
        --outdir "$calc/click" "$from/list.csv"
    tables no_formula "$calc/click/list.csv"
done
echo "Calc shows every facility, code and telephone number, and runs nothing"

# ---- open data: our own reader reads it back -----------------------------------
tables widths "$work/town" "$work/cp932"
for file in medical care medical_legacy care_legacy; do
    for from in town cp932; do
        "$zaitaku" map "$work/$from/professional/25299/opendata_$file.csv" \
            $places -q -o "$work/back" --edition professional \
            --format geojson --store "$work/back.gpkg" >/dev/null \
            2>"$work/stderr" || fail "$file: $(cat "$work/stderr")"
        tables read_back "$work/$from/professional/25299/opendata_$file.csv" \
            "$work/town/professional/25299/map.geojson" "$work/back"
        rm -rf "$work/back" "$work/back.gpkg"
    done
done
echo "the four data sets are read back: names, places, codes, services, points"

# ---- the catalogue ---------------------------------------------------------------
tables catalogue "$work/town/resident" "https://www.example.test/map/"
tables catalogue "$work/town/professional" ""
tables catalogue "$work/cp932/resident" ""
echo "the catalogues name every file, its size and its hash, and no other's"

# ---- check finds what does not belong there --------------------------------------
check "$work/town" "$work/town.gpkg"
[ "$status" -eq 0 ] || fail "not green: $(cat "$work/stdout")"
check "$work/cp932" "$work/cp932.gpkg"
[ "$status" -eq 0 ] || fail "cp932 is not green: $(cat "$work/stdout")"
for what in xlsx_runs xlsx_title csv_cell csv_cp932 opendata_medical \
    opendata_care_legacy gpkg_text gpkg_number gpkg_deleted fgb_text \
    fgb_number fgb_real lost_row_xlsx lost_row_layer_xlsx lost_row_csv \
    lost_row_gpkg lost_row_fgb; do
    from=town
    [ $what != csv_cp932 ] || from=cp932
    cp -r "$work/$from" "$work/hurt"
    words=$(python3 tests/format/tables.py hurt "$work/hurt" $what) ||
        fail "$what: $words"
    check "$work/hurt" "$work/$from.gpkg"
    [ "$status" -eq 1 ] || fail "$what: status $status: $(cat "$work/stderr")"
    grep -q "$words" "$work/stdout" ||
        fail "$what: '$words' is not in: $(cat "$work/stdout")"
    rm -rf "$work/hurt"
    echo "check finds: $what"
done

# ---- without GDAL ------------------------------------------------------------------
# In a mount namespace of its own, where the library is an empty file.
library=$(ldconfig -p | sed -n 's/.*libgdal\.so\.[0-9]* .* => //p' | head -n 1)
if [ -n "$library" ] && unshare -m true 2>/dev/null; then
    unshare -m sh -c "mount --bind /dev/null '$library' &&
        '$zaitaku' map samples/kaigo $places -q -o '$work/none' --format fgb \
        --store '$work/none.gpkg'" >/dev/null 2>"$work/stderr"
    status=$?
    [ "$status" -eq 6 ] || fail "without GDAL: status $status, not 6"
    grep -q "install GDAL" "$work/stderr" || fail "$(cat "$work/stderr")"
    [ ! -e "$work/none" ] || fail "without GDAL something was published"
    echo "without GDAL the format is refused, and says what to install"
fi
