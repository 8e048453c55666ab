#!/usr/bin/env python3
"""Two snapshots with known differences, and the list of these differences.

diff_edits.py DATA OUT [--seed N] [--prefectures 25,26,31]

DATA is ../shared/data: published and reconstructed listings. OUT gets old/
and new/, folders of listings, and expected.json: every change that was made,
{"change", "id", "id_old", ...}, and what else a comparison must say. The rows
are real, but for the filing lists of 滋賀県, which are invented for its real
clinics, hospitals and pharmacies. The same arguments make the same bytes.

Edited are only facilities that nobody can take for another one: id, name,
address, telephone and position occur once in all listings. All the others
stay as they are, on both sides.
"""
import argparse
import collections
import copy
import csv
import io
import json
import pathlib
import random
import re
import unicodedata
import zipfile

import diff_lists

NAVII = {"hospital": "01-1_hospital_facility_info",
         "clinic": "02-1_clinic_facility_info", "pharmacy": "05_pharmacy"}
HOURS = "01-2_hospital_speciality_hours"
CARE = "110 120 130 140 150 160 430 520 540 730 770 780".split()
ONLY_OLD, ONLY_NEW = "120", "770"  # listings that one side lacks
MERGED, INTO = ("31370", "湯梨浜町"), ("31203", "倉吉市")
FILED_IN, BULK_IN, CARE_IN = "25", "26", "31"
# Written for one another; spaces, width and dashes besides.
VARIANTS = (("高", "髙"), ("浜", "濱"), ("沢", "澤"), ("島", "嶋"), ("辺", "邊"),
            ("斎", "齋"), ("広", "廣"), ("崎", "﨑"), ("桜", "櫻"), ("滝", "瀧"))
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")


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
        diff_lists.write(self.filed, folder, FILED_IN, date)


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


