"""A synthetic population of 500 m meshes for all of Japan, labelled as such, in
the shape of the projections of 2024 (R6): cells around the towns of a store,
with seeded people that get fewer away from the town. For tests/bench/audit.sh.

    audit_mesh.py STORE CELLS YEAR... >synthetic_mesh.csv
"""
import random, sqlite3, struct, sys

store, n_cell, *years = sys.argv[1:]
n_cell = int(n_cell)
rng = random.Random(20260401)
cells = {}  # (x, y), south-west corner in units of a cell -> code, rank
towns = [(code, *struct.unpack("<dd", geom[13:29])) for code, geom in
         sqlite3.connect(store).execute("SELECT code, geom FROM towns ORDER BY fid")]
for reach in range(16):
    for code, lon, lat in towns:
        x, y = int(lon * 160), int(lat * 240)
        for d in range(-reach, reach + 1):
            for at in ((x + d, y - reach), (x + d, y + reach),
                       (x - reach, y + d), (x + reach, y + d)):
                cells.setdefault(at, (code, reach))
    if len(cells) >= n_cell:
        break


def mesh_code(x, y):
    p, u = y // 160, x // 160 - 100  # 80 x 80 cells of the first level are
    a, b = y % 160, x % 160          # 160 x 160 cells of 500 m
    second, third = (a // 20, b // 20), (a % 20 // 2, b % 20 // 2)
    half = 1 + b % 2 + 2 * (a % 2)
    return f"{p}{u}{second[0]}{second[1]}{third[0]}{third[1]}{half}"


ages = [f"PT{i:02d}" for i in range(1, 20)]
classes = ["PTA", "PTB", "PTC", "PTD", "PTE"]
print(",".join(["MESH_ID", "SHICODE", *(
    name for year in years for name in
    [f"PTN_{year}", f"HITOKU{year}", f"GASSAN{year}", f"PT00_{year}",
     *(f"{a}_{year}" for a in ages), *(f"{c}_{year}" for c in classes)])]))
for x, y in sorted(cells)[:n_cell]:
    code, rank = cells[x, y]
    total = rng.expovariate(1) * 300 / (1 + rank) ** 2
    row = [mesh_code(x, y), code]
    for i, _ in enumerate(years):
        old = .15 + .03 * i
        parts = [total * (1 - old) / 15] * 15 + [total * old / 4] * 4
        row += [f"{total:.3f}", "", "", f"{total:.3f}",
                *(f"{p:.3f}" for p in parts), f"{sum(parts[:3]):.3f}",
                f"{sum(parts[3:13]):.3f}", f"{sum(parts[13:]):.3f}",
                f"{sum(parts[15:]):.3f}", f"{sum(parts[16:]):.3f}"]
    print(",".join(row))
