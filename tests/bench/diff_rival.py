#!/usr/bin/env python3
"""What a careful script does: diff_rival.py OLD NEW, two folders of listings.

Rows in a dictionary by id, the cells that matter compared as they stand. It
does not bring together the rows of one facility, makes nothing comparable
(every other notation is a change), reads no hours, finds nobody again whose id
has changed, knows no merged municipality and writes no more than counts.

diff_rival.py OLD.gpkg NEW.gpkg: the same on two stores, a join in SQLite."""
import collections
import csv
import pathlib
import sqlite3
import sys

NAMES = (("正式名称", "名称", "事業所名"), ("所在地", "住所"), ("電話番号",),
         ("所在地座標（緯度）", "緯度"), ("所在地座標（経度）", "経度"),
         ("合計病床数",), ("利用可能曜日",))


def read(folder):
    found = {}
    for path in sorted(pathlib.Path(folder).glob("*.csv")):
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            headings = next(rows)
            if "診療科目コード" in headings:
                continue
            care = "事業所番号" in headings
            at = headings.index("事業所番号" if care else "ID")
            cells = [headings.index(n) if n else -1 for n in (
                next((n for n in names if n in headings), None)
                for names in NAMES)]
            what = path.name[:12]
            for row in rows:
                found[what, row[at]] = [row[i] if i >= 0 else ""
                                        for i in cells]
    return found


def stores(old, new):
    base = sqlite3.connect(old)
    base.execute("ATTACH ? AS n", (new,))
    fields = "name address phone opening_hours available_days beds_total"
    for field in fields.split():
        print(field, base.execute(
            f"SELECT count(*) FROM facilities a JOIN n.facilities b USING (id)"
            f" WHERE a.{field} IS NOT b.{field}").fetchone()[0])
    for x, y in (("main", "n"), ("n", "main")):
        print("only in", x, base.execute(
            f"SELECT count(*) FROM {x}.facilities WHERE id NOT IN "
            f"(SELECT id FROM {y}.facilities)").fetchone()[0])


def main():
    if sys.argv[1].endswith(".gpkg"):
        stores(*sys.argv[1:])
        return
    old, new = map(read, sys.argv[1:])
    count = collections.Counter(new=len(new.keys() - old.keys()),
                                gone=len(old.keys() - new.keys()))
    for key in old.keys() & new.keys():
        if old[key] != new[key]:
            for names, x, y in zip(NAMES, old[key], new[key]):
                count[names[-1]] += x != y
    print(len(old), len(new), *count.items())


main()