class Edits:
    def __init__(self, old, seed):
        self.rng = random.Random(seed)
        self.old, self.new = old, copy.deepcopy(old)
        self.new.index(), old.index()
        self.expected = []
        self.pool = collections.defaultdict(list)
        self.serial = 0
        for row in alone(old.rows):
            if row.municipality != MERGED[0] and row.listing not in (
                    ONLY_OLD, ONLY_NEW):
                self.pool[row.municipality[:2], row.listing].append(row)
        for rows in self.pool.values():
            self.rng.shuffle(rows)

    def take(self, n, listings, where=None, fits=lambda row: True):
        """`n` rows of OLD that were not edited yet, of all prefectures in
        turn, with their copies in NEW."""
        pools = [rows for (p, listing), rows in self.pool.items()
                 if listing in listings and (not where or p == where)]
        taken = []
        while len(taken) < n and any(pools):
            for rows in pools:
                fit = next((r for r in rows if fits(r)), None)
                if fit is None:
                    pools = [p for p in pools if p is not rows]
                elif len(taken) < n:
                    rows.remove(fit)
                    taken.append(fit)
        assert len(taken) == n, (listings, where, len(taken), n)
        return [(row, self.new.find(row)) for row in taken]

    def expect(self, change, row, **more):
        self.expected.append({"change": change, "id": row.id, **more})

    def number(self):
        self.serial += 1
        return self.serial

    # ---- one facility ----

    def drop(self, snapshot, row):
        snapshot.rows.remove(row)
        snapshot.hours.pop(row[row.id_heading], None)
        snapshot.filed = [i for i in snapshot.filed if i.id != row.id]

    def rename(self, row, name):
        if row.id in self.new.filed_by:
            self.new.filed_by[row.id].name = name
        row.name = name

    def readdress(self, row, address):
        if row.id in self.new.filed_by:
            self.new.filed_by[row.id].address = diff_lists.local(address)
        row.address = address

    def renumber(self, row, number=None):
        """Another id for the facility; returns the former one."""
        before, was = row.id, row[row.id_heading]
        row[row.id_heading] = number or was[:2] + f"9{self.number():05d}" + (
            was[8:])
        if row.care:
            row["No"] = row[row.id_heading]
        for cells in self.new.hours.get(was, []):
            cells[0] = row[row.id_heading]
        if was in self.new.hours:
            self.new.hours[row[row.id_heading]] = self.new.hours.pop(was)
        return before

    # ---- kinds of change ----

    def come_and_go(self):
        for listing, n in (("hospital", 2), ("clinic", 12), ("pharmacy", 10),
                           ("130", 8), ("430", 8)):
            for row, copied in self.take(n, [listing]):
                self.drop(self.old, row)
                self.expect("new", copied)
            for row, copied in self.take(n, [listing]):
                self.drop(self.new, copied)
                self.expect("gone", row)

    def move(self):
        for listing, n in (("clinic", 10), ("pharmacy", 8), ("150", 12),
                           ("780", 12), ("hospital", 2)):
            for i, (row, copied) in enumerate(self.take(
                    n, [listing], fits=lambda r: not r.care or r.point)):
                metres = copied.shift(0.01) if row.point else None
                near = self.towns[row.municipality, row.care]
                town = self.rng.choice(near)
                if i % 4 == 3:  # into another municipality
                    code = self.rng.choice(sorted(
                        c for c, care in self.towns if care == row.care
                        and c in self.names and c[:2] == row.municipality[:2]
                        and c not in (row.municipality, MERGED[0])))
                    town = self.rng.choice(self.towns[code, row.care])
                    copied.set_municipality(code, self.names[code])
                    self.expect("municipality", copied)
                self.readdress(copied, f"{town}９８７番地の{self.number()}")
                self.expect("moved", copied, distance_m=metres,
                            after=copied.address)

    def shift(self):
        for _, copied in self.take(15, ["hospital", "150", "430", "110"],
                                   fits=lambda r: r.point):
            self.expect("position", copied, distance_m=copied.shift(0.005))
        for _, copied in self.take(15, ["150", "430", "110"],
                                   fits=lambda r: r.point):
            copied.shift(0.0005)  # 55 m: no change

    def names_phones(self):
        for row, copied in self.take(24, ["clinic", "pharmacy", "430", "730"]):
            self.rename(copied, f"あたらしい名{self.number()}" + row.name[-3:])
            self.expect("renamed", copied, before=row.name, after=copied.name)
        for row, copied in self.take(20, ["110", "130", "150", "540"]):
            copied["電話番号"] = row.phone[:-4] + f"{self.number():04d}"
            self.expect("phone", copied, before=row.phone, after=copied.phone)
        for row, _ in self.take(10, ["clinic", "pharmacy"], FILED_IN):
            institution = self.new.filed_by[row.id]
            institution.phone = institution.phone[:-4] + "0000"
            self.expect("phone", row, after=institution.phone)
        for row, copied in self.take(4, ["430", "780"]):  # not published
            row["電話番号"] = ""
            self.expect("phone", copied, before=None, after=copied.phone)
        for row, copied in self.take(4, ["430", "780"]):
            copied["電話番号"] = ""
            self.expect("phone", copied, before=row.phone, after=None)
        for row, copied in self.take(6, ["430", "780"]):  # two at once
            copied["電話番号"] = row.phone[:-4] + f"{self.number():04d}"
            self.rename(copied, f"べつの名{self.number()}" + row.name[-3:])
            self.expect("phone", copied)
            self.expect("renamed", copied)

    def hours_beds(self):
        def opens(row):  # on Mondays, all departments, and says so
            rows = self.old.hours.get(row["ID"], [])
            return row["毎週決まった曜日に休診（月）"] == "1" and any(
                "08:00" < c[4] < c[5] < "24" for c in rows)

        for row, copied in self.take(8, ["hospital"], fits=opens):
            for cells in self.new.hours[copied["ID"]]:
                if cells[4]:
                    cells[4] = "07:35"
            self.expect("hours", copied)
        for row, copied in self.take(8, ["hospital"],
                                     fits=lambda r: r["一般病床"].isdigit()):
            for heading in ("一般病床", "合計病床数"):
                copied[heading] = str(int(row[heading] or 0) + 11)
            if copied.id in self.new.filed_by:
                self.new.filed_by[copied.id].beds = copied["合計病床数"]
            self.expect("beds", copied)
        for row, copied in self.take(12, ["110", "150", "780"], fits=lambda r:
                                     r["利用可能曜日"].startswith("平日")):
            days = row["利用可能曜日"].split(",")
            copied["利用可能曜日"] = ",".join(
                days[:-1] if len(days) > 1 else days + ["土曜日"])
            self.expect("hours", copied)

    def filings(self):
        """Of each kind one function a facility."""
        def has(row, function, side):
            return function in side.filed_by[row.id].functions()

        for listing, function in (("clinic", "home_medical_management"),
                                  ("clinic", "home_care_support_clinic_3"),
                                  ("pharmacy", "visiting_pharmacist")):
            for row, _ in self.take(8, [listing], FILED_IN, lambda r:
                                    not has(r, function, self.old)):
                self.new.filed_by[row.id].file(function)
                self.expect("filed", row)
            for row, _ in self.take(8, [listing], FILED_IN, lambda r:
                                    has(r, function, self.old)):
                self.new.filed_by[row.id].withdraw(function)
                self.expect("withdrawn", row)
            # A row of it cannot be read: what is not there is unknown.
            for row, _ in self.take(4, [listing], FILED_IN, lambda r:
                                    not has(r, function, self.old)):
                self.old.filed_by[row.id].unreadable = True
                self.new.filed_by[row.id].file(function)
                self.expect("known", row)
            for row, _ in self.take(4, [listing], FILED_IN, lambda r:
                                    has(r, function, self.old)):
                self.new.filed_by[row.id].unreadable = True
                self.new.filed_by[row.id].withdraw(function)
                self.expect("unknown", row)

        for row, _ in self.take(5, ["clinic"], FILED_IN, lambda r: not (
                has(r, "cancer_home_care", self.old) or
                has(r, "home_care_data", self.old))):
            for function in ("cancer_home_care", "home_care_data"):
                self.new.filed_by[row.id].file(function)
                self.expect("filed", row)

    def services(self):
        for side, change in ((self.new, "service-added"),
                             (self.old, "service-dropped")):
            for listing, other in (("110", "780"), ("150", "430")):
                for row, _ in self.take(6, [listing]):
                    cells = dict(row.cells)
                    cells["サービスの種類"] = self.services_of[other]
                    side.rows.append(Row(other, cells))
                    self.expect(change, row)

    def recode(self):
        """The code was wrong; nothing else changes."""
        for row, copied in self.take(8, ["430", "110"]):
            code = self.rng.choice(sorted(
                c for c in self.names if c[:2] == row.municipality[:2]
                and c not in (row.municipality, MERGED[0])))
            copied.set_municipality(code, self.names[code])
            self.expect("municipality", copied)

    def renumber_all(self):
        """Ids change in bulk; some are found by their code, and some are
        written otherwise, too."""
        n = 0
        for where, listings, count, by in (
                (BULK_IN, ["clinic"], 300, "join"),
                (BULK_IN, ["pharmacy"], 500, "join"),
                (BULK_IN, ["hospital"], 25, "join"),
                (FILED_IN, ["clinic", "pharmacy"], 120, "code"),
                (CARE_IN, ["430", "110"], 40, "join")):
            for row, copied in self.take(count, listings, where):
                n += 1
                if n % 10 == 3:
                    self.rename(copied, other_form(row.name))
                elif n % 10 == 6:
                    self.rename(copied, noisy_name(row.name, self.rng))
                elif n % 10 == 9:
                    self.readdress(copied, noisy_address(row.address))
                before = self.renumber(copied)
                self.expect("id", copied, id_old=before, matched_by=by)
                if n % 10 == 3:
                    self.expect("renamed", copied, id_old=before)
                if row.care and n % 4 == 0:
                    copied["電話番号"] = row.phone[:-4] + (
                        f"{self.number():04d}")
                    self.expect("phone", copied, id_old=before)
        # An id that is another's now: told with a doubt, never passed over.
        for row, copied in self.take(3, ["pharmacy"], CARE_IN):
            other, gone = self.take(1, ["pharmacy"], CARE_IN)[0]
            self.drop(self.old, other)
            self.drop(self.new, copied)
            self.renumber(gone, row["ID"])
            self.expect("renamed", gone, doubted=True)
            self.expect("moved", gone, doubted=True)
        # The same house under another name and id: a person is to decide.
        for row, copied in self.take(
                6, ["clinic", "pharmacy"], BULK_IN,
                lambda r: re.search(r"\d(番地?|号)?$", nfkc(r.address))):
            self.rename(copied, f"まったく別の名{self.number()}" + (
                "医院" if row.listing == "clinic" else "薬局"))
            self.renumber(copied)
            self.expect("gone", row)
            self.expect("new", copied)
            self.expect("possible", copied, id_old=row.id)

    def merge(self):
        """A town goes into the city beside it."""
        went = 0
        lonely = {r.id for r in alone(self.old.rows)}
        for row in [r for r in self.new.rows if r.municipality == MERGED[0]]:
            row.set_municipality(*INTO)
            row.address = re.sub(f"^(鳥取県)?(東伯郡)?{MERGED[1]}",
                                 f"鳥取県{INTO[1]}", row.address)
            if row.id not in lonely or row.listing in (ONLY_OLD, ONLY_NEW):
                continue
            went += 1
            if went % 9 == 4:
                before = self.renumber(row)
                self.expect("id", row, id_old=before)
            elif went % 9 == 8 and row.care:
                row["電話番号"] = row.phone[:-4] + f"{self.number():04d}"
                self.expect("phone", row)

    def noise(self):
        """The same, written otherwise: half of all that is left."""
        for rows in self.pool.values():
            for row in rows[::2]:
                copied = self.new.find(row)
                copied.name = noisy_name(row.name, self.rng)
                copied.address = noisy_address(row.address)
                if row.phone:
                    copied["電話番号"] = self.rng.choice((
                        row.phone.translate(WIDE), row.phone.replace("-", "‐"),
                        re.sub("-(.*)-", r"(\1)", row.phone)))

    def all(self):
        self.towns, self.names = collections.defaultdict(list), {}
        self.services_of = {}
        for row in self.old.rows:
            town = re.split(r"[\d一二三四五六七八九十]", nfkc(row.address))[0]
            self.towns[row.municipality, row.care].append(
                row.address[:len(town)])
            if row.care:
                if not row.municipality.endswith("00"):  # a city of wards
                    self.names[row.municipality] = row["市区町村名"]
                self.services_of[row.listing] = row["サービスの種類"]
        for edit in (self.come_and_go, self.move, self.shift, self.filings,
                     self.names_phones, self.hours_beds, self.services,
                     self.recode, self.renumber_all, self.merge, self.noise):
            edit()


