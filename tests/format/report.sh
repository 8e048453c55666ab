# The files of an audit, opened by the programs that people use: GDAL,
# LibreOffice Calc, poppler. All of them tell the same figures; none tells a
# telephone number; none depends on language, time zone or threads.
. tests/lib.sh
need python3 soffice ogrinfo pdftotext pdfinfo

report() {
    python3 tests/format/report.py "$@" || fail "report.py $1"
}

"$zaitaku" gazetteer build samples/gazetteer samples/mt_city_all.csv -q \
    --boundaries samples/boundaries/town.geojson -o "$work/x.gaz" \
    >/dev/null 2>"$work/stderr" || fail "$(cat "$work/stderr")"
"$zaitaku" build $inputs $places --boundaries samples/boundaries/town.geojson \
    --gazetteer "$work/x.gaz" --store "$work/x.gpkg" -q >/dev/null \
    2>"$work/stderr" || fail "$(cat "$work/stderr")"

store=x
# audit NAME OPTION...: into NAME/audit, so that the command is the same one.
audit() {
    name=$1
    shift
    mkdir -p "$work/$name"
    "$zaitaku" audit --store "$work/$store.gpkg" -q -o "$work/$name/audit" \
        --population samples/population/500m_mesh_2024_25.csv \
        --municipal-population samples/population/juki_age_muni_2025.xlsx \
        --areas samples/audit/areas.csv --areas samples/audit/towns.csv \
        --indicators samples/audit/indicators.csv \
        --progress samples/audit/progress.csv \
        --weight 看護職員=samples/audit/weights.csv \
        --maker みなと市高齢福祉課 --title 点検の見本 "$@" \
        >/dev/null 2>"$work/stderr" || fail "$name: $(cat "$work/stderr")"
}

# Where somebody is out of reach and somebody may be; with every option; where
# ways are unknown; where no list was read of what is asked.
audit near --threshold 3km --candidates samples/audit/candidates.csv
audit od --od samples/audit/od.csv --threshold 30min \
    --function visiting-nurse,nursing-24h,care-manager,home-care-clinic
"$zaitaku" build samples/kaigo $places --store "$work/few.gpkg" -q \
    --boundaries samples/boundaries/town.geojson --gazetteer "$work/x.gaz" \
    >/dev/null 2>"$work/stderr" || fail "$(cat "$work/stderr")"
store=few
audit few --threshold 3km \
    --function visiting-nurse,dental,dental-visits,nursing-24h

store=x

# ---- the same bytes ----------------------------------------------------------
audit again --threshold 3km --candidates samples/audit/candidates.csv --threads 1
(TZ=Asia/Tokyo LC_ALL=C.UTF-8 LANGUAGE=ja && export TZ LC_ALL LANGUAGE &&
    audit later --threshold 3km --candidates samples/audit/candidates.csv)
for other in again later; do
    diff -r "$work/near" "$work/$other" >"$work/diff" ||
        fail "other bytes: $(head -n 3 "$work/diff")"
done
echo "the same bytes by one thread, in another time zone and language"

for name in near od few; do
    from=$work/$name/audit

    # ---- GDAL ----------------------------------------------------------------
    for file in audit.gpkg areas.geojson meshes.geojson; do
        ogrinfo -ro -al -so "$from/$file" >/dev/null 2>"$work/stderr" &&
            [ ! -s "$work/stderr" ] || fail "$file: $(cat "$work/stderr")"
    done
    for layer in audit.gpkg:areas audit.gpkg:meshes areas.geojson:areas \
        meshes.geojson:meshes; do
        geometry=geometry
        [ "${layer%%:*}" != audit.gpkg ] || geometry=geom
        ogrinfo -ro -q "$from/${layer%%:*}" -dialect sqlite -sql \
            "SELECT sum(ST_IsValid($geometry) = 1) AS valid,
             sum($geometry IS NOT NULL) AS shapes FROM ${layer##*:}" \
            >"$work/valid" 2>&1 || fail "$layer: $(cat "$work/valid")"
        report valid "$layer" <"$work/valid"
    done

    # ---- poppler -------------------------------------------------------------
    pdfinfo "$from/audit.pdf" >"$work/info" 2>"$work/stderr" &&
        [ ! -s "$work/stderr" ] || fail "audit.pdf: $(cat "$work/stderr")"
    grep -q '^Tagged: *yes' "$work/info" || fail "audit.pdf has no tags"
    grep -q '^Page size: .*(A4)' "$work/info" || fail "audit.pdf is not A4"
    pdftotext "$from/audit.pdf" "$work/$name.txt" ||
        fail "audit.pdf has no text"
done
echo "GDAL and poppler read every file; every outline is valid"

# ---- LibreOffice Calc ----------------------------------------------------------
office() {
    LC_ALL=C.UTF-8 soffice "-env:UserInstallation=file://$work/profile" --headless "$@" \
        >"$work/said" 2>&1 || fail "soffice: $(cat "$work/said")"
}
shown='csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false'
for name in near od few; do
    office --convert-to "$shown,-1" --outdir "$work/calc/$name" \
        "$work/$name/audit/audit.xlsx"
done
office --convert-to pdf --outdir "$work/calc" "$work/near/audit/audit.xlsx"
pdftotext "$work/calc/audit.pdf" "$work/calc/audit.txt" || fail "no pages"
! grep -q '##' "$work/calc/audit.txt" || fail "a column is too narrow"
for name in near od few; do
    report sheets "$work/$name/audit/audit.json" "$work/calc/$name"
done
echo "Calc shows every sheet, no column too narrow, nothing that is an error"

# ---- one figure, one value ---------------------------------------------------
for name in near od few; do
    report same "$work/$name/audit" "$work/calc/$name" "$work/$name.txt"
    report states "$work/$name/audit/audit.json"
    report private "$work/x.gpkg" "$work/$name/audit" "$work/$name.txt"
    report rows "$work/$name/audit"
done
report unread "$work/few/audit" "$work/calc/few" "$work/few.txt"
echo "every file has the same figures, no contact, and every row set aside"
