"""The tables of an edition against its map.geojson, by programs of others.

tables.py hostile FOLDER                a list whose names look like formulas
tables.py same_as_map MAP ROWS BOX      ROWS: features from GDAL, one a line
tables.py workbook MAP FOLDER           sheets of list.xlsx as Calc shows them
tables.py list MAP CSV [cp932]          list.csv as Calc shows it
tables.py no_formula CSV                names are as they were
tables.py widths OUT...                 columns of the municipal data sets
tables.py read_back CSV MAP OUT         what our reader made of a data set
tables.py catalogue FOLDER SITE_URL     dcat.jsonld against the files
tables.py hurt OUT WHAT                 injects or loses; prints what check says
"""
import csv
import hashlib
import json
import math
import pathlib
import re
import sqlite3
import subprocess
import sys
import unicodedata
import zipfile
import io

NAMES = ["=1+1", "+81-77-000-0999", "@SUM(A1:A9)", "-2+3",
         '=HYPERLINK("http://host.test/","見る")', "＝1+1", "=cmd|' /C x'!A0",
         "=\"a\"&\"b\"", "𠮷田ケアプランセンター"]
FIRST = 136.021


def hostile(folder):
    folder = pathlib.Path(folder)
    folder.mkdir()
    rows = [["番号", "施設名", "住所", "電話", "緯度", "経度"]]
    for i, name in enumerate(NAMES):
        rows.append([f"{i + 1:04}", name, f"滋賀県みなと市湊町９丁目{i + 1}番",
                     f"0770009{i:03}", "35.0651", f"{FIRST + i / 1000:.3f}"])
    write(folder / "names.csv", rows)
    write(folder / "columns.csv", [
        ["項目", "列名", "固定値"], ["listing", "", "名前の変わった一覧"],
        ["publisher", "", "みなと市"], ["kind", "", "home-care"],
        ["id", "番号", ""], ["name", "施設名", ""], ["address", "住所", ""],
        ["phone", "電話", ""], ["latitude", "緯度", ""],
        ["longitude", "経度", ""]])


def write(path, rows):
    with open(path, "w", encoding="utf-8-sig", newline="") as f:
        csv.writer(f, lineterminator="\r\n").writerows(rows)


def read(path, encoding="utf-8-sig"):
    with open(path, encoding=encoding, newline="") as f:
        return list(csv.reader(f))


def encoding_of(path):
    return ("utf-8-sig" if path.read_bytes().startswith(b"\xef\xbb\xbf")
            else "cp932")


def features(path):
    return json.loads(pathlib.Path(path).read_text("utf-8"))["features"]


def joined(value):
    if isinstance(value, list):
        return ";".join(item.replace(";", "；") for item in value)
    return value


def same(a, b):
    if isinstance(a, float) or isinstance(b, float):
        return (a is not None and b is not None
                and math.isclose(a, b, abs_tol=1e-9))
    return a == b


# ---- GDAL ------------------------------------------------------------------------

def same_as_map(path, rows, box):
    found = {}
    with open(rows, encoding="utf-8") as f:
        for line in f:
            feature = json.loads(line)
            found[feature["properties"]["id"]] = feature
    expected = {f["id"]: f for f in features(path)}
    if "map.fgb" in rows:  # only what has a place
        expected = {i: f for i, f in expected.items() if f["geometry"]}
    assert len(expected) > 20 and found.keys() == expected.keys(), (
        found.keys() ^ expected.keys())
    for key, feature in expected.items():
        other = found[key]
        values = {k: joined(v) for k, v in feature["properties"].items()}
        others = {k: v for k, v in other["properties"].items()
                  if v is not None and v != ""}
        assert values.keys() == others.keys(), (
            key, values.keys() ^ others.keys())
        for name, value in values.items():
            assert same(value, others[name]), (key, name, value, others[name])
        if feature["geometry"] is None:
            assert other["geometry"] is None, key
            continue
        for a, b in zip(feature["geometry"]["coordinates"],
                        other["geometry"]["coordinates"]):
            assert abs(a - b) < 6e-7, (key, a, b)
    within = [f for f in expected.values() if f["geometry"]
              and 136.02 <= f["geometry"]["coordinates"][0] <= 136.03
              and 35.06 <= f["geometry"]["coordinates"][1] <= 35.07]
    with open(box, encoding="utf-8") as f:
        n = sum(1 for line in f if line.strip())
    assert n == len(within) > 3, (n, len(within))


