# What arrives whole but is not what it should be: pages that the publisher has
# changed, files that are none. Exit 3, a sentence that names the page or the
# file, and nothing that any later command would read.
. tests/fetch_server/server.sh
tree=$work/tree data=$work/data
python3 $here/make_mirror.py town "$tree" --copies 5 || fail "no mirror"
python3 $here/make_mirror.py tiny "$tree" --per-town 1 || fail "no mirror"
python3 $here/catalogue.py "$work/tiny.json" 'LINK.least=2'
faults_start "$tree"
mirror=http://127.0.0.1:$faults_port
navii_page=/www.mhlw.go.jp/stf/seisakunitsuite/bunya/kenkou_iryou/iryou
navii_page=$navii_page/newpage_43373.html
zip=/www.mhlw.go.jp/content/11121000/05_pharmacy_20251201.zip
page=/www.test/tiny/index.html
csv=/www.test/tiny/jigyosho_130_all_20260630180342.csv
n=0

# refused WORDS SOURCE PATH ANSWER [QUARANTINED]
refused() {
    rm -rf "$data"
    printf '{"%s": [%s]}' "$3" "$4" | rules
    fetch "$2" --catalogue "$work/tiny.json" --mirror "$mirror" \
        --dir "$data" --tries 1 --quiet
    what="$2 $(echo "$4" | cut -c 1-70)"
    ends 3 "$what"
    tells "$1" "$what"
    # What never came to a file has not even a quarantine.
    [ "$(cut -f 1 "$work/stdout")" = "${5:-failed}" ] || fail "$what: $(said)"
    [ ! -e "$data/$2" ] || fail "$what: something was published"
    [ -z "$(ls "$data/$2" 2>/dev/null)" ] || fail "$what: published"
    "$zaitaku" list snapshots --dir "$data" --json >"$work/list" ||
        fail "$what: list snapshots"
    if [ "${5:-}" = refused ]; then
        grep -q "$2" "$work/list" || fail "$what: not in list snapshots"
        # Never an input of anything.
        "$zaitaku" map "$data" -q -o "$work/out" --store "$work/s.gpkg" \
            >/dev/null 2>&1 && fail "$what: map reads the quarantine"
        rm -rf "$work/out"
    fi
    # The good one is taken afterwards, without help.
    echo '{}' | rules
    fetch "$2" --catalogue "$work/tiny.json" --mirror "$mirror" \
        --dir "$data" --tries 1 --quiet
    ends 0 "after $what"
    whole "$data" "after $what"
    n=$((n + 1))
}
# with FILE NAME EXPRESSION: a copy of a page with its text changed.
with() {
    python3 -c 'import sys
text = open(sys.argv[1], encoding="utf-8").read()
new = eval(sys.argv[3])
assert new != text, "nothing is changed"
open(sys.argv[2], "wb").write(new if isinstance(new, bytes)
                              else new.encode())' "$tree$1" "$tree/$2" "$3" ||
        fail "$3"
}

# ---- pages -------------------------------------------------------------------
html='index.html|newpage_43373'
with $page no_heading.html \
    '__import__("re").sub(r"<h[1-6].*</h[1-6]>", "", text)'
refused "$html" tiny $page '{"file": "no_heading.html"}'
with $page no_date.html 'text.replace("２０２６年６月末時点", "最新のデータ")'
refused "$html" tiny $page '{"file": "no_date.html"}'
with $page odd_date.html 'text.replace("２０２６年６月末", "２０２６年１３月末")'
refused "$html" tiny $page '{"file": "odd_date.html"}'
with $page no_links.html 'text.replace("jigyosho", "office")'
refused "$html" tiny $page '{"file": "no_links.html"}'
with $page one_link.html 'text.replace("jigyosho_430", "office_430")'
refused "$html" tiny $page '{"file": "one_link.html"}'
with $page elsewhere.html 'text.replace("jigyosho_",
    "https://other.test/tiny/jigyosho_")'
refused 'other.test' tiny $page '{"file": "elsewhere.html"}'
with $page inside.html 'text.replace("jigyosho_",
    "https://127.0.0.1/tiny/jigyosho_")'
refused '127.0.0.1' tiny $page '{"file": "inside.html"}'
with $page local.html 'text.replace("jigyosho_", "file:///etc/jigyosho_")'
refused "$html|file:" tiny $page '{"file": "local.html"}'
refused "$html" tiny $page '{"body": ""}'
refused "$html" tiny $page '{"body": "{\"error\": \"maintenance\"}"}'
refused "$html" tiny $page "{\"file\": \"$zip\"}"
refused "$html" tiny $page \
    '{"body": "<html><h1>メンテナンス中</h1><p>しばらくお待ちください</p></html>"}'
