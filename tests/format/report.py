"""The files of an audit against each other and against its store.

report.py valid NAME <TEXT              ogrinfo's count of valid outlines
report.py sheets JSON FOLDER            sheets of audit.xlsx as Calc shows them
report.py same AUDIT SHEETS PDFTEXT     a figure is the same one in every file
report.py states JSON                   the four states are all people
report.py private STORE AUDIT PDFTEXT   no telephone number anywhere
report.py rows AUDIT                    every row set aside has file and reason
report.py unread AUDIT SHEETS PDFTEXT   what nobody read is unknown, never 0
"""
import csv
import html
import json
import pathlib
import re
import sqlite3
import sys
import zipfile

STATES = ["covered", "unsure", "unknown_way", "none"]


def check(good, *words):
    if not good:
        sys.exit(" ".join(str(word) for word in words))


def load(path):
    return json.loads(pathlib.Path(path).read_text("utf-8"))


def sheet(folder, name):
    with open(pathlib.Path(folder) / f"audit-{name}.csv", newline="",
              encoding="utf-8") as file:
        return list(csv.DictReader(file))


def valid(name):
    text = sys.stdin.read()
    good = int(re.search(r"valid \(\w+\) = (\d+)", text)[1])
    shapes = int(re.search(r"shapes \(\w+\) = (\d+)", text)[1])
    check(good == shapes and good > 1, f"{name}: {good} of {shapes} are valid")


def sheets(audit, folder):
    audit = load(audit)
    files = sorted(pathlib.Path(folder).glob("*.csv"))
    names = {file.stem.removeprefix("audit-") for file in files}
    base = audit["order"]["base_year"]
    for of in audit["sets"]:
        check(f"まとめ {base}年 {of['name']}" in names, "no sheet of", of["name"],
              names)
    check(len(files) >= 12, "sheets:", len(files))
    for file in files:
        with open(file, newline="", encoding="utf-8") as rows:
            rows = list(csv.reader(rows))
        check(len(rows) > 1, file.name, "has no rows")
        for row in rows:
            for cell in row:
                check(not re.match(r"#|Err:", cell), file.name, cell)


def regions(audit):
    for of in audit["sets"]:
        for region in of["regions"]:
            yield of, region


def shown(share):
    """As a share is shown: never all unless all, never none unless none."""
    if share is None:
        return None
    if 0.9995 <= share < 1 - 1e-9:
        return "99.9%"
    if 0 < share < 0.0005:
        return "0.1%未満"
    return None if share is None else f"{share * 100 + 1e-9:.1f}%"


def same(folder, calc, pdf):
    folder = pathlib.Path(folder)
    audit = load(folder / "audit.json")
    years = audit["order"]["years"]
    areas = {(f["properties"]["set"], f["properties"]["code"]): f["properties"]
             for f in load(folder / "areas.geojson")["features"]}
    rows = {(r["区域の種類"], r["コード"], r["種類"], r["年"]): r
            for r in sheet(calc, "すべての値")}
    db = sqlite3.connect(folder / "audit.gpkg")
    db.row_factory = sqlite3.Row
    layers = {(r["set"], r["code"]): r for r in db.execute(
        "SELECT * FROM areas")}
    figures = {(r["set"], r["code"], r["need"], r["year"]): r
               for r in db.execute("SELECT * FROM figures")}
    names = {n["id"]: n["name_ja"] for n in audit["order"]["needs"]}
    compared = 0
    for of, region in regions(audit):
        at = (of["id"], region["code"])
        for need in region["needs"]:
            for year, y in zip(need["years"], years):
                check(year["year"] == y, "years are out of order")
                row = figures[(*at, need["need"], y)]
                calc_row = rows[(of["name"], region["code"],
                                 names[need["need"]], str(y))]
                for figure, value in year.items():
                    if figure == "year":
                        continue
                    check(row[figure] == value, at, need["need"], y, figure,
                          row[figure], value)
                    name = (f"{need['need'].replace('-', '_')}__{figure}_{y}")
                    for other in (areas[at], layers[at]):
                        if name in other.keys():
                            check(other[name] == value, at, name, other[name])
                            compared += 1
                share, told = year["covered_share"], calc_row["届く割合"]
                check(told in ("不明", "－") if share is None else
                      abs(float(told.removesuffix("%")) / 100 - share) < 1e-9,
                      at, need["need"], y, told, share)
    check(compared > 200, "only", compared, "figures were compared")
    # The page and the PDF tell the whole of each need.
    page = html.unescape((folder / "report.html").read_text("utf-8"))
    pages = pathlib.Path(pdf).read_text("utf-8")
    for need in audit["needs"]:
        whole = need["whole"][years.index(audit["order"]["base_year"])]
        share = shown(whole["covered_share"])
        if share and not need["unread"]:
            check(share in page, need["id"], share, "is not in report.html")
            check(share in pages, need["id"], share, "is not in audit.pdf")


