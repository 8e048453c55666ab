#!/usr/bin/env python3
"""Two full snapshots of the country: diff_rows.py DATA OUT [--seed N].

OUT/old is all facility rows of ../shared/data (and the hospitals' hours), less
one row in a hundred; OUT/new is the same with a few rows in a hundred edited:
gone, renamed, moved, another telephone number, position, number of beds,
hours, id, or the same in other notation. The edits are counted on stdout."""
import argparse
import collections
import csv
import io
import pathlib
import random
import re
import zipfile

WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
# Of a hundred rows, if the row has what is edited.
RATE = {"gone": 1, "renamed": 0.5, "moved": 0.5, "phone": 1, "position": 0.3,
        "beds": 2, "id": 1, "notation": 3}
NEW = 1


def table(path):
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as z:
            text = z.read(z.namelist()[0]).decode("utf-8-sig")
    else:
        text = path.read_text("utf-8-sig")
    rows = csv.reader(io.StringIO(text, newline=""))
    return next(rows), rows


def save(path, headings, rows):
    with open(path, "w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(headings)
        writer.writerows(rows)


class Columns:
    """Where a listing has what."""

    def __init__(self, headings):
        def at(*names):
            return next((headings.index(n) for n in names if n in headings),
                        None)

        self.id = at("ID", "事業所番号")
        self.name = at("正式名称", "名称", "事業所名")
        self.address = at("所在地", "住所")
        self.phone = at("電話番号")
        self.lat = at("所在地座標（緯度）", "緯度")
        self.beds = at("合計病床数")

    def edits(self, row):
        """(change, column, text) that the row allows."""
        name, address = row[self.name], row[self.address]
        yield "renamed", self.name, "新" + name
        if re.search(r"\d", address):
            yield "moved", self.address, re.sub(
                r"\d+", lambda m: str(int(m[0]) + 50), address, count=1)
        if self.phone and row[self.phone][-4:].isdecimal():
            last = (int(row[self.phone][-4:]) + 1) % 10000
            yield "phone", self.phone, f"{row[self.phone][:-4]}{last:04d}"
        if not row[self.lat].startswith("0"):
            yield "position", self.lat, f"{float(row[self.lat]) + 0.005:.6f}"
        if self.beds and row[self.beds].isdecimal():
            yield "beds", self.beds, str(int(row[self.beds]) + 3)
        if row[self.id].isdecimal():
            yield "id", self.id, row[self.id][:2] + "9" + row[self.id][3:]
        yield "notation", self.address, address.translate(WIDE)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--seed", default="1")
    options = parser.parse_args()
    rng, count = random.Random(options.seed), collections.Counter()
    for side in ("old", "new"):
        (options.out / side).mkdir(parents=True)
    for path in sorted((
            *options.data.glob("mirror/www.mhlw.go.jp/content/1*/*"),
            *options.data.glob("reconstructed/*"))):
        if path.suffix == ".xlsx":
            continue
        headings, rows = table(path)
        hours = "診療科目コード" in headings
        columns = None if hours else Columns(headings)
        old, new = [], []
        for row in rows:
            if hours:
                old.append(row)
                if row[4] == "09:00" and rng.random() < 0.02:
                    row = row[:4] + ["08:45"] + row[5:]
                    count["hours rows"] += 1
                new.append(row)
                continue
            chance = rng.random() * 100
            if chance < NEW:
                count["new"] += 1
                new.append(row)
                continue
            old.append(row)
            if chance < NEW + RATE["gone"]:
                count["gone"] += 1
                continue
            for change, at, text in columns.edits(row):
                if rng.random() * 100 < RATE[change]:
                    row = row[:at] + [text] + row[at + 1:]
                    count[change] += 1
            new.append(row)
        name = re.sub(r"\.(zip|csv)$", ".csv", path.name)
        save(options.out / "old" / name, headings, old)
        save(options.out / "new" / re.sub(r"_2025\d{4}", "_20260601", name),
             headings, new)
        count["rows of old"] += len(old)
        count["rows of new"] += len(new)
    print(", ".join(f"{n:,} {what}" for what, n in count.items()))


main()
