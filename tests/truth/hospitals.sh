# Hospitals of the bureau's lists (7 prefectures, January 2026) and of
# 医療情報ネット (December 2025): who is in both, who is to decide, who is in the
# bureau's list only, by prefecture; and 200 of them that were looked up by
# hand (hospitals.csv: a seeded sample, 100 matched and 100 not).
#   sh tests/truth/hospitals.sh PROGRAM
. tests/lib.sh
need python3
data=$root/../shared/data
[ -d "$data/bureau_r0802" ] ||
    skip "the bureau's lists (../shared/data) are not here"

"$zaitaku" build "$data/bureau_r0802" \
    "$data/mirror/www.mhlw.go.jp/content/11121000" --skip-unknown \
    --municipalities "$data/mirror/data.address-br.digital.go.jp/mt_city/mt_city_all.csv.zip" \
    --store "$work/s.gpkg" >"$work/stdout" 2>"$work/stderr" ||
    fail "$(tail -n 3 "$work/stderr")"
grep -Eq '^ *32425 .* filing rows$' "$work/stdout" ||
    fail "not 32,425 filing rows"
awk '/ rows$/ && $1 != $2 + $3 + $4 + $5 { exit 1 }' "$work/stdout" ||
    fail "the accounting does not close"

python3 - "$work/s.gpkg" tests/truth/hospitals.csv <<'END' || fail "hospitals"
import csv, sqlite3, sys

store = sqlite3.connect(sys.argv[1])
ids = {}  # 医療機関コード -> navii id, or None
where = {}  # prefecture -> [both, to decide, only in the list]
open_ends = {end for pair in store.execute(
    "SELECT a, b FROM pairs WHERE state = 'open'") for end in pair}
for fid, id, navii, code, name, municipality in store.execute(
        "SELECT fid, id, navii_id, medical_code, name, municipality_code "
        "FROM facilities WHERE medical_code IS NOT NULL"):
    ids[code] = navii
    if "病院" not in name:
        continue
    row = where.setdefault(code[:2], [0, 0, 0])
    row[0 if navii else 1 if fid in open_ends else 2] += 1

print("hospitals by name: prefecture, in both, to decide, only in the list")
for code in sorted(where):
    print(" ", code, *where[code])
total = [sum(column) for column in zip(*where.values())]
print("  all", *total, f"({100 * total[0] / sum(total):.1f} % in both)")

right = missed = false = absent = 0
for row in csv.DictReader(open(sys.argv[2], encoding="utf-8")):
    if row["bureau_code"] not in ids:
        sys.exit(f"{row['bureau_code']} was not read")
    found = ids[row["bureau_code"]]
    if row["navii_id"]:
        right += found == row["navii_id"]
        missed += found is None
        if found != row["navii_id"]:
            print("  not found:", *row.values())
        false += found is not None and found != row["navii_id"]
    else:
        absent += found is None
        false += found is not None
both = right + missed + false
print(f"looked up by hand: {right} of {both} in both found, {absent} truly "
      f"absent, {false} false")
if false or right < 0.98 * both:
    sys.exit("98 % are to be found, and none is to be false")
END