FORM = re.compile(r"^(医療法人(社団|財団)?|株式会社|有限会社|合同会社)[ 　]*")


def other_form(name):
    """With a legal form, or without the one it has."""
    bare = FORM.sub("", name)
    return bare if bare != name and len(bare) > 4 else "医療法人社団　" + name


def noisy_name(name, rng):
    for character, variant in VARIANTS:
        name = name.replace(character, variant)
    name = re.sub(r"[　 ]", "", name)
    at = rng.randrange(1, len(name))
    return (name[:at] + "　" + name[at:]).translate(WIDE)


def noisy_address(address):
    found = re.search(r"(\d+)丁目(\d+)番地?の?(\d+)号?(?![\d\-‐－ー−の号])",
                      nfkc(address))
    if found:
        address = nfkc(address)
        return (address[:found.start()] + "－".join(found.groups()).translate(
            WIDE) + "　" + address[found.end():])
    wide = address.translate(WIDE)
    return wide if wide != address else nfkc(address)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--prefectures", default="25,26,31")
    options = parser.parse_args()
    old = read(options.data, options.prefectures.split(","))
    offices = {r["事業所番号"] for r in old.rows if r.care}
    old.filed = diff_lists.make(
        [r for r in old.rows if r.listing in NAVII
         and r.municipality.startswith(FILED_IN)], offices, options.seed)
    edits = Edits(old, options.seed)
    edits.all()
    rng = random.Random(options.seed)
    old.write(options.out / "old", "20250601", ONLY_NEW, rng)
    edits.new.write(options.out / "new", "20251201", ONLY_OLD, rng)
    only = {}
    for side, snapshot, listing in (("old", old, ONLY_OLD),
                                    ("new", edits.new, ONLY_NEW)):
        there = {r.id for r in snapshot.rows if r.listing == listing}
        only[side] = len(there - {r.id for r in snapshot.rows if r.listing
                                  not in (ONLY_OLD, ONLY_NEW)})
    (options.out / "expected.json").write_text(json.dumps(
        {"changes": edits.expected, "left_out": only,
         "merger": [MERGED[0], INTO[0]]}, ensure_ascii=False, indent=0))
    count = collections.Counter(e["change"] for e in edits.expected)
    print(f"{len(old.rows)} and {len(edits.new.rows)} rows,",
          ", ".join(f"{n} {change}" for change, n in sorted(count.items())))


if __name__ == "__main__":
    main()
