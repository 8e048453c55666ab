# Broken and hostile inputs. Refused: status 3 (or what is said), one sentence
# that names the file and a remedy, and nothing half-written. Survived: the bad
# row stands in set_aside.csv with file, line and reason, the others are kept.
# The fourteen faults that ogr2ogr passes over in silence or leaves torn are
# told one a line, with the tests that hold those that are not here.
. tests/lib.sh
need python3 xmllint
[ -x /usr/bin/time ] || skip "/usr/bin/time is not installed"

bad=$work/bad run=$work/run
mkdir "$bad" "$run"
python3 tests/fault/make_bad.py samples "$bad" || fail "no bad inputs made"
n=0

# map INPUT...: into an empty folder; sets status; KB of memory in $work/kb.
map() {
    rm -rf "$run" && mkdir "$run"
    status=0
    /usr/bin/time -f %M -o "$work/kb" timeout 60 "$zaitaku" map "$@" \
        -o "$run/out" --store "$run/s.gpkg" $places \
        >"$work/stdout" 2>"$work/stderr" || status=$?
    n=$((n + 1))
    kb=$(tail -n 1 "$work/kb")
    [ "$kb" -lt 200000 ] || fail "$1 took $kb KB"
}

# refused STATUS WORDS INPUT...
refused() {
    wanted=$1 words=$2
    shift 2
    map "$@"
    [ "$status" -eq "$wanted" ] ||
        fail "$1: status $status, not $wanted: $(cat "$work/stderr")"
    sentence=$(grep -c '^zaitaku: error: ' "$work/stderr")
    [ "$sentence" -eq 1 ] || fail "$1: $sentence sentences, not one"
    grep -qiF -- "$words" "$work/stderr" ||
        fail "$1: no word of '$words': $(cat "$work/stderr")"
    # The fault first, the remedy after a semicolon; and the file's name.
    grep -q "'.*; " "$work/stderr" || fail "$1: no remedy: $(cat "$work/stderr")"
    grep -qF "$(basename "$1")" "$work/stderr" || [ -d "$1" ] ||
        fail "$1: its name is not in: $(cat "$work/stderr")"
    left=$(ls -A "$run")
    [ -z "$left" ] || fail "$1 was refused, but left $left"
}

# survived LINE KEPT INPUT: one row set aside at that line, and no pin lost.
survived() {
    map "$3"
    [ "$status" -eq 0 ] || fail "$3: status $status: $(cat "$work/stderr")"
    name=$(basename "$3")
    grep -q "^$name,$1,[^,]*[^ -~,]" "$run/out/staff/set_aside.csv" ||
        fail "$3: line $1 is not set aside with a reason"
    [ "$(grep -c "^$name," "$run/out/staff/set_aside.csv")" -eq 1 ] ||
        fail "$3: more than one row is set aside"
    grep -q " $2 .* 1  $name" "$work/stdout" ||
        fail "$3: not $2 rows kept: $(cat "$work/stdout")"
}

found() { # found WORDS: a finding
    grep -qF "$1" "$run/out/staff/findings.csv" || fail "no finding '$1'"
}

well_formed() {
    xmllint --noout "$run"/out/*/*/map.kml || fail "KML is not well-formed"
    for map in "$run"/out/*/*/map.geojson; do
        python3 -c 'import json, sys; json.load(open(sys.argv[1]))' "$map" ||
            fail "$map is not JSON"
    done
}

# Where residents see the pin of a facility, or null.
pin_of() {
    python3 - "$run/out/resident" "$1" <<'END'
import json, pathlib, sys
for path in pathlib.Path(sys.argv[1]).glob("*/map.geojson"):
    for feature in json.loads(path.read_text())["features"]:
        if feature["id"] == sys.argv[2]:
            print((feature["geometry"] or {}).get("coordinates"))
END
}

# ---- what samples/bad promises -------------------------------------------
s=samples/bad
refused 3 'web page' $s/html_page.csv
refused 3 'is empty' $s/empty.csv
refused 3 'no rows' $s/header_only.csv
refused 3 "'事業所番号'" $s/renamed_column.csv
refused 3 'exchanged' $s/exchanged_headings.csv
refused 3 'UTF-8' $s/cp932.csv
refused 3 'UTF-16' $s/utf16.csv
refused 3 'NUL bytes' $s/nul_bytes.csv
refused 3 'cut off' $s/truncated.zip
refused 3 'checksum' $s/wrong_crc.zip
refused 3 'plain name' $s/outside_name.zip
[ ! -e "$(dirname "$run")/jigyosho_110.csv" ] || fail "a file outside"
refused 3 "hokatsu.csv'" $s/mapping
for name in stray_quote open_quote short_row nul_in_row bad_utf8_row; do
    survived 3 2 $s/$name.csv
done
survived 4 2 $s/truncated_line.csv
echo "samples/bad: every file as its README promises"

