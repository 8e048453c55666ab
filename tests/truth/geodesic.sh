# Distances of the program's code beside those of PROJ's own geod command, for
# 5,000 seeded pairs: near ones and far ones in Japan, and all over the world.
#   sh tests/truth/geodesic.sh PROGRAM
. tests/lib.sh
need geod python3
# Beside the program, where the build puts it.
test=$(dirname "$zaitaku")/tests/test_access
[ -x "$test" ] || skip "'test_access' was not built"

python3 - >"$work/pairs" <<'END'
import random

random.seed(20250401)
for i in range(5000):
    if i % 5 == 4:
        pair = [random.uniform(*range_) for range_ in
                ((-90, 90), (-180, 180)) * 2]
    else:
        lat, lon = random.uniform(24, 46), random.uniform(122, 154)
        apart = 10 ** random.uniform(-6, 0.5)
        pair = [lat, lon, lat + random.uniform(-apart, apart),
                lon + random.uniform(-apart, apart)]
    print(*("%.9f" % value for value in pair))
END
geod +ellps=GRS80 -I -F %.9f "$work/pairs" >"$work/said" || fail "geod"
paste -d' ' "$work/pairs" "$work/said" |
    awk '{ printf "%s,%s,%s,%s,%s,geod\n", $1, $2, $3, $4, $NF }' \
        >"$work/rows.csv"
[ "$(wc -l <"$work/rows.csv")" -eq 5000 ] || fail "not 5,000 rows"

GEODESIC_ROWS=$work/rows.csv "$test" --filter 'geodesic/distances*' \
    >"$work/stdout" 2>&1 || fail "$(tail -n 20 "$work/stdout")"
grep '^geodesic: 5000 distances' "$work/stdout" ||
    fail "the rows were not read: $(cat "$work/stdout")"
