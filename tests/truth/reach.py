"""What tests/truth/reach.sh compares: an audit against SpatiaLite, which reads
positions from the store and population from the published files itself.

    reach.py FOLDER POPULATION
"""
import json, pathlib, sqlite3, struct, sys

folder, population = map(pathlib.Path, sys.argv[1:])
LIMIT_M = 5000
NEEDS = {"visiting-nurse": "visiting-nurse", "care-manager": "care-manager",
         "pharmacy": "pharmacy", "clinic": "clinic"}
bad = 0


def wrong(text):
    global bad
    bad += 1
    if bad <= 20:
        print("WRONG:", text)


def published(path):
    """Rows of a .dbf, as text by heading."""
    raw = path.read_bytes()
    n, head, size = struct.unpack("<IHH", raw[4:12])
    fields, at = [], 32
    while raw[at] != 13:
        name = raw[at:at + 11].split(b"\0")[0].decode()
        fields.append((name, raw[at + 16]))
        at += 32
    for i in range(n):
        at, row = head + i * size + 1, {}
        for name, width in fields:
            row[name] = raw[at:at + width].decode("cp932").strip()
            at += width
        yield row


def centre(code):
    """JIS X 0410, third level."""
    lat = int(code[:2]) / 1.5 + int(code[4]) / 12 + (int(code[6]) + .5) / 120
    lon = 100 + int(code[2:4]) + int(code[5]) / 8 + (int(code[7]) + .5) / 80
    return lon, lat


# Who lives where: a suppressed mesh gets its share of the mesh that has its
# ages (GASSAN), by the people of both before suppression (PTN).
rows = [row for path in sorted(population.glob("mesh_1km_*/*.dbf"))
        for row in published(path)]
people = {}
for year in (2020, 2040):
    groups = {}
    for row in rows:
        target = row[f"GASSAN{year}"] if row[f"HITOKU{year}"] == "*" else \
            row["MESH_ID"]
        groups.setdefault(target, []).append(row)
    here = {row["MESH_ID"] for row in rows}
    for target, group in groups.items():
        if target not in here:  # its ages lie in a prefecture beyond
            people.update({(row["MESH_ID"], year): None for row in group})
            continue
        total = sum(float(row[f"PTD_{year}"]) for row in group)
        weight = sum(float(row[f"PTN_{year}"]) for row in group)
        # Of people that came from a mesh of another file, nothing is kept.
        weight = max(weight, *(float(row[f"PT0_{year}"]) for row in group))
        for row in group:
            share = float(row[f"PTN_{year}"]) / weight if weight else 0
            people[row["MESH_ID"], year] = total * share
codes = sorted({code for code, _ in people})
print(len(codes), "meshes;", *(f"{y}: {sum(people[c, y] or 0 for c in codes):.1f} "
                               "aged 75 and over;" for y in (2020, 2040)))

audit = json.load(open(folder / "audit" / "audit.json", encoding="utf-8"))
told = sqlite3.connect(folder / "audit" / "audit.gpkg")
told.row_factory = sqlite3.Row
mesh = {row["code"]: row for row in told.execute("SELECT * FROM meshes")}

db = sqlite3.connect(":memory:")
db.enable_load_extension(True)
db.load_extension("mod_spatialite")
db.execute("SELECT InitSpatialMetaData(1)")
db.execute(f"ATTACH '{folder / 's.gpkg'}' AS store")
db.execute("CREATE TABLE f(need, id, lon, lat, g)")
for need, service in NEEDS.items():
    for id, blob in db.execute(
            "SELECT id, geom FROM store.facilities WHERE geom IS NOT NULL AND "
            "closed IS NULL AND char(10) || services || char(10) LIKE ?",
            (f"%\n{service}\n%",)).fetchall():
        lon, lat = struct.unpack("<dd", blob[13:29])
        db.execute("INSERT INTO f VALUES(?, ?, ?, ?, MakePoint(?, ?, 6668))",
                   (need, id, lon, lat, lon, lat))
db.execute("CREATE INDEX f_at ON f(need, lon)")

for code in codes:
    if code not in mesh and any(people[code, y] for y in (2020, 2040)):
        wrong(f"mesh {code} is not in audit.gpkg")
    for year in (2020, 2040):
        said = mesh[code][f"people_75_{year}"] if code in mesh else None
        ours = people[code, year]
        if code in mesh and (said is None) != (ours is None) or \
                said is not None and abs(said - ours) > 1e-3:
            wrong(f"{code} {year}: {said} people, not {ours}")

for need in NEEDS:
    name = need.replace("-", "_")
    most = n = covered = 0
    reached = {2020: 0.0, 2040: 0.0}
    for code in codes:
        if code not in mesh or mesh[code][f"{name}__nearest_m"] is None:
            continue
        lon, lat = centre(code)
        d = mesh[code][f"{name}__nearest_m"]
        # Whatever is nearer than what was told lies in this box.
        far = (d + 1000) / 80000
        nearest, id = db.execute(
            "SELECT min(ST_Distance(g, MakePoint(?, ?, 6668), 1)), id FROM f "
            "WHERE need = ? AND lon BETWEEN ? AND ? AND lat BETWEEN ? AND ?",
            (lon, lat, need, lon - far, lon + far, lat - far,
             lat + far)).fetchone()
        n += 1
        most = max(most, abs(nearest - d))
        if abs(nearest - d) > 0.001:
            wrong(f"{need} {code}: {d} m, not {nearest} m ({id})")
        inside = nearest <= LIMIT_M
        if inside != (mesh[code][f"{name}__verdict"] == "covered"):
            wrong(f"{need} {code}: {mesh[code][f'{name}__verdict']} at "
                  f"{nearest} m")
        covered += inside
        for year in reached:
            reached[year] += (people[code, year] or 0) * inside
    whole = next(x for x in audit["needs"] if x["id"] == need)["whole"]
    for year in reached:
        said = next(y for y in whole if y["year"] == year)
        if abs(said["covered"] - reached[year]) > 1e-6 * said["people_75"]:
            wrong(f"{need} {year}: {said['covered']} in reach, not "
                  f"{reached[year]}")
    print(f"{need}: {n} distances, at most {most * 1000:.4f} mm apart; "
          f"{covered} meshes within {LIMIT_M} m, {reached[2020]:.0f} and "
          f"{reached[2040]:.0f} people, as told")
    if n < 3000:
        wrong(f"{need}: only {n} meshes were compared")
sys.exit(bad > 0)
