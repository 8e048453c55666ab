#!/bin/sh
# Install what is missing, build, and make the maps of the invented town in
# samples/. For Debian 12 as root or with sudo; runs from any folder, and may
# be run again.
# Names of packages hold no blanks; their lists are split on purpose.
# shellcheck disable=SC2086
set -eu

packages="
    gcc libc6-dev cmake ninja-build pkg-config gettext binutils
    libgdal-dev libproj-dev libsqlite3-dev libicu-dev libzip-dev libexpat1-dev
    libcjson-dev libcurl4-openssl-dev libxml2-dev zlib1g-dev libxlsxwriter-dev
    libxxhash-dev nettle-dev uthash-dev libcairo2-dev libpango1.0-dev
    libqpdf-dev libqrencode-dev libjs-leaflet libjs-leaflet.markercluster
    fonts-morisawa-bizud-gothic fonts-ipaexfont-gothic gdal-bin"

cd "$(dirname "$0")"

step() { printf '\n== %s\n' "$*"; }

fail() {
    printf 'demo.sh: %s\n' "$*" >&2
    exit 1
}

# What dpkg does not know as installed, one a line.
missing_packages() {
    for package in $packages; do
        state=$(dpkg-query -W -f='${db:Status-Status}' "$package" \
            2>/dev/null || true)
        [ "$state" = installed ] || printf '%s\n' "$package"
    done
}

install_packages() {
    command -v apt-get >/dev/null ||
        fail "no apt-get here; install the like of:" $packages
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null ||
            fail "not root and no sudo; install first:" $missing
        as_root=sudo
    fi
    step "パッケージを入れます / installing:" $missing
    $as_root apt-get update -q
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends $missing
}

# Quiet unless it fails.
build() {
    step "build/ に組み立てます / building in build/"
    mkdir -p build
    if ! { cmake -G Ninja -S . -B build -DCMAKE_BUILD_TYPE=Release \
        -DTESTS=OFF && ninja -C build zaitaku translations; } \
        >build/demo.log 2>&1; then
        tail -n 40 build/demo.log >&2
        fail "the build failed; build/demo.log tells all"
    fi
}

# Names of the first facilities of a residents' map, and what comes to the home.
first_facilities() {
    sed -n 's/.*"name":"\([^"]*\)".*"home_services":\["\([^"]*\)".*/    \1  \2/p' \
        "$1" | sed -n '1,4p'
}

# Address, level and error of the first rows of a geocoded list.
first_places() {
    sed -n 's/.*"input":"\([^"]*\)".*"coordinate_level":"\([^"]*\)","error_m":\([0-9]*\).*/    \1  ->  \2, \3 m/p' \
        "$1" | head -n 3
}

install_packages
build

step "住所辞書を作ります / compiling the dictionary of addresses"
build/zaitaku gazetteer build samples/gazetteer samples/mt_city_all.csv \
    --boundaries samples/boundaries/town.geojson -o out.gaz -q |
    sed -n '1,9p'
build/zaitaku geocode samples/addresses.txt --gazetteer out.gaz --json -q \
    >out-addresses.json
first_places out-addresses.json

step "架空の町の地図を作ります / mapping the invented town"
build/zaitaku map samples/navii samples/kaigo samples/local samples/bureau \
    --municipalities samples/mt_city_all.csv \
    --boundaries samples/boundaries/town.geojson \
    --gazetteer out.gaz --store out.gpkg -o out --format all \
    --maker 'みなと市 高齢福祉課（架空）' --contact '電話 077-000-0000'

step "漏れと失われた行がないか検査します / checking"
build/zaitaku check out --store out.gpkg

step "1つの施設の記録 / the story of one record"
build/zaitaku explain 沖見島診療所 --store out.gpkg |
    sed -n '2,7p;/^Home-care filings:/,/^$/p;/^在宅医療の届出:/,/^$/p' |
    head -n 24

step "この家に来られるところ / who can come to this home"
printf '%s\n' '滋賀県みなと市湊町1丁目2番3号' |
    build/zaitaku near --store out.gpkg --gazetteer out.gaz \
        --kind visiting-nurse --function 24h --count 3

step "どこに足りないかを調べます / auditing the invented towns"
build/zaitaku audit --store out.gpkg -o out-audit -q \
    --population samples/population/500m_mesh_2024_25.csv \
    --municipal-population samples/population/juki_age_muni_2025.xlsx \
    --areas samples/audit/areas.csv --indicators samples/audit/indicators.csv \
    --progress samples/audit/progress.csv --threshold 3km

step "できました / done"
cat <<'END'
みなと市（架空）の市民向けの地図から / from the residents' map of みなと市:

END
first_facilities out/resident/25299/map.geojson
cat <<'END'

そのほか / beside it:

  out/resident/25299/map-a4.pdf       印刷用の地図と一覧（大きな文字は map-large.pdf）
                                      the print (map-large.pdf: large print)
  out/resident/25299/list.xlsx        表計算ソフト用の一覧 / a workbook
  out/resident/25299/map.kmz          Google Earth（map.geojson は QGIS など）
  out/professional/25299/index.html   関係者向け：在宅医療の届出・FAX・病床数など
                                      for professionals: filings, fax, beds
  out/professional/25299/self-check.pdf
                                      施設に送る確認票 / sheets to be checked
  out/staff/findings.csv              表計算ソフト：職員が確かめる点
                                      a spreadsheet: what staff should look at
  out/staff/review.csv                住所の確認表：「決定」の列に書いて返す
                                      doubtful addresses, to be decided
  out/staff/to_decide.csv             同じ施設か迷う組：「判断」の列に書いて返す
                                      pairs that may be one, to be decided
  out-audit/report.html               足りないところの点検（会議用は audit.pdf）
                                      where services are missing (audit.pdf)
  out.gpkg                            QGIS：すべての記録（関係者だけ）
                                      everything, for professionals only

公開してよいのは out/resident だけです。
Only out/resident may be uploaded.

このページを開いてください（ダブルクリックでも開きます） / open this page:

END
printf '  file://%s/out/resident/25299/index.html\n' "$PWD"