# ---- Calc ------------------------------------------------------------------------

def plain(text):
    """As a spreadsheet holds it: one kind of line end."""
    return "" if text is None else str(text).replace("\r\n", "\n")


# Characters that Unicode has twice for one of CP932's, and one that it lacks.
CP932 = str.maketrans("−〜𠮷", "－～〓")


def compare(expected, rows, cell, where, fit=lambda text: text):
    """Every text of every facility. `rows`: by id, heading to text. `fit`:
    what an encoding makes of a text."""
    assert rows.keys() == expected.keys(), (
        where, rows.keys() ^ expected.keys())
    n = 0
    for key, feature in expected.items():
        for name, value in feature["properties"].items():
            if isinstance(value, (int, float)):
                continue
            shown = cell(rows[key], name)
            if shown is None:
                continue
            n += 1
            wanted = plain(joined(value) if where == "csv" else
                           "\n".join(value) if isinstance(value, list)
                           else value)
            wanted = fit(wanted)
            assert plain(shown) == wanted, (where, key, name, wanted, shown)
    return n


def readable(name, value):
    """As the workbook writes it for people."""
    if name == "postal_code" and len(re.sub(r"\D", "", value)) == 7:
        digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", value))
        return f"{digits[:3]}-{digits[3:]}"
    if name == "available_days":
        return value.replace(",", "・")
    return value.replace("／", "\n") if name == "hours_text" else value


def workbook(path, folder):
    data = json.loads(pathlib.Path(path).read_text("utf-8"))
    expected = {}
    for number, f in enumerate(data["features"], 1):
        f["number"] = str(number)
        expected[f["id"]] = f
    headings = data["fields"]
    rows, sheets, about = {}, {}, ""
    for sheet in sorted(pathlib.Path(folder).glob("*.csv")):
        head, *lines = read(sheet)
        if "施設ID" not in head:
            about += sheet.read_text("utf-8")
            continue
        name = sheet.stem.split("-", 1)[1]
        sheets[name] = [dict(zip(head, line)) for line in lines]
        assert head[0] == "番号" and len(set(head)) == len(head), head
        for row in sheets[name]:
            assert row["番号"] == expected[row["施設ID"]]["number"], row
    of = {}
    for row in sheets["すべて"]:
        rows[row["施設ID"]] = row
        of.setdefault(row["地図の分類"], set()).add(row["施設ID"])
        point = expected[row["施設ID"]]["geometry"]
        for name, i in (("経度", 0), ("緯度", 1)):
            shown = float(row[name]) if row[name] else None
            wanted = point["coordinates"][i] if point else None
            assert same(shown, wanted) or abs(shown - wanted) < 1e-6, row
    # The sheets of layers hold the same facilities, each once.
    assert len(rows) == len(sheets["すべて"])
    layers = {f["properties"]["layer"] for f in data["features"]}
    assert sheets.keys() - {"すべて"} == of.keys(), of.keys()
    assert len(layers) == len(of), (layers, of.keys())
    for name, ids in of.items():
        assert len(sheets[name]) == len(ids), name
        for row in sheets[name]:
            for heading, cell in row.items():
                assert rows[row["施設ID"]][heading] == cell, (heading, cell)

    def cell(row, name):
        if name == "layer_name":  # its sheet's name
            return None
        return row[headings[name]]

    for f in expected.values():
        for name, value in f["properties"].items():
            if isinstance(value, str):
                f["properties"][name] = readable(name, value)
    n = compare(expected, rows, cell, "xlsx")
    for words in (data["title"], data["processed"], data["disclaimer"],
                  "みなと市高齢福祉課", "2025-12-01", "PDL1.0", "CC BY 4.0",
                  "Telephone"):
        assert words in about, words
    zeros = [row for row in rows.values() if row.get("医療情報ネットID")
             and row["医療情報ネットID"].startswith("0")]
    assert zeros and n > 500, (len(zeros), n)


