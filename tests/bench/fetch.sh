#!/bin/sh
# Forty files over a line of 100 ms there and back: `zaitaku fetch` beside
# `curl --parallel` and `wget` on the same addresses; prints medians and
# ratios, fails nobody. Needs nginx, python3, curl and wget; loopback only.
#
#   sh tests/bench/fetch.sh PATH_TO_ZAITAKU [RUNS]
#
# nginx serves 40 archives of 0.5 to 2 MB and the page that links them;
# delay_proxy.py before it adds 50 ms in each direction and says what it
# models. All are measured with the list of addresses given, and with the page
# read first and its links taken out. Only zaitaku checks and hashes what came
# and keeps it as a snapshot, synced to the disk.
set -u
runs=${2:-5}
. tests/fetch_server/server.sh
need curl wget

tree=$work/tree/www.test/bench
mkdir -p "$tree"
python3 - "$tree" <<'END'
import pathlib, random, sys, zipfile
folder, rng, size = pathlib.Path(sys.argv[1]), random.Random(1), 0
for n in range(1, 41):
    path = folder / f"part_{n:02d}.zip"
    with zipfile.ZipFile(path, "w") as z:
        z.writestr(f"part_{n:02d}.bin", rng.randbytes(
            rng.randrange(500_000, 2_000_000)))
    size += path.stat().st_size
links = "\n".join(f'<li><a href="part_{n:02d}.zip">第{n}部</a></li>'
                  for n in range(1, 41))
(folder / "index.html").write_text(
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>試験</title>'
    f"</head><body><h2>2026年6月1日時点</h2><ul>{links}</ul></body></html>")
print(f"40 files, {size / 1e6:.1f} MB")
END
# The source `page` has an index page, `listed` the addresses of its files.
python3 - "$work/catalogue.json" <<'END'
import json, sys
source = {"title": "試験", "title_en": "Bench", "publisher": "試験省",
          "licence": "CC BY 4.0", "licence_url":
          "https://creativecommons.org/licenses/by/4.0/deed.ja",
          "attribution": "出典：試験（{as_of}）", "cadence": "P1M",
          "page": "https://www.test/bench/index.html", "role": "population",
          "hosts": ["www.test"]}
expected = {"expect": "archive", "member": ".bin"}
json.dump({"sources": [
    source | {"id": "page", "dated_page": True, "links": [
        expected | {"file": "part_[0-9]+[.]zip$", "least": 40}]},
    source | {"id": "listed", "as_of": "2026-06-01", "files": [
        expected | {"url": f"https://www.test/bench/part_{n:02d}.zip"}
        for n in range(1, 41)]}]}, open(sys.argv[1], "w"))
END

nginx_start "$work/tree"
folder=$work/delay
mkdir "$folder"
start delay python3 tests/bench/delay_proxy.py "$folder" "$port"
wait_for "$folder/port" || fail "delay_proxy.py: $(cat "$work/delay.said")"
far=http://127.0.0.1:$(cat "$folder/port")
seq -f "$far/www.test/bench/part_%02g.zip" 40 >"$work/list"
sed 's|.*|url = "&"\nremote-name|' "$work/list" >"$work/curl.list"

ours() { # ours SOURCE FOLDER
    "$zaitaku" fetch "$1" --mirror "$far" --catalogue "$work/catalogue.json" \
        --dir "$2" --quiet
}
ours_page() { ours page "$1"; }
ours_files() { ours listed "$1"; }
curl_files() {
    curl -sS --fail --parallel --output-dir "$1" -K "$work/curl.list"
}
curl_immediate() {
    curl -sS --fail --parallel --parallel-immediate --output-dir "$1" \
        -K "$work/curl.list"
}
curl_all() {
    curl -sS --fail -o "$1/index.html" "$far/www.test/bench/index.html"
    grep -o 'href="[^"]*' "$1/index.html" |
        sed "s|href=\"|url = \"$far/www.test/bench/|; s|\$|\"\nremote-name|" \
            >"$work/found"
    curl -sS --fail --parallel --output-dir "$1" -K "$work/found"
}
wget_files() { wget -q --no-proxy -P "$1" -i "$work/list"; }
wget_eight() { xargs -P 8 -n 5 wget -q --no-proxy -P "$1" <"$work/list"; }
wget_all() { wget -q --no-proxy -r -l 1 -np -nd -A zip -P "$1" \
    "$far/www.test/bench/index.html"; }
wget_again() { wget -q --no-proxy -N -P "$1" -i "$work/list"; }

# measure NAME FUNCTION FRESH: runs, each into a new folder or always the same
# (filled before); the median in $median.
measure() {
    : >"$work/times"
    into=$work/into
    for _ in $(seq "$runs"); do
        [ "$3" = again ] || rm -rf "$into"
        mkdir -p "$into"
        from=$(date +%s%N)
        "$2" "$into" >"$work/stdout" 2>"$work/stderr" ||
            fail "$1: $(tail -n 3 "$work/stderr" "$work/stdout")"
        echo $(($(date +%s%N) - from)) >>"$work/times"
        n=$(find "$into" -name 'part_*.zip' | wc -l)
        [ "$n" -eq 40 ] || fail "$1: $n files, not 40"
    done
    sort -n "$work/times" | awk -v name="$1" -v file="$work/median" '
        { t[NR] = $1 / 1e9 }
        END { m = t[int((NR + 1) / 2)]
              printf "%-52s %6.2f s (%.2f-%.2f)\n", name, m, t[1], t[NR]
              print m >file }'
    median=$(cat "$work/median")
}

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

echo "medians of $runs runs (least-most)"
measure "curl --parallel, list given" curl_files fresh
curl=$median
measure "the same with --parallel-immediate" curl_immediate fresh
curl_immediate=$median
measure "curl: page, links taken out, curl --parallel" curl_all fresh
curl_page=$median
measure "wget, list given, one after the other" wget_files fresh
wget=$median
measure "wget, list given, eight at a time" wget_eight fresh
wget_eight=$median
measure "wget: page and what it links" wget_all fresh
wget_page=$median
measure "zaitaku fetch, list given: checked, snapshot" ours_files fresh
ours=$median
measure "zaitaku fetch, page and files: checked, snapshot" ours_page fresh
ours_page=$median
measure "zaitaku fetch again, nothing changed" ours_page again
again=$median
grep -q "^same" "$work/stdout" || echo "not as expected: $(cat "$work/stdout")"
wget_files "$work/kept"
measure_again() { wget_again "$work/kept" && cp -l "$work/kept"/*.zip "$1"; }
measure "wget -N again, nothing changed" measure_again fresh
wget_again=$median
echo "list given: zaitaku / curl --parallel $(ratio "$ours" "$curl")," \
    "with --parallel-immediate $(ratio "$ours" "$curl_immediate")," \
    "/ wget $(ratio "$ours" "$wget"), eight at a time" \
    "$(ratio "$ours" "$wget_eight")"
echo "with the page: zaitaku / curl --parallel" \
    "$(ratio "$ours_page" "$curl_page"), / wget" \
    "$(ratio "$ours_page" "$wget_page"); nothing changed: zaitaku / wget -N" \
    "$(ratio "$again" "$wget_again")"
echo "goal: not slower than curl --parallel"
