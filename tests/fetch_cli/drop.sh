# A publisher's half-uploaded month does not become the map: changed columns and
# fewer rows than can be are refused with the counts, and seen in `list
# snapshots`; the usual comings and goings are not.
. tests/fetch_server/server.sh
tree=$work/tree data=$work/data
# 4 prefectures, 20 towns, 3 services: 1,200 rows.
services=110,130,430
make() {
    rm -rf "$tree/www.test"
    python3 $here/make_mirror.py tiny "$tree" --services $services "$@" ||
        fail "no mirror: $*"
}
python3 $here/catalogue.py "$work/tiny.json" 'LINK.least=3'
make
nginx_start "$tree"
fetch_next() {
    fetch tiny --catalogue "$work/tiny.json" --mirror "$mirror" \
        --dir "$data" --quiet "$@"
}
again() {
    rm -rf "$data"
    cp -r "$work/first" "$data"
}
fetch_next
ends 0 "the first edition"
cp -r "$data" "$work/first"
n=0

# refused WORDS OPTION...: the edition made so is refused, with these words,
# and taken with --accept-drop.
refused() {
    words=$1
    shift
    make --date 2026-12-31 "$@"
    again
    fetch_next
    ends 3 "$*"
    [ "$(cut -f 1 "$work/stdout")" = refused ] || fail "$*: $(said)"
    for word in $words; do
        tells "$word" "$*"
    done
    [ ! -e "$data/tiny/2026-12-31" ] || fail "$*: published"
    [ -d "$data/.quarantine/tiny/2026-12-31" ] || fail "$*: not in quarantine"
    "$zaitaku" list snapshots --dir "$data" >"$work/list" 2>&1 ||
        fail "$*: list snapshots"
    grep 2026-12-31 "$work/list" | grep -qi 'quarantine\|refused' ||
        fail "$*: list snapshots does not show it: $(cat "$work/list")"
    "$zaitaku" verify --dir "$data" >"$work/verify" 2>&1 ||
        fail "$*: verify: $(cat "$work/verify")"
    # Asked again, the answer is the same, and it is not fetched anew.
    : >"$nginx/access.log"
    fetch_next
    ends 3 "$*, again"
    n=$((n + 1))
}
accepted() { # the last one, with --accept-drop
    fetch_next --accept-drop
    ends 0 "--accept-drop"
    [ -d "$data/tiny/2026-12-31" ] || fail "--accept-drop: $(said)"
    whole "$data" "--accept-drop"
}
passes() { # passes OPTION...
    make --date 2026-12-31 "$@"
    again
    fetch_next
    ends 0 "$*"
    [ -d "$data/tiny/2026-12-31" ] || fail "$*: $(said)"
    n=$((n + 1))
}

# ---- rows --------------------------------------------------------------------
refused '1,?200 1,?164' --less nation:3
accepted
refused '滋賀|25 300 282' --less 25:6
accepted
refused '訪問看護|visiting|130 400 356' --less 130:11
accepted
refused '25203 60 0' --less 25203:100
accepted
# All of a prefecture, and nothing at all of a service.
refused '和歌山|30 300 0' --less 30:100
refused 'jigyosho_430 rows' --less 430:100
# Just inside the limits: -2 %, -5 %, -10 % (of a small service only).
passes --less nation:2
passes --less 25:5
for seed in 1 2 3; do
    passes --noise 1 --seed $seed
done
passes --per-town 21
echo "$n editions with fewer rows, or the usual noise: told apart"

# ---- columns -----------------------------------------------------------------
n=0
refused '緯度' --columns renamed
refused '緯度' --columns missing
# --accept-drop is about rows only.
fetch_next --accept-drop
ends 3 "a missing column is not a drop"
passes --columns reordered
make --date 2026-12-31 --columns added
again
fetch_next
ends 0 "a new column"
tells '指定更新日' "a new column is told"
grep -q '指定更新日' "$data/tiny/2026-12-31/manifest.json" ||
    fail "a new column is not in the manifest"
# Of a quarantined edition the next one knows nothing: it is compared with the
# newest that was taken.
make --date 2026-12-31 --less nation:50
again
fetch_next
ends 3 "half of it"
make --date 2027-06-30 --less nation:51
fetch_next
ends 3 "half of it, half a year later"
make --date 2027-06-30 --noise 1
fetch_next
ends 0 "all of it again"
whole "$data" "all of it again"
echo "$((n + 4)) editions with other columns"
