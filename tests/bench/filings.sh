#!/bin/sh
# Time and memory of reading the country's filing lists, and of one workbook
# beside ogr2ogr (GDAL) and Python; prints figures and ratios, fails nobody.
# Needs ../shared/data, python3, GDAL and GNU time.
#
#   sh tests/bench/filings.sh PATH_TO_ZAITAKU [INSTITUTIONS]
#
# The lists are made once (make_filings.py) and kept in TMPDIR.
set -eu
zaitaku=$(realpath "${1:?usage: sh $0 PATH_TO_ZAITAKU [INSTITUTIONS]}")
institutions=${2:-217000}
make=$(realpath tests/bench/make_filings.py)
source=$(realpath \
    ../shared/data/bureau_institutions/202508_all_med_inst_cd.zip) || exit 77
lists=${TMPDIR:-/tmp}/zaitaku-filings-$institutions-$(cat "$make" \
    src/model/filings.def | cksum | cut -d ' ' -f 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# measure NAME COMMAND...: leaves seconds in $seconds and prints with peak MB.
measure() {
    name=$1
    shift
    if /usr/bin/time -f '%e %M' -o "$work/time" "$@" >"$work/stdout" \
        2>"$work/stderr"; then
        read -r seconds peak <"$work/time"
        awk -v name="$name" -v s="$seconds" -v kb="$peak" 'BEGIN {
            printf "%-52s %8.2f s %6.0f MB\n", name, s, kb / 1000 }'
    else
        seconds=0
        printf '%-52s failed: %s\n' "$name" "$(grep -v '^Command' \
            "$work/stderr" | tail -n 1)"
    fi
}

per_second() { awk -v n="$1" -v s="$2" 'BEGIN { printf "%.0f", n / s }'; }

ratio() {
    awk -v a="$1" -v b="$2" 'BEGIN {
        if (a > 0 && b > 0) printf "%.1f", a / b; else printf "?" }'
}

if [ ! -e "$lists/made" ]; then
    mkdir -p "$lists"
    /usr/bin/time -f 'made in %e s, %M KB' python3 "$make" "$lists" "$source" \
        --institutions "$institutions" >"$work/made"
    mv "$work/made" "$lists/made"
fi
echo "invented lists: $(cat "$lists/made"), $(du -sm "$lists" | cut -f 1) MB"

# Beside the program when the target read_bench is built.
reader=$(dirname "$zaitaku")/tests/read_bench
if [ -x "$reader" ]; then
    measure "reading alone, all lists of the country" "$reader" "$lists"/*.zip
    read -r rows <"$work/stdout"
    [ "$seconds" = 0 ] || echo "$(per_second "$rows" "$seconds") rows/s"
else
    echo "not measured: reading alone (build the target read_bench)"
fi

measure "build, all lists of the country" \
    "$zaitaku" build "$lists"/*.zip --store "$work/s.gpkg" -q
awk '/ filing rows$/' "$work/stdout"
rows=$(awk '/ filing rows$/ { print $1 }' "$work/stdout")
[ -z "$rows" ] || [ "$seconds" = 0 ] ||
    echo "$(per_second "$rows" "$seconds") rows/s"

# One workbook, the largest: 医科 of 東京都.
python3 - "$lists/kantoshinetsu_ika.zip" "$work/tokyo.xlsx" <<'END'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    name = next(n for n in z.namelist() if "/13" in n)
    open(sys.argv[2], "wb").write(z.read(name))
END
cat >"$work/rival.py" <<'END'
"""What a careful script does: every cell as text, rows by symbol."""
import collections, sys, xml.etree.ElementTree as ET, zipfile
N = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
count = collections.Counter()
with zipfile.ZipFile(sys.argv[1]) as z:
    strings = ["".join(t.text or "" for t in si.iter(N + "t"))
               for si in ET.parse(z.open("xl/sharedStrings.xml")).getroot()]
    n = 0
    for _, row in ET.iterparse(z.open("xl/worksheets/sheet1.xml")):
        if row.tag != N + "row":
            continue
        cells = {c.get("r").rstrip("0123456789"):
                 strings[int(c[0].text)] for c in row if len(c)}
        n += 1
        count[cells.get("O")] += 1
        row.clear()
print(n, len(count))
END
echo "one workbook (医科, 東京都, $(du -k "$work/tokyo.xlsx" | cut -f 1) KB):"
measure "zaitaku: read, understood, joined, stored" \
    "$zaitaku" build "$work/tokyo.xlsx" --store "$work/t.gpkg" -q
ours=$seconds
rows=$(awk '/ filing rows$/ { print $1 }' "$work/stdout")
measure "ogr2ogr: cells as text into a GeoPackage" \
    ogr2ogr -f GPKG "$work/o.gpkg" "$work/tokyo.xlsx" \
    --config OGR_XLSX_FIELD_TYPES STRING --config OGR_XLSX_HEADERS DISABLE
gdal=$seconds
measure "python3: cells as text, rows by symbol" \
    python3 "$work/rival.py" "$work/tokyo.xlsx"
echo "$rows rows; ogr2ogr takes $(ratio "$gdal" "$ours") times," \
    "python3 $(ratio "$seconds" "$ours") times as long"
