"""Published listings as rows of join_bench, shared by the two benchmarks."""
import csv
import io
import pathlib
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared/data"
MEDICAL, DENTAL, PHARMACY, NURSING = range(4)
COLUMNS = ("list", "kind", "sort", "id", "name", "kana", "address", "postal",
           "phone", "code", "office", "corporation", "city", "lon", "lat")


class Row:
    def __init__(self, **cells):
        for column in COLUMNS:
            setattr(self, column, cells.get(column, ""))

    def copy(self, **cells):
        row = Row(**{c: getattr(self, c) for c in COLUMNS})
        for column, value in cells.items():
            setattr(row, column, value)
        return row

    def line(self):
        return "\t".join(re.sub(r"[\t\r\n]+", " ", str(getattr(self, c)))
                         for c in COLUMNS)


def need_data():
    if not (DATA / "bureau_institutions").is_dir():
        print(f"skipped: the published data ({DATA}) is not here")
        sys.exit(77)


def fold(text):
    return unicodedata.normalize("NFKC", text).replace("ヶ", "ケ") \
        .replace("竈", "釜").replace("竃", "釜").replace(" ", "")


class Cities:
    """The municipality that an address without prefecture begins with."""

    def __init__(self):
        self.codes, self.prefectures = {}, {}
        path = DATA / "codes/municipality_to_medical_area_derived.csv"
        with open(path, encoding="utf-8-sig", newline="") as f:
            for r in csv.DictReader(f):
                code = r["code5"].zfill(5)
                city = (r["city"] or "") + (r["ward"] or "")
                names = self.codes.setdefault(code[:2], {})
                self.prefectures[code[:2]] = r["pref"]
                names[fold(city)] = code
                names[fold((r["county"] or "") + city)] = code

    def find(self, prefecture, address):
        text = fold(address)
        name = self.prefectures.get(prefecture, "?")
        text = text[len(name):] if text.startswith(name) else text
        names = self.codes.get(prefecture, {})
        for n in range(min(20, len(text)), 0, -1):
            if text[:n] in names:
                return names[text[:n]]
        return ""


def zipped(pattern):
    path = next(DATA.glob(pattern))
    with zipfile.ZipFile(path) as z:
        return list(csv.reader(io.StringIO(
            z.read(z.namelist()[0]).decode("utf-8-sig"))))


def navii(pattern, kind, sort, place, list_number=1):
    """`place`: columns of prefecture, municipality, address, latitude."""
    p, m, a, lat = place
    seen = {}
    for r in zipped(pattern)[1:]:
        seen[r[0]] = seen.get(r[0], 0) + 1
        known = float(r[lat] or 0) != 0
        yield Row(list=list_number, kind=kind, sort=sort,
                  id=f"n-{r[0]}" + (f".{seen[r[0]]}" * (seen[r[0]] > 1)),
                  name=r[1], kana=r[2], address=r[a], city=r[p] + r[m],
                  lon=r[lat + 1] if known else "",
                  lat=r[lat] if known else "")


def hospitals():
    return navii("mirror/www.mhlw.go.jp/content/11121000/01-1*.zip", MEDICAL,
                 "H", (7, 8, 9, 10))


def clinics():
    return navii("reconstructed/02-1*.zip", MEDICAL, "C", (7, 8, 9, 10))


def pharmacies():
    return navii("reconstructed/05*.zip", PHARMACY, "", (5, 6, 7, 8))


def stations():
    path = DATA / "reconstructed/jigyosho_130.csv"
    with open(path, encoding="utf-8-sig", newline="") as f:
        for r in csv.DictReader(f):
            yield Row(list=1, kind=NURSING, id="k-" + r["事業所番号"],
                      name=r["事業所名"], kana=r["事業所名カナ"],
                      address=r["住所"], phone=r["電話番号"],
                      office=r["事業所番号"],
                      city=r["都道府県コード又は市町村コード"][:5])


def institutions(cities):
    """Designated institutions; the list names no kind, so dental ones go by
    their number's third digit or their name."""
    seen = set()
    for code, number, name, postal, address in \
            [[c.strip() for c in r] for r in zipped("bureau_institutions/*.zip")]:
        if code in seen or "歯科" in name:
            continue
        seen.add(code)
        yield Row(list=2, kind=MEDICAL, id=f"m-{code[:2]}1{number}", name=name,
                  address=address, postal=postal, code=f"{code[:2]}1{number}",
                  city=cities.find(code[:2], address))


NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def workbook(path):
    """Rows of the first sheet, {column letter: text}."""
    with zipfile.ZipFile(path) as z:
        shared = []
        for _, e in ET.iterparse(z.open("xl/sharedStrings.xml")):
            if e.tag == NS + "si":
                shared.append("".join(t.text or "" for t in e.iter(NS + "t")))
                e.clear()
        for _, e in ET.iterparse(z.open("xl/worksheets/sheet1.xml")):
            if e.tag != NS + "row":
                continue
            row = {}
            for c in e:
                v = c.find(NS + "v")
                if v is not None:
                    column = re.match("[A-Z]+", c.get("r")).group()
                    row[column] = shared[int(v.text)] \
                        if c.get("t") == "s" else v.text
            yield row
            e.clear()


def filings(cities):
    """Hospitals of the filing lists: 病院 in the name, or 20 beds or more."""
    found = {}
    for path in sorted((DATA / "bureau_r0802").glob("*：医*.xlsx")):
        head = None
        for row in workbook(path):
            if not head:
                names = {v: k for k, v in row.items()}
                head = names if "受理記号" in names else None
                continue
            cell = {k: (row.get(v) or "").strip() for k, v in head.items()}
            prefecture = cell["都道府県コード"].zfill(2)
            code = prefecture + "1" + cell["医療機関番号"].zfill(7)
            beds = sum(map(int, re.findall(r"\d+", cell["病床数"])))
            name = cell["医療機関名称"]
            if code in found or not ("病院" in name or beds >= 20):
                continue
            address = cell["医療機関所在地（住所）"]
            found[code] = Row(
                list=2, kind=MEDICAL, sort="H" if "病院" in name else "",
                id="m-" + code, name=name, address=address, code=code,
                postal=cell["医療機関所在地（郵便番号）"],
                phone=cell["電話番号"], city=cities.find(prefecture, address))
    return found.values()


class Result:
    def __init__(self, bench, rows, work):
        """Run join_bench; `pair` holds (id, id, accepted, score, evidence)."""
        records, pairs = work / "records.tsv", work / "pairs.tsv"
        with open(records, "w", encoding="utf-8", newline="\n") as f:
            f.writelines(row.line() + "\n" for row in rows)
        said = subprocess.run([bench, records, pairs], check=True,
                              capture_output=True, text=True).stdout.split()
        self.seconds, self.megabytes = float(said[2]), int(said[3])
        with open(pairs, encoding="utf-8") as f:
            cells = [line.rstrip("\n").split("\t") for line in f]
        self.pair = [(a, b, v == "1", float(s), e.strip())
                     for a, b, v, s, e in cells]
