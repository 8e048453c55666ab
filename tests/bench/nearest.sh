#!/bin/sh
# The nearest of 30,000 facilities for each of 1.2 million cells: our tree
# beside PostGIS (geography <-> with GiST) on the same points and machine, and
# 500 cells by brute force. Prints figures and ratios, fails only where an
# answer is wrong. Needs python3, GNU time, PostgreSQL 15 with PostGIS, and
# ../shared/data.
#
#   sh tests/bench/nearest.sh NEAREST_BENCH [CELLS_FOR_POSTGIS] [RUNS]
#
# NEAREST_BENCH is built by `ninja -C build nearest_bench`. PostGIS is asked for
# the first 100,000 cells and scaled by their number.
set -eu
bench=$(realpath "${1:?usage: sh $0 PATH_TO_NEAREST_BENCH [CELLS] [RUNS]}")
sample=${2:-100000}
runs=${3:-3}
data=$(realpath ../shared/data) || exit 77
postgres=/usr/lib/postgresql/15/bin
[ -x "$postgres/initdb" ] || { echo "skipped: no PostgreSQL 15"; exit 77; }
work=$(mktemp -d)
chmod 755 "$work"

# PostgreSQL does not run as root.
as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}
stop() {
    as_postgres "$postgres/pg_ctl" -D "$work/pg/data" -m immediate stop \
        >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap stop EXIT

python3 tests/bench/nearest_points.py "$data/gazetteer/geolonia_v1" 30000 \
    1200000 "$work/to" "$work/from"
head -n "$sample" "$work/from" >"$work/some"

# ours FILE: median seconds of the search, and the peak.
ours() {
    : >"$work/times"
    i=0
    while [ "$i" -lt "$runs" ]; do
        /usr/bin/time -q -f '%M' -o "$work/peak" "$bench" "$work/to" "$1" \
            500 >"$work/answer" 2>"$work/note" || {
            echo "wrong answers: $(cat "$work/note")"
            exit 1
        }
        cut -d ' ' -f 1 "$work/note" >>"$work/times"
        i=$((i + 1))
    done
    sort -n "$work/times" | sed -n "$(((runs + 1) / 2))p"
}
whole=$(ours "$work/from")
printf '1.2 million cells, ours: %s s (search alone, one thread), %s KB, %s\n' \
    "$whole" "$(cat "$work/peak")" \
    "wrong of brute-forced: $(cut -d ' ' -f 2,3 "$work/note" | tr ' ' '/')"
part=$(ours "$work/some")
sort -n "$work/answer" >"$work/ours"

mkdir "$work/pg"
[ "$(id -u)" -ne 0 ] || chown postgres "$work/pg"
as_postgres "$postgres/initdb" -D "$work/pg/data" -A trust -U postgres \
    >"$work/log" 2>&1
as_postgres "$postgres/pg_ctl" -D "$work/pg/data" -w -l "$work/pg/log" -o \
    "-c listen_addresses='' -c unix_socket_directories='$work/pg' \
-c shared_buffers=512MB -c max_parallel_workers_per_gather=0" start \
    >"$work/log" 2>&1
sql() { psql -h "$work/pg" -U postgres -qAtX -F ' ' "$@"; }
sql -c 'CREATE EXTENSION postgis' \
    -c 'CREATE TABLE f(id int, lon float8, lat float8)' \
    -c 'CREATE TABLE c(id int, lon float8, lat float8)'
sql -c '\copy f FROM '"$work/to DELIMITER ' '"
sql -c '\copy c FROM '"$work/some DELIMITER ' '"
for table in f c; do
    sql -c "ALTER TABLE $table ADD g geography" -c "UPDATE $table SET g =
        ST_SetSRID(ST_MakePoint(lon, lat), 4326)::geography" \
        -c "VACUUM ANALYZE $table"
done
sql -c 'CREATE INDEX ON f USING gist(g)' -c 'VACUUM ANALYZE f'
knn='SELECT c.id, n.id, round(n.d::numeric, 6) FROM c CROSS JOIN LATERAL (SELECT
    f.id, ST_Distance(f.g, c.g) AS d FROM f ORDER BY f.g <-> c.g LIMIT 1) n'
sql -c "EXPLAIN $knn" | grep -q 'Index Scan' || echo "PostGIS uses no index"
: >"$work/times"
i=0
while [ "$i" -lt "$runs" ]; do
    /usr/bin/time -q -f '%e' -o "$work/time" psql -h "$work/pg" -U postgres \
        -qAtX -F ' ' -c "$knn" >"$work/theirs"
    cat "$work/time" >>"$work/times"
    i=$((i + 1))
done
theirs=$(sort -n "$work/times" | sed -n "$(((runs + 1) / 2))p")
# Its index orders by a sphere, so now and then it returns one that is farther.
sort -n "$work/theirs" | paste -d ' ' "$work/ours" - | awk '
    $6 - $3 > 0.001 { farther++; if ($6 - $3 > most) most = $6 - $3 }
    $3 - $6 > 0.001 { wrong++ }
    END { printf "PostGIS finds a nearer one: %d of %d; a farther one: %d (by %.1f m)\n",
                 wrong, NR, farther, most
          exit wrong > 0 }'
awk -v a="$part" -v b="$theirs" -v n="$sample" 'BEGIN {
    printf "%d cells: ours %.3f s, PostGIS %.1f s: %.0f times\n", n, a, b, b / a
    printf "1.2 million cells in PostGIS, scaled: %.0f s\n", b / n * 1.2e6 }'
