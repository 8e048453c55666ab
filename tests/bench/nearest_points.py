"""Seeded points for tests/bench/nearest.sh: facilities lie at random towns of
the dictionary, cells are 500 m meshes around all towns. Invented: no facility
and no population is real, only the towns are.

    nearest_points.py GEOLONIA_FOLDER FACILITIES CELLS TO FROM
"""
import json, pathlib, random, sys

folder, n_facility, n_cell, to, from_ = sys.argv[1:]
rng = random.Random(20260401)
towns = []
for path in sorted(pathlib.Path(folder).rglob("*.json")):
    if path.name == "ja.json":
        continue
    for town in json.loads(path.read_text(encoding="utf-8")):
        if isinstance(town, dict) and town.get("lat") is not None:
            towns.append((town["lng"], town["lat"]))
with open(to, "w") as out:
    for i in range(int(n_facility)):
        lon, lat = rng.choice(towns)
        out.write(f"{i} {lon + rng.gauss(0, .004):.7f} "
                  f"{lat + rng.gauss(0, .004):.7f}\n")
# South-west corners in units of a cell: 1/240 and 1/160 of a degree.
cells = set()
for reach in range(12):
    for lon, lat in towns:
        x, y = int(lon * 160), int(lat * 240)
        for d in range(-reach, reach + 1):
            cells.update(((x + d, y - reach), (x + d, y + reach),
                          (x - reach, y + d), (x + reach, y + d)))
    if len(cells) >= int(n_cell):
        break
cells = sorted(cells)
rng.shuffle(cells)
with open(from_, "w") as out:
    for i, (x, y) in enumerate(cells[:int(n_cell)]):
        out.write(f"{i} {(x + .5) / 160:.7f} {(y + .5) / 240:.7f}\n")
print(len(towns), "towns,", min(len(cells), int(n_cell)), "cells")
