"""Make what the publishers have on their servers, small, under HOST/PATH.

    make_mirror.py town OUT [--editions 1|2] [--copies N] [--real FOLDER]
        www.mhlw.go.jp and kouseikyoku.mhlw.go.jp: index pages in the shapes of
        医療情報ネット, 介護サービス情報公表 and two bureaus, with the files they
        link, made of samples/: N times as many rows in real municipalities.
        Edition 1 is of December 2025, edition 2 of June 2026 with some seeded
        edits (told in OUT/edits.json). --real: real files of a mirror in place
        of made ones of the same sheet.

    make_mirror.py tiny OUT [--host H] [--date D] [--services 130,430,...]
                   [--per-town N] [--seed N] [--noise PERCENT]
                   [--less nation:P|25:P|130:P|25201:P]... [--columns HOW]
        One page, H/tiny/index.html, with one file a service. --less takes P
        percent of the rows away, of all, a prefecture, a service or a town,
        evenly spread; --noise as many rows again as it takes away. --columns:
        renamed, missing, added, reordered.
"""
import argparse
import csv
import io
import json
import os
import pathlib
import random
import re
import shutil
import zipfile
import zlib

SAMPLES = pathlib.Path(__file__).parents[2] / "samples"
CARE = "www.mhlw.go.jp/content/12300000"
NAVII = "www.mhlw.go.jp/content/11121000"
BUREAU = "kouseikyoku.mhlw.go.jp"

# Real codes and names: counts are kept by prefecture and by municipality.
TOWNS = [("25201", "滋賀県", "大津市"), ("25202", "滋賀県", "彦根市"),
         ("25203", "滋賀県", "長浜市"), ("25204", "滋賀県", "近江八幡市"),
         ("25206", "滋賀県", "草津市"), ("30201", "和歌山県", "和歌山市"),
         ("30202", "和歌山県", "海南市"), ("30203", "和歌山県", "橋本市"),
         ("30204", "和歌山県", "有田市"), ("30205", "和歌山県", "御坊市"),
         ("13101", "東京都", "千代田区"), ("13102", "東京都", "中央区"),
         ("13103", "東京都", "港区"), ("13104", "東京都", "新宿区"),
         ("13105", "東京都", "文京区"), ("12202", "千葉県", "銚子市"),
         ("12203", "千葉県", "市川市"), ("12204", "千葉県", "船橋市"),
         ("12205", "千葉県", "館山市"), ("12206", "千葉県", "木更津市")]
SHEETS = ["01-1_hospital_facility_info", "01-2_hospital_speciality_hours",
          "02-1_clinic_facility_info", "02-2_clinic_speciality_hours",
          "03-1_dental_facility_info", "03-2_dental_speciality_hours",
          "04_maternity_home", "05_pharmacy"]
NAMES = ["病院（施設票）", "病院（診療科・診療時間票）", "診療所（施設票）",
         "診療所（診療科・診療時間票）", "歯科診療所（施設票）",
         "歯科診療所（診療科・診療時間票）", "助産所", "薬局"]


# サービスの種類 of the files that the samples do not have.
SERVICES = {
    "155": "指定療養通所介護", "160": "通所リハビリテーション",
    "170": "福祉用具貸与", "210": "短期入所生活介護",
    "220": "短期入所療養介護（介護老人保健施設）",
    "230": "短期入所療養介護(療養病床を有する病院等）",
    "320": "認知症対応型共同生活介護",
    "331": "特定施設入居者生活介護（有料老人ホーム）",
    "332": "特定施設入居者生活介護（軽費老人ホーム）",
    "334": "特定施設入居者生活介護（有料老人ホーム（サービス付き高齢者向け住宅））",
    "335": "特定施設入居者生活介護（有料老人ホーム（外部サービス利用型））",
    "336": "特定施設入居者生活介護（軽費老人ホーム（外部サービス利用型））",
    "361": "地域密着型特定施設入居者生活介護（有料老人ホーム）",
    "362": "地域密着型特定施設入居者生活介護（軽費老人ホーム）",
    "410": "特定福祉用具販売", "510": "介護老人福祉施設",
    "530": "介護療養型医療施設",
    "540": "地域密着型介護老人福祉施設入所者生活介護",
    "550": "介護医療院", "551": "短期入所療養介護（介護医療院）",
    "730": "小規模多機能型居宅介護", "780": "地域密着型通所介護",
}


