# An audit of 滋賀県 and 大阪府 on real data (1 km meshes, 75 and over in 2020 and
# 2040; visiting nurses, care managers, pharmacies, clinics), computed again by
# SpatiaLite from the published files: every nearest distance to 1 mm, and the
# people in reach exactly.
#   sh tests/truth/reach.sh PROGRAM
. tests/lib.sh
need python3
data=$root/../shared/data
[ -d "$data/population" ] || skip "the population (../shared/data) is not here"
# A python of another source may lack what loads SpatiaLite.
python=
for candidate in python3 /usr/bin/python3; do
    [ -n "$python" ] || ! "$candidate" -c 'import sqlite3
c = sqlite3.connect(":memory:")
c.enable_load_extension(True)
c.load_extension("mod_spatialite")' 2>"$work/stderr" || python=$candidate
done
[ -n "$python" ] ||
    skip "SpatiaLite (libsqlite3-mod-spatialite) is not installed"
towns=$data/gazetteer/geolonia_v1/api/ja
registry=$data/mirror/data.address-br.digital.go.jp/mt_city
run() {
    "$zaitaku" "$@" >"$work/stdout" 2>"$work/stderr" ||
        fail "$1: $(tail -n 3 "$work/stderr")"
}
run gazetteer build "$towns/滋賀県" "$towns/大阪府" "$towns/京都府" \
    "$towns/奈良県" "$towns/三重県" "$towns/岐阜県" "$towns/福井県" \
    "$towns/兵庫県" "$towns/和歌山県" "$registry" \
    "$data/codes/municipality_mergers.csv" -o "$work/a.gaz"
run build "$data/reconstructed" --skip-unknown --gazetteer "$work/a.gaz" \
    --boundaries "$data/boundaries/municipality_n03_2025_simplified.topojson" \
    --municipalities "$registry/mt_city_all.csv.zip" --store "$work/s.gpkg"
run audit --store "$work/s.gpkg" --base-year 2020 --year 2040 \
    --population "$data/population/mesh_1km_2018_25/1km_mesh_2018_25.shp" \
    --population "$data/population/mesh_1km_2018_27/1km_mesh_2018_27.shp" \
    --municipal-population "$data/population/juki_age_muni_2025.xlsx" \
    --areas "構想区域=$data/codes/municipality_to_medical_area_derived.csv" \
    --function 130,430,pharmacy,clinic --threshold 5km \
    --format json,gpkg -o "$work/audit"
"$python" tests/truth/reach.py "$work" "$data/population" || fail "reach"
