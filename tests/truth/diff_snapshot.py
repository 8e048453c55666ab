"""Listings as rows that can be edited and written again, for diff_edits.py."""
import collections
import csv
import io
import re
import unicodedata
import zipfile

import diff_lists

NAVII = {"hospital": "01-1_hospital_facility_info",
         "clinic": "02-1_clinic_facility_info", "pharmacy": "05_pharmacy"}
HOURS = "01-2_hospital_speciality_hours"
CARE = "110 120 130 140 150 160 430 520 540 730 770 780".split()


def nfkc(text):
    return unicodedata.normalize("NFKC", text)


def text_key(text):
    return re.sub(r"\W|ー", "", nfkc(text)).lower()


class Row:
    """One row of a listing: its cells by heading."""

    def __init__(self, listing, cells):
        self.listing, self.cells = listing, cells
        self.care = listing in CARE

    def __getitem__(self, heading):
        return self.cells[heading]

    def __setitem__(self, heading, value):
        assert heading in self.cells, heading
        self.cells[heading] = value

    id_heading = property(lambda self: "事業所番号" if self.care else "ID")
    name_heading = property(lambda self: next(
        h for h in ("事業所名", "正式名称", "名称") if h in self.cells))
    address_heading = property(
        lambda self: "住所" if self.care else "所在地")
    places = property(lambda self: ("経度", "緯度") if self.care else (
        "所在地座標（経度）", "所在地座標（緯度）"))

    @property
    def id(self):
        return ("k-" if self.care else "n-") + self[self.id_heading]

    @property
    def municipality(self):
        if self.care:
            return self["都道府県コード又は市町村コード"][:5]
        return self["都道府県コード"] + self["市区町村コード"]

    def set_municipality(self, code, name):
        if self.care:
            self["都道府県コード又は市町村コード"] = code + check_digit(code)
            self["市区町村名"] = name
        else:
            self["都道府県コード"], self["市区町村コード"] = code[:2], code[2:]

    @property
    def point(self):
        try:
            lon, lat = (float(self[h]) for h in self.places)
        except ValueError:
            return None
        return (lon, lat) if 122 < lon < 154 and 20 < lat < 46 else None

    def shift(self, north_deg):
        lon, lat = self.point
        self[self.places[1]] = f"{lat + north_deg:.7f}"
        return north_deg * 110950  # metres at 35 to 36 degrees north, +-0.1 %

    name = property(lambda self: self[self.name_heading],
                    lambda self, v: self.__setitem__(self.name_heading, v))
    address = property(lambda self: self[self.address_heading],
                       lambda self, v: self.__setitem__(
                           self.address_heading, v))
    phone = property(lambda self: self["電話番号"] if self.care else "")


def check_digit(code):
    """Of a municipality's five digits (JIS X 0402)."""
    rest = sum(int(c) * w for c, w in zip(code, (6, 5, 4, 3, 2))) % 11
    return str((11 - rest) % 10)


def table(path):
    """Headings and rows of a CSV, or of the one in a zip."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as z:
            text = z.read(z.namelist()[0]).decode("utf-8-sig")
    else:
        text = path.read_text("utf-8-sig")
    rows = csv.reader(io.StringIO(text, newline=""))
    return next(rows), rows


class Snapshot:
    def __init__(self):
        self.rows = []      # in the order of the files
        self.hours = {}     # hospital's id -> rows of HOURS
        self.headings = {}  # by listing
        self.filed = []     # diff_lists.Institution

    def find(self, row):
        """The row of this snapshot that is `row` of another."""
        return next(r for r in self.by_id[row.id] if r.listing == row.listing)

    def index(self):
        self.by_id = collections.defaultdict(list)
        for row in self.rows:
            self.by_id[row.id].append(row)
        self.filed_by = {i.id: i for i in self.filed}

    def write(self, folder, date, lacks, rng):
        folder.mkdir(parents=True)
        # Groups of one id keep their order: the first row has the say.
        place = {}
        for row in self.rows:
            place.setdefault(row.id, rng.random())
        for listing, headings in self.headings.items():
            if listing == lacks:
                continue
            if listing == HOURS:
                body = sum(self.hours.values(), [])
            else:
                body = [[r[h] for h in headings] for r in sorted(
                    (r for r in self.rows if r.listing == listing),
                    key=lambda r: place[r.id])]
            name = (f"jigyosho_{listing}" if listing in CARE
                    else f"{NAVII.get(listing, listing)}_{date}")
            with open(folder / f"{name}.csv", "w", encoding="utf-8-sig",
                      newline="") as out:
                writer = csv.writer(out, quoting=csv.QUOTE_ALL)
                writer.writerow(headings)
                writer.writerows(body)
        diff_lists.write(self.filed, folder, date)


def read(data, prefectures):
    """The rows of these prefectures in all listings."""
    found = Snapshot()
    of = {}
    for path in (*data.glob("mirror/www.mhlw.go.jp/content/1*/*"),
                 *data.glob("reconstructed/*")):
        of[re.sub(r"_2025\d{4}|\.csv|\.zip", "", path.name)] = path
    for listing in (*NAVII, *CARE):
        name = NAVII.get(listing) or f"jigyosho_{listing}"
        headings, rows = table(of[name])
        found.headings[listing] = headings
        at = headings.index("都道府県コード") if listing in NAVII else 0
        for cells in rows:
            if cells[at][:2] in prefectures:
                found.rows.append(Row(listing, dict(zip(headings, cells))))
    found.headings[HOURS], rows = table(of[HOURS])
    hospitals = {r["ID"] for r in found.rows if r.listing == "hospital"}
    for cells in rows:
        if cells[0] in hospitals:
            found.hours.setdefault(cells[0], []).append(cells)
    return found


def alone(rows):
    """The rows that nobody can take for another one's."""
    def keys(row):
        address = nfkc(row.address)
        numbers = re.findall(r"\d+", address)
        town = re.sub(r"[\W]|大字|字", "", re.split(r"\d", address)[0])[-3:]
        yield "id", row.id
        yield "name", text_key(row.name)
        yield "address", town, *numbers[:4]
        if row.phone:
            yield "phone", re.sub(r"\D", "", nfkc(row.phone))
        if row.point:
            yield "point", *(round(x, 4) for x in row.point)

    def tail(row):
        return row.municipality, text_key(row.name)[-6:]

    count = collections.Counter(k for row in rows for k in set(keys(row)))
    # Nurses or rehabilitation of a clinic, which are one facility with it.
    offices = {tail(row) for row in rows if row.care}
    return [row for row in rows
            if all(count[k] == 1 for k in keys(row))
            and re.search(r"\d", nfkc(row.address)) and len(row.name) >= 4
            and re.fullmatch(r"[0-9]{10,13}", row[row.id_heading])
            and (row.care or tail(row) not in offices)
            # The lists have it as a hospital.
            and not (row.listing == "clinic" and "病院" in row.name)
            and (not row.care or re.fullmatch(r"0\d{1,3}-\d{1,4}-\d{4}",
                                              row.phone))]