def code6(five):
    """With the check digit of 全国地方公共団体コード (modulus 11)."""
    total = sum(int(d) * w for d, w in zip(five, (6, 5, 4, 3, 2)))
    return five + str((11 - total % 11) % 10)


def office(nine):
    """With the check digit of 事業所番号 (modulus 10, weights 2 and 1)."""
    total = 0
    for i, digit in enumerate(nine):
        n = int(digit) * (1 if i % 2 else 2)
        total += n // 10 + n % 10
    return nine + str(-total % 10)


def wide(text):
    return str(text).translate({ord("0") + i: ord("０") + i
                                for i in range(10)})


def wareki(year):
    return f"令和{year - 2018}年"


# ---- tables ------------------------------------------------------------------
def read_table(name):
    """A sheet of the samples, from a CSV file or from a zip's member."""
    found = sorted(SAMPLES.glob(f"*/{name}*"))[0]
    if found.suffix == ".zip":
        with zipfile.ZipFile(found) as z:
            data = z.read(z.namelist()[0])
    else:
        data = found.read_bytes()
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def table_bytes(rows, bare=()):
    """UTF-8 with BOM and CRLF; `bare`: columns without quotes, of a file that
    quotes all others; None: quotes only where needed."""
    out = io.StringIO(newline="")
    if bare is None:
        csv.writer(out, lineterminator="\r\n").writerows(rows)
    else:
        def cell(i, text, first):
            if i in bare and not first:
                return text
            return '"' + text.replace('"', '""') + '"'
        for n, row in enumerate(rows):
            out.write(",".join(cell(i, text, n == 0)
                               for i, text in enumerate(row)) + "\r\n")
    return out.getvalue().encode("utf-8-sig")


class OldName(zipfile.ZipInfo):
    """Names are CP932 without the flag for UTF-8, as the bureaus' are."""
    def _encodeFilenameFlags(self):
        return self.filename.encode("cp932"), 0


def zip_bytes(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name, data in members:
            # A fixed time: the same bytes in every run.
            info = OldName(name, (2026, 1, 9, 18, 3, 42))
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, data)
    return out.getvalue()


# ---- care offices ------------------------------------------------------------
def care_rows(service, per_town, seed=0):
    """Heading and per_town rows for every town; each row its own office."""
    head, *patterns = read_table(
        f"jigyosho_{'150' if service in SERVICES else service}.csv")
    rng = random.Random(f"{seed} {service}")
    rows = []
    for t, (five, prefecture, town) in enumerate(TOWNS):
        for k in range(per_town):
            row = list(patterns[k % len(patterns)])
            number = office(f"{five[:2]}{int(service) % 97:02}{t:02}{k:03}")
            row[0], row[1], row[15] = code6(five), number, number
            row[6] = SERVICES.get(service, row[6])
            row[2], row[3] = prefecture, town
            row[4] = f"{town}{row[6]}センター第{k + 1}"
            row[5] = f"センターダイ{k + 1}"
            row[7] = f"{prefecture}{town}本町{k % 9 + 1}丁目{k + 1}番{t + 1}号"
            row[8] = ""
            row[9] = f"{35 + rng.random():.6f}000000000"
            row[10] = f"{136 + rng.random():.6f}000000000"
            row[11] = f"0{five[0]}-000-{t:02}{k % 100:02}"
            row[12] = ""
            rows.append(row)
    return [head] + rows