# ---- generated ------------------------------------------------------------
refused 3 'is empty' "$bad/bom_only.csv"
refused 3 'no listing claims' "$bad/error.csv"
refused 3 'NUL bytes' "$bad/nul_bytes.csv"
refused 3 'cut off' "$bad/truncated.zip"
refused 3 '200 times' "$bad/ratio.zip"
refused 3 '2 GiB' "$bad/says_10_gb.zip"
refused 3 'larger than it says' "$bad/says_little.zip"
refused 3 'zip inside a zip' "$bad/nested.zip"
refused 3 'encrypted' "$bad/locked.zip"
refused 3 'document type' "$bad/laughs.xlsx"
refused 3 '80 MiB' "$bad/strings_many.xlsx"
refused 3 "'事業所名'" "$bad/duplicated.csv"
survived 3 3 "$bad/nul_in_row.csv"
survived 3 4 "$bad/short_row.csv"
survived 3 3 "$bad/huge_cell.csv"
echo "50 MB cell: set aside, $kb KB of memory"
survived 3 3 "$bad/huge_quoted.csv"
survived 3 3 "$bad/open_quote.csv"
map "$bad/added.csv"
[ "$status" -eq 0 ] || fail "an added column is refused"
grep -q "warning: 'added.csv'.*'新しい列'" "$work/stderr" ||
    fail "an added column is not told"
! grep -rq 新しい値 "$run/out" || fail "an unknown column is published"
echo "zip and workbook bombs, NUL bytes, short rows, added column: as promised"

# ---- every heading of two listings --------------------------------------------
headings=0
for file in "$bad"/renamed/*/*.csv; do
    refused 3 "'$(cat "${file%.csv}.name")'" "$file"
    headings=$((headings + 1))
done
echo "$headings headings renamed one by one: each refused by its name"

# ---- folders --------------------------------------------------------------------
status=0
echo file >"$work/file"
"$zaitaku" map $inputs -q -o "$work/file/out" --store "$work/x.gpkg" \
    >/dev/null 2>"$work/stderr" || status=$?
[ "$status" -eq 5 ] || fail "a file in place of a folder: status $status"
grep -q "'$work/file" "$work/stderr" || fail "the folder is not named"
# Root may write everywhere: become nobody, with the program at hand.
mkdir "$work/locked" "$work/open" && cp "$zaitaku" "$work/zaitaku" &&
    cp -r samples/kaigo "$work/kaigo" &&
    chmod -R a+rX "$work" && chmod 555 "$work/locked" && chmod 777 "$work/open"
as_nobody=
[ "$(id -u)" -ne 0 ] ||
    as_nobody="setpriv --reuid 65534 --regid 65534 --clear-groups"
if $as_nobody "$work/zaitaku" --version >/dev/null 2>&1; then
    for at in "-o $work/locked/out --store $work/open/s.gpkg" \
        "-o $work/open/out --store $work/locked/s.gpkg"; do
        status=0
        $as_nobody "$work/zaitaku" map "$work/kaigo" -q $at \
            >/dev/null 2>"$work/stderr" || status=$?
        [ "$status" -eq 5 ] || fail "a locked folder: status $status"
        grep -q "$work/locked.*ermission\|$work/locked.*unable" \
            "$work/stderr" || fail "not told: $(cat "$work/stderr")"
    done
    [ -z "$(ls -A "$work/locked")" ] || fail "something was written"
    echo "a folder without permission: status 5, named, nothing written"
else
    echo "a folder without permission: passed over, cannot become nobody"
fi

# ---- the fourteen ------------------------------------------------------------------
fault=0
held() {
    fault=$((fault + 1))
    printf 'fault %2d of 14  %s\n' "$fault" "$*"
}
held "full disk, GeoJSON: fault/disk_full.sh"
held "full disk, KML: fault/disk_full.sh"
held "kill -9, maps: fault/kill.sh"
held "kill -9, store: fault/kill.sh"

survived 3 3 "$bad/stray_quote.csv"
held "stray quote: its row set aside, those behind it kept"

refused 3 "'緯度'" "$bad/renamed/kaigo/09.csv"
held "renamed heading: refused, the column named"

refused 3 exchanged "$bad/exchanged.csv"
held "latitude and longitude exchanged: refused"

refused 3 'web page' "$bad/page.csv"
held "HTML page saved as CSV: refused"

survived 5 3 "$bad/truncated.csv"
found 'ファイルかもしれません'
held "truncated last line: set aside, and the file said to be cut"

refused 3 CP932 "$bad/cp932.csv"
survived 4 3 "$bad/bad_utf8.csv"
held "CP932 refused, wrong UTF-8 set aside"

map "$bad/controls.csv"
found '制御文字'
well_formed
! LC_ALL=C grep -rqP '[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]' \
    "$run"/out/*/*/map.kml "$run"/out/*/*/map.geojson ||
    fail "a control character came through"
held "control characters: taken out, found, KML well-formed"

map "$bad/impossible.csv"
found '位置が日本の外です'
well_formed
[ "$(pin_of k-2569900075)" = None ] || fail "a pin for an impossible latitude"
held "one impossible latitude: that facility without a pin, and found"

refused 3 'million strings' "$bad/strings_bomb.xlsx"
held "workbook bomb: refused, $kb KB of memory"

map "$bad/tokyo"
python3 - "$run/s.gpkg" <<'END' || fail "Tokyo datum: see above"
import sqlite3, sys
row = sqlite3.connect(sys.argv[1]).execute(
    "SELECT published_lat, published_lon, error_m FROM facilities").fetchone()
lat, lon, error_m = row
# Without the TKY2JGD grid: a stated error of metres. With it: 0.2 m or so.
assert abs(lat - 35.0032206) < 1e-4 and abs(lon - 135.9971163) < 1e-4, row
assert error_m and 0 < error_m < 20, row
END
held "Tokyo datum: moved, and the error stated in the store"
[ "$fault" -eq 14 ] || fail "$fault faults, not 14"
echo "$n broken inputs, none of them silent"