def states(audit):
    audit, sums = load(audit), 0
    for of, region in regions(audit):
        told = [(need["need"], year) for need in region["needs"]
                for year in need["years"]]
        told += [("chain", {**link, "people_75": year["people_75"]})
                 for year in region["chain"] for link in year["links"]]
        for name, year in told:
            parts = [year[state] for state in STATES]
            if None in parts:
                check(year["covered"] is None, name, year)
                continue
            check(min(parts) >= 0, name, parts)
            check(abs(sum(parts) - year["people_75"]) <=
                  1e-6 * max(1, year["people_75"]), name, region["name"],
                  parts, year["people_75"])
            sums += 1
    check(sums > 10, "only", sums, "sums")


def texts(folder, pdf):
    """Every text of every file, also from inside archives and databases."""
    for path in sorted(pathlib.Path(folder).iterdir()):
        if path.suffix == ".pdf":
            yield path.name, pathlib.Path(pdf).read_text("utf-8")
        elif path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                for name in book.namelist():
                    yield f"{path.name}:{name}", book.read(name).decode("utf-8")
        elif path.suffix == ".gpkg":
            yield path.name, "\n".join(sqlite3.connect(path).iterdump())
        else:
            yield path.name, path.read_text("utf-8")


def private(store, folder, pdf):
    phones = {row[0] for row in sqlite3.connect(store).execute(
        "SELECT phone FROM facilities WHERE phone IS NOT NULL")}
    check(len(phones) > 40, "the store has no telephone numbers")
    digits = {re.sub(r"\D", "", phone) for phone in phones}
    for name, text in texts(folder, pdf):
        for phone in phones:
            check(phone not in text, name, "has", phone)
        # Not a part of a hash or of a longer number.
        for number in re.findall(r"(?<![0-9A-Fa-f.])0\d{9,10}(?![0-9A-Fa-f])",
                                 text):
            check(number not in digits, name, "has", number)


def rows(folder):
    folder = pathlib.Path(folder)
    audit = load(folder / "audit.json")
    with open(folder / "accounting.csv", newline="", encoding="utf-8-sig") as f:
        table = list(csv.reader(f))
    column = next(c for c, head in enumerate(table[0]) if "除" in head)
    label = next(c for c, head in enumerate(table[0]) if "ファイル" in head)
    aside = {}
    for row in table[1:]:
        if row[label] and row[column]:
            aside[row[label]] = aside.get(row[label], 0) + int(row[column])
    check(len(aside) >= 6, "accounting.csv:", aside)
    listed = {}
    for row in audit["aside"]:
        check(row["file"] and row["reason_ja"], row)
        check(re.search(r"[ぁ-んァ-ン一-龥]", row["reason_ja"]), row)
        if row["line"]:
            listed.setdefault(row["file"], set()).add(row["line"])
    for file, count in aside.items():
        if file.startswith("od"):
            check(len(listed.get(file, ())) == min(count, 10), file, count)
        else:
            check(len(listed.get(file, ())) >= min(count, 1), file, count,
                  listed)
    sources = [s["label"] for part in audit["sources"].values()
               if isinstance(part, list) for s in part]
    for file in aside:
        check(file in sources, file, "is no source")


def unread(folder, calc, pdf):
    folder = pathlib.Path(folder)
    audit = load(folder / "audit.json")
    needs = {need["id"]: need for need in audit["needs"]}
    check(needs["dental"]["unread_why"] == "list", needs["dental"])
    check(needs["visiting-nurse"]["unread"] is False, "nurses were read")
    for need in ("dental", "dental-visits"):
        of = needs[need]
        check(of["yes"] is None and not of["gaps"] and not of["sites"], need)
        for year in of["whole"]:
            for figure, value in year.items():
                check(value is None or figure in ("year", "people_75"), need,
                      figure, value)
    for of, region in regions(audit):
        for year in region["chain"]:
            check(year["whole"] is None and year["weakest"] is None, year)
        dentists = region["indicators"][2]
        check(dentists["yes"] is None and dentists["unknown"] is None, dentists)
    for feature in load(folder / "meshes.geojson")["features"]:
        check(feature["properties"]["dental__verdict"] is None, feature["id"])
    for row in sheet(calc, "12の指標"):
        if "歯科診療所" in row["指標"]:
            check(row["区域内の件数"] == "不明", row)
    for row in sheet(calc, "24時間の連携"):
        check(row["四つとも届く（人）"] == "不明", row)
    for name, text in texts(folder, pdf):
        if name in ("report.html", "audit.pdf"):
            check("不明" in text, name)
            check("最も多くの人に欠けているのは" not in text, name)


globals()[sys.argv[1]](*sys.argv[2:])