def list_(path, csv_path, encoding=None):
    data = json.loads(pathlib.Path(path).read_text("utf-8"))
    expected = {f["id"]: f for f in data["features"]}
    head, *lines = read(csv_path, "utf-8")
    rows = {line[0]: dict(zip(head, line)) for line in lines}
    assert len(rows) == len(lines)

    def cell(row, name):
        text, wanted = row[name], expected[row["id"]]["properties"][name]
        if isinstance(wanted, str) and wanted[0] in "=+-@＝＋－＠":
            assert text[0] == "'", (name, text)  # shown, so nothing ran
            text = text[1:]
        return text

    def fit(text):
        return text.translate(CP932) if encoding else text

    n = compare(expected, rows, cell, "csv", fit)
    assert n > 500, n
    assert any(row["navii_id"].startswith("0") for row in rows.values())
    for key, feature in expected.items():
        point = feature["geometry"]
        lon = point["coordinates"][0] if point else None
        shown = float(rows[key]["lon"]) if rows[key]["lon"] else None
        assert same(shown, lon), key


def no_formula(path):
    text = pathlib.Path(path).read_text("utf-8")
    for name in NAMES[:8]:
        quoted = name.replace('"', '""')
        assert f"'{quoted}" in text, name
    assert "#REF!" not in text and "Err:" not in text


# ---- the municipal data sets -----------------------------------------------------

def widths(*outs):
    columns = {"opendata_medical_legacy.csv": 26, "opendata_care_legacy.csv": 22}
    for out in map(pathlib.Path, outs):
        for path in sorted(out.glob("*/*/opendata_*.csv")):
            head, *rows = read(path, encoding_of(path))
            width = columns.get(path.name, len(head))
            assert {len(head)} | {len(r) for r in rows} == {width}, path
            assert len(set(head)) == len(head), path
        for path in out.glob("resident/*/opendata_*.csv"):
            head, *rows = read(path, encoding_of(path))
            for name in ("FAX番号", "法人番号", "法人の名称"):
                assert not any(r[head.index(name)] for r in rows), (path, name)


def unquoted(text):
    return text[1:] if text[:1] == "'" else text


