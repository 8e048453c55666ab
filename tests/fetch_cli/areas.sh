# Sources that share an address, and sources with a file for each prefecture,
# whose snapshots grow with what is asked for.
. tests/fetch_server/server.sh
tree=$work/tree data=$work/data
python3 $here/make_mirror.py tiny "$tree" --services 110,130 ||
    fail "no mirror made"
folder=$tree/www.test/tiny
python3 - "$folder" <<'PY' || fail "no prefectures made"
import glob, os, sys
os.chdir(sys.argv[1])
text = open(glob.glob("jigyosho_110*")[0], encoding="utf-8-sig", newline="")
head, *rows = text.read().split("\r\n")
for code in ("25", "30"):
    os.makedirs(f"../{code}", exist_ok=True)
    part = [head] + [r for r in rows if r.startswith(code)]
    for name in (f"x{code}.csv", f"x{code}_20260601.csv",
                 f"../{code}/list.csv"):
        with open(name, "w", encoding="utf-8-sig", newline="") as f:
            f.write("\r\n".join(part) + "\r\n")
PY
faults_start "$tree"
mirror=http://127.0.0.1:$faults_port
catalogue() { # catalogue URL [KEY=JSON...]: one file a prefecture
    url=$1
    shift
    python3 $here/catalogue.py "$work/pp.json" links=null dated_page=null \
        "files=[{\"url\":\"$url\",\"expect\":\"listing\",\"listing\":\"kaigo\"}]" \
        "$@"
}
bring() { # bring WORD...
    fetch tiny --catalogue "$work/pp.json" --mirror "$mirror" --tries 1 \
        --dir "$data" --quiet "$@"
}
newest() { # the folder of the newest
    "$zaitaku" list snapshots --dir "$data" --json |
        python3 -c 'import json, sys
rows = [json.loads(line) for line in sys.stdin]
print([r["folder"] for r in rows if r["state"] == "ok"][-1])'
}
urls() { # the last two parts of the addresses in the newest, in order
    python3 -c 'import json, sys
for f in json.load(open(sys.argv[1] + "/manifest.json"))["files"]:
    print("/".join(f["url"].split("/")[-2:]))' "$(newest)" | sort | tr '\n' ' '
}

# ---- one address, two sources ------------------------------------------------
python3 $here/catalogue.py "$work/two.json"
python3 - "$work/two.json" <<'PY' || fail "no catalogue"
import copy, json, sys
whole = json.load(open(sys.argv[1], encoding="utf-8"))
second = copy.deepcopy(whole["sources"][0])
second["id"] = "tiny2"
whole["sources"].append(second)
json.dump(whole, open(sys.argv[1], "w", encoding="utf-8"))
PY
csv=/www.test/tiny/jigyosho_130_all_20260630180342.csv
# A second answer would break off.
printf '{"%s": [{}, {"cut": 50000}, {"cut": 50000}]}' $csv | rules
fetch tiny tiny2 --catalogue "$work/two.json" --mirror "$mirror" --tries 1 \
    --dir "$data" --quiet
ends 0 "one address, two sources"
[ "$(cut -f 1 "$work/stdout" | tr '\n' ' ')" = "new new " ] || fail "$(said)"
for source in tiny tiny2; do
    cmp "$tree$csv" "$data/$source/2026-06-30/${csv##*/}" ||
        fail "one address, two sources: $source"
done
whole "$data" "one address, two sources"
fetch tiny tiny2 --catalogue "$work/two.json" --mirror "$mirror" --tries 1 \
    --dir "$data" --quiet
[ "$(cut -f 1,5 "$work/stdout" | tr '\t\n' '  ')" = "same 0 same 0 " ] ||
    fail "one address, two sources, again: $(said)"
echo '{}' | rules

