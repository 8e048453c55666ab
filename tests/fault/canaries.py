"""Canaries: a value that is nowhere else, in every column of every listing.

canaries.py make SAMPLES FOLDER    listings full of canaries, and their list
canaries.py look FOLDER OUT STORE FIELDS_JSON
    which canaries came out, and whether the fields that hold them in the
    store may be seen by the readers of that edition

Each column gets four rows of its own, with a text of two rare characters, a
number, a web address and a mail address, because a column may refuse the
others.
"""
import base64
import csv
import html
import io
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import zipfile
import zlib

FORMS = ("text", "number", "web", "mail")
# What makes the copies of one row facilities of their own.
IDS = {"ID", "事業所番号", "NO", "No", "番号", "医療機関コード"}
NAMES = {"正式名称", "名称", "事業所名", "介護サービス事業所名称", "施設名"}


# Finds every canary of a text in one pass, also inside longer words.
PATTERN = re.compile(r"(?=([\u3400-\u34ff][\u3500-\u354f]|70[4-9]\d{6}"
                     r"|https://zq\d{4}qz\.example\.jp|zq\d{4}qz@example\.jp))")


def canaries_in(text, put):
    found = set(PATTERN.findall(text))
    return {value for value in found | {f + "/" for f in found} if value in put}


def canary(n, form):
    if form == "text":
        # CJK Extension A: no facility in Japan is written with these.
        return chr(0x3400 + n // 80) + chr(0x3500 + n % 80)
    if form == "number":
        return str(704_000_000 + n * 1009)
    if form == "web":
        return f"https://zq{n:04d}qz.example.jp/"
    return f"zq{n:04d}qz@example.jp"


def listings(samples):
    for path in sorted(samples.glob("navii/*.csv")):
        yield path.name, path.read_bytes().decode("utf-8-sig")
    for path in samples.glob("navii/*.zip"):
        with zipfile.ZipFile(path) as z:
            yield z.namelist()[0], z.read(z.namelist()[0]).decode("utf-8-sig")
    for name in ("kaigo/jigyosho_130", "local/care_standard",
                 "local/medical_standard", "local/standard_common"):
        path = samples / f"{name}.csv"
        yield path.name, path.read_bytes().decode("utf-8-sig")
    yield "hokatsu.csv", (samples / "local/hokatsu.csv").read_text("cp932")


def make(samples, folder):
    n = 0
    put = {}
    for name, text in listings(samples):
        head, *rows = csv.reader(io.StringIO(text, newline=""))
        base = rows[0]
        is_hours = "hours" in name
        made = [base]
        for column, heading in enumerate(head):
            for form in FORMS:
                row = list(base)
                n += 1
                for i, other in enumerate(head):
                    if other in IDS and base[i] and not is_hours:
                        row[i] = f"25{n:08d}"
                    if other in NAMES:
                        row[i] = f"第{n}施設"
                row[column] = canary(n, form)
                put[row[column]] = f"{name}: {heading}"
                made.append(row)
        with open(folder / name, "w", encoding="utf-8-sig", newline="") as f:
            csv.writer(f, quoting=csv.QUOTE_ALL, lineterminator="\r\n"
                       ).writerows([head, *made])
    columns = samples / "local/hokatsu_columns.csv"
    (folder / columns.name).write_bytes(columns.read_bytes())
    (folder / "canaries.json").write_text(json.dumps(put), "utf-8")


def inflated(page):
    """The data of a page that is too long to stand there as it is."""
    found = re.search(r'id="data-deflated"[^>]*>([^<]*)<', page)
    return zlib.decompress(base64.b64decode(found[1])).decode() if found else ""


def texts(folder):
    """Every file's text, and that of what is packed inside it."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".kmz", ".xlsx"):
            with zipfile.ZipFile(path) as z:
                for member in z.namelist():
                    yield f"{path}:{member}", html.unescape(
                        z.read(member).decode("utf-8", "replace"))
        elif path.suffix == ".pdf":
            text = subprocess.run(["pdftotext", "-raw", path, "-"], check=True,
                                  capture_output=True).stdout.decode()
            yield str(path), text.replace("\n", "")
        elif path.suffix in (".gpkg", ".fgb"):
            yield str(path), path.read_bytes().decode("utf-8", "replace")
        elif path.is_file():
            text = path.read_text("utf-8")
            yield str(path), text
            yield f"{path}:data", inflated(text)


def shown(folder, put):
    return set().union(*(canaries_in(text, put) for _, text in texts(folder)))


def look(folder, out, store, fields):
    put = json.loads((folder / "canaries.json").read_text("utf-8"))
    audience = {}
    for line in fields.read_text("utf-8").splitlines():
        field = json.loads(line)
        audience[field["name"]] = field["audience"]
    db = sqlite3.connect(store)
    db.row_factory = sqlite3.Row
    held = {value: set() for value in put}
    for row in db.execute("SELECT * FROM facilities"):
        for field in set(row.keys()) & set(audience):
            for value in canaries_in(str(row[field]), put):
                held[value].add(field)
    ok = True
    for edition, may in (("resident", {"all"}),
                         ("professional", {"all", "professional"})):
        seen = shown(out / edition, put)
        for value in sorted(seen):
            if not {audience[f] for f in held[value]} & may:
                ok = False
                print(f"LEAK: {edition} files hold {value!r} of {put[value]}, "
                      f"fields {sorted(held[value])}")
        public = {f for v in seen for f in held[v] if audience[f] in may}
        print(f"{edition}: {len(seen)} of {len(put)} canaries are shown, "
              f"of {len(public)} fields, all of them {' or '.join(sorted(may))}")
        ok = ok and len(public) > 8 and len(seen) < len(put)
    hidden = {f for v in held for f in held[v] if audience[f] != "all"}
    print(f"the store holds canaries in {len(hidden)} fields that residents "
          "may not see")
    # Coordinates of facilities without a pin are nobody's but staff's.
    everything = "\n".join(text for _, text in texts(out / "resident"))
    for row in db.execute("SELECT id, published_lat, published_lon "
                          "FROM facilities WHERE geom IS NULL "
                          "AND published_lat IS NOT NULL"):
        pair = "%.6f,%.6f" % (row["published_lon"], row["published_lat"])
        if pair in everything:
            ok = False
            print(f"LEAK: the doubtful point of {row['id']}: {pair}")
    return ok and len(hidden) > 8


if sys.argv[1] == "make":
    make(*map(pathlib.Path, sys.argv[2:]))
elif not look(*map(pathlib.Path, sys.argv[2:])):
    sys.exit(1)