def has_check_digit(code):
    """Modulus 10, weights 1 and 2 from the right; letters prove nothing."""
    if not code.isdigit():
        return True
    products = (int(c) * (1 + i % 2) for i, c in enumerate(reversed(code)))
    return len(code) == 10 and sum(p // 10 + p % 10 for p in products) % 10 == 0


def read_back(csv_path, map_path, out):
    path = pathlib.Path(csv_path)
    head, *rows = read(path, encoding_of(path))
    cp932 = encoding_of(path) == "cp932"
    first = {(f["properties"]["name"].translate(CP932) if cp932 else
              f["properties"]["name"]) + f["properties"].get("phone", ""): f
             for f in features(map_path)}
    again = [f["properties"] | {"geometry": f["geometry"]}
             for m in pathlib.Path(out).glob("professional/*/map.geojson")
             for f in features(m)]
    assert len(again) == len(rows) > 5, (len(again), len(rows))
    at = {name: i for i, name in enumerate(head)}
    name_at = at.get("名称", at.get("介護サービス事業所名称"))
    address_at = at.get("住所", at.get("所在地_連結表記"))
    found = {(f["name"], f["address"]): f for f in again}
    assert len(found) == len(again)
    for row in rows:
        f = found[(row[name_at], row[address_at])]
        name = unquoted(row[name_at])
        own = first[name + row[at["電話番号"]]]["properties"]
        for key in ("name_kana", "building", "phone", "fax", "url",
                    "corporation_number", "corporation_name"):
            assert f.get(key) == own.get(key), (name, key, f.get(key), own)
        for key, heading in (("medical_code", "医療機関コード"),
                             ("office_number", "事業所番号")):
            code = own.get(key) if heading in at else None
            # Ours is published as it is; a reader refuses a wrong digit.
            if code and has_check_digit(code):
                assert f.get(key) == code, (name, key)
        assert f["municipality_code"] == "25299", f
        wanted = set(own["services"])
        assert set(f["services"]) <= wanted, (name, f["services"], wanted)
        assert "other" not in f["services"], (name, row)
        point = first[name + row[at["電話番号"]]]["geometry"]
        assert (f["geometry"] is None) == (point is None), name
        if point:
            for a, b in zip(point["coordinates"],
                            f["geometry"]["coordinates"]):
                assert abs(a - b) < 1e-6, name


# ---- the catalogue ---------------------------------------------------------------

def catalogue(folder, site_url):
    folder = pathlib.Path(folder)
    text = (folder / "dcat.jsonld").read_text("utf-8")
    root = json.loads(text)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    named = {}
    for data_set in root["dcat:dataset"]:
        for file in data_set["dcat:distribution"]:
            address = file["dcat:downloadURL"]["@id"]
            assert address == file["dcat:accessURL"]["@id"]
            assert address.startswith(site_url), address
            path = folder / address[len(site_url):]
            data = path.read_bytes()
            assert file["dcat:byteSize"] == len(data), address
            assert (file["spdx:checksum"]["spdx:checksumValue"]["@value"]
                    == hashlib.sha256(data).hexdigest()), address
            named[path.relative_to(folder).as_posix()] = file
        assert data_set["dct:publisher"]["foaf:name"] == "みなと市高齢福祉課"
        assert re.fullmatch(r"\d{5}",
                            data_set["dct:spatial"]["dct:identifier"])
        for source in data_set["dct:source"]:
            assert any(s["@id"] == source["@id"] for s in root["dct:source"])
    published = {f["name"] for f in manifest["files"] if "/" in f["name"]}
    assert named.keys() == published, named.keys() ^ published
    if folder.name == "resident":
        assert "professional" not in text and "関係者" not in text
        assert "self-check" not in text


# ---- hurting ---------------------------------------------------------------------

class Hurt:
    def __init__(self, out, what):
        self.out = pathlib.Path(out)
        self.resident = self.out / "resident"
        self.folder = self.resident / "25299"
        getattr(self, what)()

    def private(self, key):
        """A value of professionals that no resident map holds."""
        text = (self.folder / "map.geojson").read_text("utf-8")
        for feature in features(self.out / "professional/25299/map.geojson"):
            value = feature["properties"].get(key)
            if value and len(str(value)) >= 6 and str(value) not in text:
                return value
        sys.exit(f"no private {key}")

    def put(self, name, data):
        """With a manifest that agrees, as an attacker would."""
        path = self.folder / name
        path.unlink()  # may be a hard link of another generation
        path.write_bytes(data)
        path = self.resident / "manifest.json"
        manifest = json.loads(path.read_text("utf-8"))
        for file in manifest["files"]:
            if file["name"] == f"25299/{name}":
                file["bytes"] = len(data)
                file["sha256"] = hashlib.sha256(data).hexdigest()
        path.unlink()
        path.write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")

    def leaked(self, name, key):
        print(f"LEAK: 'resident/25299/{name}' .*'{key}'")

    def lost(self, name):
        print(f"'resident/25299/{name}' shows")

    # ---- workbooks

    def xlsx(self, change):
        made = io.BytesIO()
        with zipfile.ZipFile(self.folder / "list.xlsx") as old, \
                zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for member in old.namelist():
                new.writestr(member, change(member, old.read(member)))
        self.put("list.xlsx", made.getvalue())

    def xlsx_runs(self):
        fax = self.private("fax")
        runs = (f"<is><r><t>{fax[:5]}</t></r><r><rPr><b/></rPr>"
                f"<t>&#{ord(fax[5])};{fax[6:]}</t></r></is>")
        pattern = re.compile(rb"<is><t[^<]*</t></is>")

        def change(member, data):
            if member != "xl/worksheets/sheet2.xml":
                return data
            cells = pattern.findall(data)
            assert cells
            return data.replace(cells[-1], runs.encode())
        self.xlsx(change)
        self.leaked("list.xlsx", "fax")

    def xlsx_title(self):
        fax = self.private("fax").encode()

        def change(member, data):
            if member == "docProps/core.xml":
                assert b"</dc:title>" in data
                data = data.replace(b"</dc:title>", fax + b"</dc:title>")
            return data
        self.xlsx(change)
        self.leaked("list.xlsx", "fax")

    def lose_row(self, *sheets):
        def change(member, data):
            if member in sheets:
                data = re.sub(rb'<row r="2".*?</row>', b"", data, count=1,
                              flags=re.S)
            return data
        self.xlsx(change)

    def lost_row_xlsx(self):
        """Sheet 2 has every facility, the first of all in sheet 3, too."""
        self.lose_row("xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml")
        self.lost("list.xlsx")

    def lost_row_layer_xlsx(self):
        self.lose_row("xl/worksheets/sheet3.xml")
        print("'resident/25299/list.xlsx' does not list each facility once")

    # ---- CSV

    def change_csv(self, name, change):
        path = self.folder / name
        encoding = encoding_of(path)
        rows = read(path, encoding)
        change(rows)
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerows(rows)
        self.put(name, text.getvalue().encode(encoding))

    def csv_leak(self, name, column, key):
        value = self.private(key)

        def change(rows):
            rows[1][rows[0].index(column)] += f" {value}"
        self.change_csv(name, change)
        self.leaked(name, key)

    def csv_cell(self):
        self.csv_leak("list.csv", "address", "fax")

    def csv_cp932(self):
        # Japanese, so that it must be decoded to be found.
        self.csv_leak("list.csv", "address", "corporation_name")

    def opendata_medical(self):
        self.csv_leak("opendata_medical.csv", "FAX番号", "fax")

    def opendata_care_legacy(self):
        self.csv_leak("opendata_care_legacy.csv", "法人番号",
                      "corporation_number")

    def lost_row_csv(self):
        self.change_csv("list.csv", lambda rows: rows.pop())
        self.lost("list.csv")

    # ---- GeoPackage

    def gpkg(self, *statements):
        path = self.folder / "hurt.gpkg"
        path.write_bytes((self.folder / "map.gpkg").read_bytes())
        db = sqlite3.connect(path)
        # The R-tree's triggers call functions that only a GIS has.
        for (name,) in db.execute("SELECT name FROM sqlite_master "
                                  "WHERE type = 'trigger'").fetchall():
            db.execute(f'DROP TRIGGER "{name}"')
        for sql, values in statements:
            db.execute(sql, values)
        db.commit()
        db.close()
        data = path.read_bytes()
        path.unlink()
        self.put("map.gpkg", data)

    def gpkg_text(self):
        self.gpkg(("UPDATE facilities SET name = name || ? WHERE fid = 3",
                   [self.private("fax")]))
        self.leaked("map.gpkg", "fax")

    def gpkg_number(self):
        self.gpkg(("ALTER TABLE facilities ADD COLUMN x REAL", []),
                  ("UPDATE facilities SET x = ? WHERE fid = 3",
                   [float(self.private("corporation_number"))]))
        self.leaked("map.gpkg", "corporation_number")

    def gpkg_deleted(self):
        """Deleted again, and still in the file."""
        fax = self.private("fax")
        self.gpkg(("CREATE TABLE t(x)", []),
                  ("INSERT INTO t VALUES(?)", [fax]),
                  ("PRAGMA secure_delete = OFF", []),
                  ("DROP TABLE t", []))
        assert fax.encode() in (self.folder / "map.gpkg").read_bytes()
        self.leaked("map.gpkg", "fax")

    def lost_row_gpkg(self):
        self.gpkg(("DELETE FROM facilities WHERE fid = 3", []))
        self.lost("map.gpkg")

    # ---- FlatGeobuf

    def fgb(self, sql):
        path = self.folder / "map.fgb"
        made = self.out / "hurt.fgb"
        subprocess.run(["ogr2ogr", "-f", "FlatGeobuf", "-nln", "facilities",
                        "-dialect", "SQLITE", "-sql", sql, made, path],
                       check=True)
        data = made.read_bytes()
        made.unlink()
        self.put("map.fgb", data)

    def fgb_text(self):
        self.fgb(f"SELECT *, '{self.private('fax')}' AS x FROM facilities")
        self.leaked("map.fgb", "fax")

    def fgb_number(self, form="{}"):
        number = form.format(self.private("corporation_number"))
        self.fgb(f"SELECT *, {number} AS x FROM facilities")
        self.leaked("map.fgb", "corporation_number")

    def fgb_real(self):
        self.fgb_number("CAST({} AS REAL)")

    def lost_row_fgb(self):
        self.fgb("SELECT * FROM facilities LIMIT 20")
        self.lost("map.fgb")


job, *rest = sys.argv[1:]
{"hostile": hostile, "same_as_map": same_as_map, "workbook": workbook,
 "list": list_, "no_formula": no_formula, "widths": widths,
 "read_back": read_back, "catalogue": catalogue, "hurt": Hurt}[job](*rest)