# ---- prefectures, one after the other ----------------------------------------
rm -rf "$data"
catalogue 'https://www.test/tiny/x{PP}.csv'
bring --pref 25
ends 0 "25"
bring --pref 30
ends 0 "then 30: the rows of 25 are not missing"
[ "$(urls)" = "tiny/x25.csv tiny/x30.csv " ] || fail "25, then 30: $(urls)"
sed -i '2s/-000-/-111-/' "$folder/x25.csv"
bring --pref 25
ends 0 "25 again: the rows of 30 are not missing"
[ "$(urls)" = "tiny/x25.csv tiny/x30.csv " ] || fail "25 again: $(urls)"
# But a prefecture that was asked for is compared, also after all that.
cp "$folder/x30.csv" "$work/x30.csv"
sed -i '20,60d' "$folder/x30.csv"
bring --pref 30
ends 3 "30 with fewer rows"
tells 和歌山 "30 with fewer rows"
cp "$work/x30.csv" "$folder/x30.csv"
bring --offline --pref 25,13
ends 4 "offline, and 13 was never fetched"
tells 東京都 "offline, and 13 was never fetched"
bring --offline --pref 25
ends 0 "offline, 25 is here"
bring --pref 13
ends 4 "13 is not on the server"
tells "does not have 東京都|東京都がありません" "13 is not on the server"
catalogue 'https://www.test/tiny/x{PP}.csv' 'prefectures=["25"]'
bring --pref 30
ends 2 "nothing for 30"
tells 和歌山県 "nothing for 30"
# The date stands in the file: known only when it has been read.
rm -rf "$data"
catalogue 'https://www.test/tiny/x{PP}_20260601.csv'
bring --pref 25
bring --pref 30
ends 0 "dated by the files"
[ "$(newest)" = "$data/tiny/2026-06-01.2" ] || fail "dated: $(newest)"
[ "$(urls)" = "tiny/x25_20260601.csv tiny/x30_20260601.csv " ] ||
    fail "dated by the files: $(urls)"
# The prefecture stands in the folder only.
rm -rf "$data"
catalogue 'https://www.test/{PP}/list.csv' 'as_of="2026-06-01"'
for again in 25 30 25; do
    bring --pref $again
    ends 0 "the same name, $again"
done
[ "$(cut -f 1 "$work/stdout")" = same ] || fail "the same name: $(said)"
[ "$(urls)" = "25/list.csv 30/list.csv " ] || fail "the same name: $(urls)"
whole "$data" "the same name"
# What is carried on must be what was fetched.
sed -i '2s/-000-/-666-/' "$data/tiny/2026-06-01.2/list.csv"
sed -i '2s/-000-/-111-/' "$tree/www.test/25/list.csv"
bring --pref 25
ends 0 "a carried file is damaged"
[ "$(urls)" = "25/list.csv " ] || fail "a carried file is damaged: $(urls)"
tells "2026-06-01.2/list.csv" "a carried file is damaged"
bring --pref 30
[ "$(urls)" = "25/list.csv 30/list.csv " ] || fail "fetched anew: $(urls)"

# ---- a page that was moved; a neighbour that is damaged ----------------------
rm -rf "$data"
mkdir "$tree/www.test/new" "$data" "$data/other" "$data/other/2026-01-01"
mv "$folder"/index.html "$folder"/jigyosho* "$tree/www.test/new/"
printf '{"/www.test/tiny/index.html": [{"status": 301, "headers":
    {"Location": "/www.test/new/index.html"}}]}' | rules
python3 $here/catalogue.py "$work/pp.json"
bring
ends 0 "a page that was moved"
tells "other/2026-01-01" "a damaged snapshot of another source"
grep -q '/new/jigyosho' "$data/tiny/2026-06-30/manifest.json" ||
    fail "links start where the page was found"
bring
[ "$(cut -f 1,5 "$work/stdout" | tr '\t' ' ')" = "same 0" ] ||
    fail "a page that was moved, again: $(said)"
echo "shared addresses, growing snapshots, a page that moved"
