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
import json
import pathlib
import random
import re

import diff_lists
from diff_noise import WIDE, noisy_address, noisy_name, other_form
from diff_snapshot import CARE, NAVII, Row, alone, nfkc, read

ONLY_OLD, ONLY_NEW = "120", "770"  # listings that one side lacks
MERGED, INTO = ("31370", "湯梨浜町"), ("31203", "倉吉市")
FILED_IN, BULK_IN, CARE_IN = "25", "26", "31"


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

    def first_row(self, side, row):
        """A row of another service, which speaks for the office where it is:
        files are read in the order of their numbers."""
        cells = dict(row.cells)
        cells["サービスの種類"] = self.services_of["110"]
        cells["事業所名"] = f"ほかの名{self.number()}の総合ケアセンター"
        cells["電話番号"] = row.phone[:-4] + f"{self.number():04d}"
        cells["利用可能曜日"] = "平日,土曜日,日曜日,祝日"
        side.rows.append(Row("110", cells))

    def leading_services(self):
        for side, change in ((self.new, "service-added"),
                             (self.old, "service-dropped")):
            for row, _ in self.take(10, ["150", "430", "780"]):
                self.first_row(side, row)
                self.expect(change, row)
            # The row that stays has another telephone number, too.
            for row, copied in self.take(5, ["150", "430"]):
                self.first_row(side, row)
                copied["電話番号"] = row.phone[:-4] + f"{self.number():04d}"
                self.expect(change, row)
                self.expect("phone", copied, after=copied.phone)
        # One service instead of the other: nothing else can be compared.
        for row, copied in self.take(6, ["150", "430"]):
            self.first_row(self.new, row)
            self.drop(self.new, copied)
            self.expect("service-added", self.new.rows[-1], doubted=True)
            self.expect("service-dropped", row, doubted=True)

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
        for row, copied in self.take(3, ["pharmacy"], BULK_IN):
            other, gone = self.take(1, ["pharmacy"], BULK_IN)[0]
            self.drop(self.old, other)
            self.drop(self.new, copied)
            self.renumber(gone, row["ID"])
            self.expect("renamed", gone, doubted=True)
            self.expect("moved", gone, doubted=True)
            if gone.municipality != row.municipality:
                self.expect("municipality", gone, doubted=True)
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
                     self.leading_services, self.recode, self.renumber_all,
                     self.merge, self.noise):
            edit()


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