with $navii_page seven.html 'text.replace("05_pharmacy", "05_other")'
refused "$html" navii $navii_page '{"file": "seven.html"}'
[ "$n" -eq 13 ] || fail "only $n pages"

# Pages that look otherwise and say the same are read.
taken() { # taken EXPRESSION [TYPE]
    with $page same.html "$1"
    rm -rf "$data"
    printf '{"%s": [{"file": "same.html", "headers": {"Content-Type": "%s"}}]}' \
        $page "${2:-text/html}" | rules
    fetch tiny --catalogue "$work/tiny.json" --mirror "$mirror" \
        --dir "$data" --tries 1 --quiet
    ends 0 "a page with $1"
    [ -d "$data/tiny/2026-06-30" ] || fail "a page with $1: $(said)"
}
taken 'text.replace("２０２６年６月末時点", "2026年6月30日時点")'
taken 'text.replace("２０２６年６月末時点", "令和８年６月３０日 現在")'
taken 'text.replace("<h3", "<H3").replace("</h3>", "</H3>\n<!-- > <h3> -->")'
taken 'text.replace("UTF-8", "Shift_JIS").encode("cp932")'
taken 'text.replace("<meta charset=\"UTF-8\">", "").encode("cp932")' \
    'text/html; charset=Shift_JIS'
# What the page still links to by http is asked for by https.
taken 'text.replace("jigyosho_", "http://www.test/tiny/jigyosho_")'
taken 'text.replace("\n", "\r\n").replace("jigyosho", "./jigyosho")'
taken 'text.replace("href=\"jigyosho", "href=\"https://WWW.test/tiny/jigyosho")'
echo "$n changed pages refused, 8 that look otherwise read"

# ---- files -------------------------------------------------------------------
python3 - "$tree" <<'PY' || fail "no bad files made"
import pathlib, sys, zipfile
tree = pathlib.Path(sys.argv[1])
good = tree / "www.mhlw.go.jp/content/11121000/05_pharmacy_20251201.zip"
data = zipfile.ZipFile(good).read("05_pharmacy_20251201.csv")
def make(name, *members):
    with zipfile.ZipFile(tree / name, "w", zipfile.ZIP_DEFLATED) as z:
        for member, text in members:
            z.writestr(member, text)
make("up.zip", ("../../../../evil.csv", data))
make("up_dos.zip", ("..\\..\\evil.csv", data))
make("root.zip", ("/tmp/evil.csv", data))
make("drive.zip", ("C:\\evil.csv", data))
make("bomb.zip", ("05_pharmacy_20251201.csv", data + b'"x"\r\n' * 40_000_000))
make("none.zip")
make("other.zip", ("readme.txt", b"nothing here"))
make("nested.zip", ("05_pharmacy_20251201.zip", good.read_bytes()))
whole = good.read_bytes()
(tree / "short.zip").write_bytes(whole[:len(whole) // 2])
(tree / "hurt.zip").write_bytes(
    whole[:200] + bytes(b ^ 255 for b in whole[200:260]) + whole[260:])
text = data.decode("utf-8-sig")
make("html.zip", ("05_pharmacy_20251201.csv", b"<html><h1>404</h1></html>"))
make("binary.zip", ("05_pharmacy_20251201.csv", bytes(range(256)) * 100))
PY
login='{"body": "<!DOCTYPE html><html><body>ログインしてください</body></html>",'
login="$login \"headers\": {\"Content-Type\": \"text/html\"}}"
n=0
for path in $zip $csv; do
    source=navii
    [ $path = $zip ] || source=tiny
    refused "${path##*/}" $source $path "$login" refused
    refused "${path##*/}" $source $path '{"body": ""}' refused
    refused "${path##*/}" $source $path '{"body": "{\"error\": 1}"}' \
        refused
    refused "${path##*/}" $source $path '{"junk": 10000}' refused
done
for bad in up up_dos root drive bomb none other nested short hurt html binary
do
    refused "${zip##*/}" navii $zip "{\"file\": \"$bad.zip\"}" refused
done
found=$(find "$work" . -name '*evil.csv'
    ls -d /evil.csv /tmp/evil.csv "$work"/../*evil.csv 2>/dev/null)
[ -z "$found" ] || fail "a member of a zip was written: $found"
# A length that is too short: what lies behind it is never seen. The next run
# asks for the whole, not for what has changed since.
refused "${zip##*/}" navii $zip '{"length": -10}' refused
# The right listing under another's name: a pharmacy file where the clinics are.
refused '' navii "${zip%/*}/02-1_clinic_facility_info_20251201.zip" \
    "{\"file\": \"$zip\"}" refused
echo "$n files that are none: refused, named, in quarantine"