def take_away(tables, scope, percent):
    """Every so-many-th of the rows that belong to the scope."""
    def belongs(service, row):
        return (scope == "nation" or scope == service or
                scope == row[0][:2] or scope == row[0][:5])
    mine = [(service, row) for service, rows in tables.items()
            for row in rows[1:] if belongs(service, row)]
    n = -(-len(mine) * percent // 100)  # never fewer than was asked for
    gone = {id(mine[i * len(mine) // n][1]) for i in range(n)}
    for rows in tables.values():
        rows[1:] = [row for row in rows[1:] if id(row) not in gone]
    return n


def add_new(tables, n, rng):
    """As many offices that were not there before."""
    services = sorted(tables)
    for i in range(n):
        rows = tables[services[i % len(services)]]
        row = list(rng.choice(rows[1:]))
        row[1] = row[15] = office(f"{row[0][:2]}0{90000 + i:06}")
        row[4] += f"新{i}"
        row[7] += f"の{i}"
        rows.insert(rng.randrange(1, len(rows)), row)


def change_columns(tables, how):
    for rows in tables.values():
        if how == "renamed":
            rows[0][9] = "緯度（世界測地系）"
        elif how == "missing":
            for row in rows:
                del row[9]
        elif how == "added":
            for n, row in enumerate(rows):
                row.append("指定更新日" if n == 0 else "2026-04-01")
        elif how == "reordered":
            for row in rows:
                row[9], row[10], row[11] = row[11], row[9], row[10]


# ---- pages -------------------------------------------------------------------
PAGE = """<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="UTF-8">
<title>{title}｜厚生労働省</title>
</head>
<body>
<div class="l-headerNav"><ul>
<li><a href="/index.html">ホーム</a></li>
<li><a href="#content">本文へ</a></li>
<li><a href="javascript:void(0)">閲覧支援</a></li>
</ul></div>
<div id="content" class="l-contentMain">
<h1 class="m-title">{title}</h1>
<p>データの利用にあたっては利用規約（<a href="/content/kiyaku.pdf">PDF</a>）をご覧ください。</p>
{sections}
</div>
<div class="l-footer"><a href="/chosakuken/index.html">利用規約・リンク・著作権等</a></div>
</body>
</html>
"""


def section(heading, links):
    items = "\n".join(
        f'<li><a href="{href}" data-icon="file">{text}</a></li>'
        for href, text in links)
    return (f'<div class="m-hdgLv3"><h3 class="m-hdgLv3__hdg">{heading}</h3>'
            f'</div>\n<ul class="m-listLink">\n{items}\n</ul>')


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(data, str):
        data = data.encode()
    # An unchanged file keeps its time, and so its validators.
    if not path.is_file() or path.read_bytes() != data:
        new = path.with_name(path.name + ".new")
        new.write_bytes(data)
        # nginx makes its mark of size and second: another content written in
        # the same second would have the same one.
        second = 1750000000 + zlib.crc32(data) % 20000000
        os.utime(new, (second, second))
        new.replace(path)


def month_end(date):
    year, month, _ = date.split("-")
    return f"{wide(year)}年{wide(int(month))}月末時点"


# ---- tiny --------------------------------------------------------------------
def tiny(o):
    services = o.services.split(",")
    tables = {s: care_rows(s, o.per_town, o.seed) for s in services}
    titles = {s: rows[1][6] for s, rows in tables.items()}
    rng = random.Random(o.seed)
    if o.noise:
        add_new(tables, take_away(tables, "nation", o.noise), rng)
    for less in o.less:
        scope, percent = less.split(":")
        take_away(tables, scope, int(percent))
    change_columns(tables, o.columns)
    folder = o.out / o.host / "tiny"
    stamp = o.date.replace("-", "") + "180342"
    links = []
    for s in services:
        name = f"jigyosho_{s}_all_{stamp}.csv"
        write(folder / name, table_bytes(tables[s], None))
        links.append((name, f"{titles[s]}（CSV）"))
    write(folder / "index.html", PAGE.format(
        title="小さなオープンデータ", sections=section(month_end(o.date), links)))


# ---- the publishers ----------------------------------------------------------
def navii_rows(sheet, copies):
    """Sample rows, and copies of them in the towns; the id of a facility and
    of its hours changes alike."""
    head, *patterns = read_table(sheet)
    rows = list(patterns)
    code = head.index("市区町村コード") if "市区町村コード" in head else None
    for k in range(copies):
        five, prefecture, town = TOWNS[k % len(TOWNS)]
        for pattern in patterns:
            row = list(pattern)
            row[0] = f"{five[:2]}{row[0][2:3]}{row[0][3:5]}{k:04}{row[0][-4:]}"
            if code is not None:
                row[1] += f"{town}{k}"
                row[code - 1], row[code] = five[:2], five[2:]
                row[code + 1] = f"{prefecture}{town}本町{k + 1}－{len(rows)}"
            rows.append(row)
    return [head] + rows


def edit(rows, at, name, rng, told, sheet):
    """Edition 2: some are gone, as many new, some renamed."""
    for i in range(max(1, len(rows) // 200)):
        row = rows.pop(rng.randrange(1, len(rows)))
        told.append({"change": "gone", "sheet": sheet, "id": row[at]})
        row = rows[rng.randrange(1, len(rows))]
        row[name] += "（新名称）"
        told.append({"change": "renamed", "sheet": sheet, "id": row[at]})
        row = list(row)
        new = row[at][:-4] + f"{7000 + i}"
        row[:] = [new if text == row[at] else text for text in row]
        row[name] = f"新しい{row[name]}"
        rows.append(row)
        told.append({"change": "new", "sheet": sheet, "id": row[at]})


def navii(out, editions, copies, real, told):
    sections = []
    for n, date in list(enumerate(["2025-12-01", "2026-06-01"]))[:editions]:
        links = []
        for sheet, title in zip(SHEETS, NAMES):
            day = date.replace("-", "")
            name = f"{sheet}_{day}{'.csv' if n else ''}.zip"
            given = real and real / NAVII / name
            if given and given.is_file():
                shutil.copy(given, place(out / NAVII / name))
            else:
                rows = navii_rows(sheet, copies)
                if n and "hours" not in sheet:
                    edit(rows, 0, 1, random.Random(sheet), told, sheet)
                bare = [i for i, text in enumerate(rows[0])
                        if text.startswith("所在地座標")]
                write(out / NAVII / name, zip_bytes(
                    [(f"{sheet}_{day}.csv", table_bytes(rows, bare))]))
            size = (out / NAVII / name).stat().st_size // 1024
            links.append((f"/content/11121000/{name}",
                          f"{title}［ZIP形式：{size}KB］"))
        year, month, day = date.split("-")
        sections.insert(0, section(
            f"{wide(year)}年{wide(int(month))}月{wide(int(day))}日時点", links))
    sections.append('<h2>データ項目定義書</h2>\n<p><a '
                    'href="/content/11121000/001306376.xlsx">定義書</a></p>')
    write(out / "www.mhlw.go.jp/stf/seisakunitsuite/bunya/kenkou_iryou/iryou/"
          "newpage_43373.html",
          PAGE.format(title="医療情報ネット（ナビイ）のオープンデータ",
                      sections="\n".join(sections)))


def place(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def care(out, editions, copies, real, told):
    sections, old = [], []
    services = sorted([p.stem[-3:] for p in SAMPLES.glob("kaigo/*.csv")] +
                      list(SERVICES))
    per_town = max(1, copies // len(TOWNS))
    for n, date in list(enumerate(["2025-12-31", "2026-06-30"]))[:editions]:
        links = []
        for i, s in enumerate(services):
            name = f"jigyosho_{s}.csv"
            given = real and real / CARE / name
            if n:
                name = f"jigyosho_{s}_all_202607091803{i:02}.csv"
            if given and given.is_file() and not n:
                shutil.copy(given, place(out / CARE / name))
                title = SERVICES.get(s, s)
            else:
                rows = care_rows(s, per_town)
                title = rows[1][6]
                if n:
                    edit(rows, 15, 4, random.Random(s), told, s)
                write(out / CARE / name, table_bytes(rows, None))
            links.append((f"/content/12300000/{name}", f"{title}［CSV］"))
        if n + 1 < editions:
            # The page keeps past editions as one archive.
            old.append((f"/content/12300000/jigyosho_{date[:7]}.zip",
                        f"{date[:4]}年{wide(int(date[5:7]))}月末時点"))
            write(out / CARE / f"jigyosho_{date[:7]}.zip", zip_bytes(
                [(f"jigyosho_{s}.csv",
                  (out / CARE / f"jigyosho_{s}.csv").read_bytes())
                 for s in services]))
        else:
            sections.append(section(
                f"{date[:4]}年{wide(int(date[5:7]))}月末時点", links))
    if old:
        sections.append(section("過去のデータ", old))
    write(out / "www.mhlw.go.jp/stf/kaigo-kouhyou_opendata.html",
          PAGE.format(title="介護サービス情報公表システムのオープンデータ",
                      sections="\n".join(sections)))


def dated_book(data, date):
    """The workbook of the samples with another day in its title."""
    year, month, day = (int(p) for p in date.split("-"))
    title = f"令和 {year - 2018}年{month:2}月{day:2}日 現在"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as z, \
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in z.infolist():
            text = re.sub("令和 ?[0-9]+年 ?[0-9]+月 ?[0-9]+日 現在", title,
                          z.read(info).decode("utf-8")).encode("utf-8")
            new.writestr(info, text)
    return out.getvalue()


def bureau(out, date):
    """近畿: zips with CP932 names in folders; 関東信越 likewise, flat."""
    with zipfile.ZipFile(SAMPLES / "bureau/kinki_ika.zip") as z:
        book = next(z.read(n) for n in z.namelist() if n.endswith(".xlsx"))
    book = dated_book(book, date)
    dental = (SAMPLES / "bureau/kinki_sika.csv").read_bytes()
    shop = dated_book((SAMPLES / "bureau/yakkyoku.xlsx").read_bytes(), date)
    year, month, day = (int(p) for p in date.split("-"))
    when = f"{year}.{month}"
    folder = out / BUREAU / "kinki/gyomu/gyomu/hoken_kikan"
    links = []
    for kind, title, data, end in (("ika", "医科", book, "xlsx"),
                                   ("sika", "歯科", dental, "csv"),
                                   ("yakkyoku", "薬局", shop, "xlsx")):
        name = f"{when}_sisetukijun_{kind}.zip"
        inside = (f"{when}_sisetukijun_{kind}/25滋賀/"
                  f"25滋賀県届出受理医療機関名簿（{title}）.{end}")
        write(folder / name, zip_bytes([(inside, data)]))
        links.append((f"/kinki/gyomu/gyomu/hoken_kikan/{name}",
                      f"{title}（ZIP）"))
    body = (f"<h2>施設基準の届出受理状況（全体）</h2>\n"
            f"<p>{wareki(year)}{wide(month)}月{wide(day)}日現在</p>\n"
            + section("届出受理医療機関名簿", links))
    write(folder / "shitei_jokyo_00004.html", PAGE.format(
        title="保険医療機関等の施設基準の届出受理状況", sections=body))


def town(o):
    told = []
    navii(o.out, o.editions, o.copies, o.real, told)
    care(o.out, o.editions, o.copies, o.real, told)
    bureau(o.out, "2026-06-01" if o.editions > 1 else "2025-12-01")
    write(o.out / "edits.json", json.dumps(told, ensure_ascii=False, indent=1))


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("town")
    one.set_defaults(run=town)
    one.add_argument("out", type=pathlib.Path)
    one.add_argument("--editions", type=int, default=1)
    one.add_argument("--copies", type=int, default=40)
    one.add_argument("--real", type=pathlib.Path)
    one = commands.add_parser("tiny")
    one.set_defaults(run=tiny)
    one.add_argument("out", type=pathlib.Path)
    one.add_argument("--host", default="www.test")
    one.add_argument("--date", default="2026-06-30")
    one.add_argument("--services", default="130,430")
    one.add_argument("--per-town", type=int, default=20)
    one.add_argument("--seed", type=int, default=0)
    one.add_argument("--noise", type=int, default=0)
    one.add_argument("--less", action="append", default=[])
    one.add_argument("--columns", default="")
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
