"""Facilities whose address a dictionary cannot settle, and what may come out.

doubtful.py make SAMPLES FILE     a care list of the invented town, with
    addresses of every kind: clear, ambiguous, unknown, contradicting, and one
    point that was copied into five rows
doubtful.py look OUT STORE [WORD...]
    no file of residents holds another candidate, a doubt, or the degrees of a
    facility without a pin; none for professionals a candidate; none for either
    a WORD or what staff decided
doubtful.py leak OUT STORE FIELD     put a value of such a field into a
    residents' map, and print the field
doubtful.py fill SHEET FILE       the worksheet with every decision filled in
"""
import csv
import json
import pathlib
import re
import sqlite3
import sys
import zipfile

MINATO = ("滋賀県みなと市", "252999", "みなと市")
COPIED = ("35.069000000000000", "136.029000000000000")
# address behind the municipality, latitude, longitude
ROWS = [
    ("新田町5", "", ""),  # two towns of this name: no pin
    ("新田町8", "35.040200000000000", "136.041200000000000"),
    ("蛍谷3", "", ""),  # the dictionary's point is doubtful: no pin
    ("舟見町3-4", "", ""),  # no such town: no pin
    ("葭場2", "35.052400000000000", "136.122900000000000"),  # outside
    ("新田町9", "35.052400000000000", "136.122900000000000"),  # and doubtful
    ("湊町１丁目２番５号", "", ""),
    ("湊町１丁目１０－１", "35.084800000000000", "136.046200000000000"),
    ("湊町１丁目２番３号", *COPIED),
    ("湊町１丁目９番１号", *COPIED),
    ("湊町２丁目４番１号", *COPIED),
    ("湊町１丁目１－１", *COPIED),
    ("新田町7", *COPIED),
]


def make(samples, path):
    source = samples / "kaigo/jigyosho_130.csv"
    head, base = list(csv.reader(source.open(encoding="utf-8-sig",
                                             newline="")))[:2]
    at = {name: i for i, name in enumerate(head)}
    with open(path, "w", encoding="utf-8-sig", newline="") as f:
        out = csv.writer(f, lineterminator="\r\n")
        out.writerow(head)
        for n, (address, lat, lon) in enumerate(ROWS):
            row = list(base)
            row[at["事業所番号"]] = f"25{n:08d}"
            row[at["No"]] = row[at["事業所番号"]]
            row[at["事業所名"]] = f"第{n}訪問看護"
            row[at["住所"]] = MINATO[0] + address
            row[at["緯度"]], row[at["経度"]] = lat, lon
            out.writerow(row)


def texts(folder):
    """Every file's text, and that of the members of every KMZ."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".kmz":
            with zipfile.ZipFile(path) as z:
                for member in z.namelist():
                    yield f"{path}:{member}", z.read(member).decode(
                        "utf-8", "replace")
        elif path.is_file():
            # A town's point is public: pages find places by it. It is no
            # facility's, though a doubtful address may have it as candidate.
            yield str(path), re.sub(r'"towns":\{[^}]*\}', "",
                                    path.read_text("utf-8"))


def degrees(value):
    """As maps write them: six decimals, no zeros at the end."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def lines(text):
    return [line for line in (text or "").split("\n") if len(line) > 5]


def stored(store):
    db = sqlite3.connect(store)
    db.row_factory = sqlite3.Row
    return list(db.execute("SELECT *, geom IS NULL AS unpinned "
                           "FROM facilities"))


def pins(out):
    """Degrees that residents see, of whatever facility."""
    found = set()
    for path in (out / "resident").glob("*/map.geojson"):
        for feature in json.loads(path.read_text("utf-8"))["features"]:
            if feature["geometry"]:
                found |= set(map(degrees, feature["geometry"]["coordinates"]))
    return found


def canaries(out, rows):
    """(who may not see it, field, text, facility)"""
    public = pins(out)
    for r in rows:
        for line in lines(r["address_candidates"]):
            yield "both", "address_candidates", line, r["id"]
            for number in re.findall(r"\d+\.\d{4,}", line):
                if degrees(float(number)) not in public:
                    yield ("residents", "address_candidates",
                           degrees(float(number)), r["id"])
        for line in lines(r["address_decision"]):
            yield "both", "address_decision", line, r["id"]
        for field in ("address_doubts", "position_doubt"):
            for line in lines(r[field]):
                yield "residents", field, line, r["id"]
        for field in ("geocoded_lon", "geocoded_lat", "published_lon",
                      "published_lat"):
            if r["unpinned"] and r[field] and degrees(r[field]) not in public:
                yield "residents", field, degrees(r[field]), r["id"]


def holds(content, text):
    """35.07 is not in 35.071."""
    end = r"(?!\d)" if text[-1].isdigit() else ""
    return text in content and re.search(re.escape(text) + end, content)


def look(out, store, words):
    rows = stored(store)
    found = list(canaries(out, rows))
    found += [("both", "what staff wrote", word, "-") for word in words]
    bad = 0
    for edition in ("resident", "professional"):
        held = list(texts(out / edition))
        for who, field, text, facility in found:
            if who == "residents" and edition == "professional":
                continue
            for name, content in held:
                if holds(content, text):
                    bad += 1
                    print(f"LEAK: {name} holds {field} of {facility}: {text}")
    unpinned = sum(r["unpinned"] for r in rows)
    fields = sorted({field for _, field, _, _ in found})
    print(f"{len(found)} canaries of {', '.join(fields)}; {unpinned} of "
          f"{len(rows)} facilities have no pin")
    return not bad


def leak(out, store, what):
    rows = stored(store)
    home = {r["id"]: r["municipality_code"] for r in rows}
    for _, field, text, owner in canaries(out, rows):
        path = out / "resident" / home.get(owner, "") / "map.geojson"
        content = path.read_text("utf-8")
        # 136.0401 cannot be told from the start of a pin at 136.04012.
        if field.startswith(what) and text not in content:
            path.unlink()  # the file may be a hard link of another generation
            path.write_text(content.replace('"name":"', f'"name":"{text} ', 1),
                            "utf-8")
            print(field)
            return True
    return False


def fill(sheet, path):
    with open(sheet, encoding="utf-8-sig", newline="") as f:
        head, *rows = csv.reader(f)
    at = {name: i for i, name in enumerate(head)}
    for n, row in enumerate(rows):
        choices = [row[at["候補1"]] and "候補1",
                   row[at["公表された位置"]] and "公表",
                   row[at["住所の位置"]] and "住所",
                   "35.066400,136.024000", "地図に出さない"]
        choices = [choice for choice in choices if choice]
        row[at["決定"]] = choices[n % len(choices)]
        row[at["決定の理由"]] = "電話で確かめた秘密の理由"
        row[at["記入者"]] = "仮野　太郎"
        row[at["日付"]] = "2025-12-02"
    with open(path, "w", encoding="utf-8-sig", newline="") as f:
        csv.writer(f, lineterminator="\r\n").writerows([head, *rows])
    print(len(rows))


command, *arguments = sys.argv[1:]
if command == "make":
    make(*map(pathlib.Path, arguments))
elif command == "leak":
    sys.exit(not leak(pathlib.Path(arguments[0]), *arguments[1:]))
elif command == "fill":
    fill(*arguments)
elif not look(pathlib.Path(arguments[0]), arguments[1], arguments[2:]):
    sys.exit(1)
