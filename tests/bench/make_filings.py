#!/usr/bin/env python3
"""Full-size filing lists of the bureaus, in the published layout.

make_filings.py OUT INSTITUTIONS_ZIP [--institutions N] [--seed S]

INSTITUTIONS_ZIP holds one CSV of designated institutions: code (prefecture and
7 digits), number, name, postal code, address. Names and addresses of medical
institutions are taken from it; dentists, pharmacies and visiting nurse stations
are invented in the same towns, and so is every filing: file names and titles
say 架空の届出. Symbols and names of filings come from src/model/filings.def.

OUT gets four zips a bureau (医科, 歯科, 薬局, 訪問看護) with one workbook a
prefecture. The same arguments make the same bytes. Nothing is held but the
institutions of one prefecture and the strings of one workbook.
"""
import argparse
import collections
import csv
import io
import itertools
import pathlib
import random
import re
import tempfile
import zipfile
from xml.sax.saxutils import escape

BUREAUS = (
    ("hokkaido", (1,)), ("tohoku", range(2, 8)),
    ("kantoshinetsu", (8, 9, 10, 11, 12, 13, 14, 15, 19, 20)),
    ("tokaihokuriku", (16, 17, 21, 22, 23, 24)),
    ("kinki", (18, 25, 26, 27, 28, 29, 30)),
    ("chugokushikoku", range(31, 40)), ("kyushu", range(40, 48)))
PREFECTURES = (
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 "
    "千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 "
    "愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 "
    "広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 "
    "宮崎県 鹿児島県 沖縄県").split()
HEADINGS = (
    "項番 都道府県コード 都道府県名 区分 医療機関番号 併設医療機関番号 医療機関記号番号 "
    "医療機関名称 医療機関所在地（郵便番号） 医療機関所在地（住所） 電話番号 FAX番号 病床数 "
    "受理届出名称 受理記号 受理番号 算定開始年月日 個別有効開始年月日 備考（見出し） "
    "備考（データ）").split()
AS_OF = "2025-12-01"
TITLE = "[令和 7年12月 1日 現在　%s]　令和７年12月10日作成　（架空の届出：試験用）"

# Who files what, in per cent of clinics and of hospitals: home care at about
# the rates of the national lists, other filings by rank.
HOME = {
    "支援診１": (0.3, 0), "支援診２": (4, 0), "支援診３": (12, 0), "支援病１": (0, 3),
    "支援病２": (0, 5), "支援病３": (0, 13), "在後病": (0, 5), "在医総管１": (29, 35),
    "在医総管２": (1, 1), "在総": (14, 20), "在診実１": (0.5, 0), "在病実１": (0, 1),
    "在緩診実": (1, 0), "在緩診病": (0, 1), "医情連": (4, 4), "在宅ＤＸ": (5, 6),
    "在データ提": (0.5, 1), "介保連": (2, 6), "在訪褥": (0.3, 3), "在看": (0.5, 8),
    "訪看充": (0.2, 2), "地包診": (0.3, 1), "地包加": (5, 0), "時間外１": (12, 0),
    "時間外２": (5, 0), "時間外３": (12, 0), "時間外４": (3, 0), "機能強化": (14, 10)}
DENTAL = {"歯援診１": 5, "歯援診２": 12, "歯援病": 0.2, "歯訪診": 60, "在歯管": 20,
          "在推進": 5, "歯医情連": 1}
PHARMACY = {"在薬": 85, "在薬総１": 30, "在薬総２": 12, "在医麻": 12, "在中栄": 10,
            "薬菌": 8, "か薬": 60, "地支体１": 20, "地支体２": 8, "地支体３": 6,
            "地支体４": 3, "薬連強": 40}
STATION = {"10": 65, "23": 60, "24": 31, "25": 85, "26": 12, "27": 45, "28": 5,
           "32": 4, "33": 3, "34": 2, "35": 25, "36": 6, "37": 2}
REMARKS = {"一般入院": (("病棟種別:", "一般"), ("病床区分:", "一般"),
                        ("病棟数:", "4棟"), ("病床数:", "183床"),
                        ("区分:", "急性期一般入院料４")),
           "療養入院": (("病棟種別:", "療養"), ("病床数:", "60床")),
           "診入院": (("基本料区分:", "有床診療所入院基本料１"),
                      ("看取り加算:", "有")),
           "支援診２": (("連携医療機関:", "別紙のとおり"),)}
UNKNOWN = [(f"架空{n}", f"架空の届出{n}") for n in range(1, 21)]


def filings_def():
    """(fee table, symbol, name, says something of home care) in force."""
    path = pathlib.Path(__file__).parents[2] / "src/model/filings.def"
    text = path.read_text("utf-8")
    row = re.compile(r'^FILING\((\w+), (\w+), "([^"]*)", "([^"]*)", (?:NULL|"'
                     r'[^"]*"), (?:NULL|"([^"]*)"), (?:NULL|"([^"]*)")', re.M)
    for function, table, symbol, name, start, end in row.findall(text):
        if symbol and start <= AS_OF <= (end or "9"):
            yield table, symbol, name, function != "none"
    tables = {"other": "MEDICAL", "ward": "MEDICAL", "dental": "DENTAL",
              "pharmacy": "PHARMACY"}
    for macro, symbol, name in re.findall(
            r'^(other|ward|dental|pharmacy)\("([^"]+)", "([^"]+)"\)', text,
            re.M):
        yield tables[macro], symbol, name, False


def by_rank(filings, of_first, mean):
    """Rates that fall with the rank; their sum is `mean` filings each."""
    weights = [1 / (rank + of_first) for rank in range(len(filings))]
    scale = mean / sum(weights)
    return [(s, n, min(0.95, w * scale)) for (s, n), w in zip(filings, weights)]


def rates():
    """Fee table -> (symbol, name, probability), of hospitals by itself."""
    known = collections.defaultdict(list)
    home = {}
    for table, symbol, name, says in filings_def():
        if says:
            home[table, symbol] = name
        else:
            known[table].append((symbol, name))
    out = {}
    for place, key, mean in ((0, "clinic", 6.7), (1, "hospital", 52)):
        out[key] = [(s, home["MEDICAL", s], HOME[s][place] / 100)
                    for s in HOME] + by_rank(known["MEDICAL"], 6, mean)
    out["hospital"] += [(s, n, 0.05) for s, n in UNKNOWN]
    for key, table, mine, mean in (("dental", "DENTAL", DENTAL, 8.1),
                                   ("pharmacy", "PHARMACY", PHARMACY, 4)):
        out[key] = [(s, home[table, s], r / 100) for s, r in mine.items()]
        out[key] += by_rank(known[table], 3, mean)
    return out


def with_check(prefecture, points, six):
    """7 digits; weights 2, 1, 2 ... from the left over all ten."""
    total = 0
    for i, c in enumerate(f"{prefecture:02d}{points}{six}"):
        product = int(c) * (2 - i % 2)
        total += product // 10 + product % 10
    return f"{six}{-total % 10}"


class Info(zipfile.ZipInfo):
    """A member whose name is CP932, without the flag of UTF-8."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("cp932"), self.flag_bits & ~0x800


def info(name, cls=zipfile.ZipInfo):
    member = cls(name, (2025, 12, 10, 9, 0, 0))
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


class Workbook:
    """One sheet with shared strings, its rows written as they come."""

    HEAD = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>'
    MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    OFFICE = ("http://schemas.openxmlformats.org/officeDocument/2006/"
              "relationships")
    PACKAGE = "http://schemas.openxmlformats.org/package/2006"

    def __init__(self, file):
        self.zip = zipfile.ZipFile(file, "w", compresslevel=4)
        self.string = {}
        self.rows, self.n_rows, self.n_cells = [], 0, 0
        self.put("[Content_Types].xml", self.content_types())
        self.put("_rels/.rels", self.relations(
            ("rId1", "officeDocument", "xl/workbook.xml")))
        self.put("xl/workbook.xml", (
            f'<workbook xmlns="{self.MAIN}" xmlns:r="{self.OFFICE}"><sheets>'
            '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets>'
            '</workbook>'))
        self.put("xl/_rels/workbook.xml.rels", self.relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "sharedStrings.xml")))
        self.sheet = self.zip.open(info("xl/worksheets/sheet1.xml"), "w",
                                   force_zip64=True)
        self.sheet.write(f'{self.HEAD}<worksheet xmlns="{self.MAIN}">'
                         '<sheetData>'.encode())

    def content_types(self):
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
        return (f'<Types xmlns="{self.PACKAGE}/content-types">'
                '<Default ContentType="application/xml" Extension="xml"/>'
                '<Default ContentType="application/vnd.openxmlformats-package.'
                'relationships+xml" Extension="rels"/>' + "".join(
                    f'<Override ContentType="{kind}{what}+xml" '
                    f'PartName="/xl/{part}.xml"/>' for what, part in (
                        ("worksheet", "worksheets/sheet1"),
                        ("sheet.main", "workbook"),
                        ("sharedStrings", "sharedStrings"))) + "</Types>")

    def relations(self, *items):
        return (f'<Relationships xmlns="{self.PACKAGE}/relationships">' +
                "".join(f'<Relationship Id="{i}" Type="{self.OFFICE}/{kind}" '
                        f'Target="{target}"/>' for i, kind, target in items) +
                "</Relationships>")

    def put(self, name, text):
        self.zip.writestr(info(name), self.HEAD + text, compresslevel=4)

    def cells(self, first, values):
        """Cells of a row whose number is still `#`."""
        self.n_cells += len(values)
        number = self.string.setdefault
        return "".join([
            f'<c r="{chr(first + i)}#" s="0" t="s"><v>'
            f'{number(v, len(self.string))}</v></c>'
            for i, v in enumerate(values)])

    def row(self, at, cells):
        self.rows.append(f'<row r="#">{cells}</row>'.replace("#", str(at)))
        if len(self.rows) == 2000:
            self.flush()

    def flush(self):
        self.n_rows += len(self.rows)
        self.sheet.write("".join(self.rows).encode())
        self.rows.clear()

    def close(self):
        self.flush()
        self.sheet.write(b"</sheetData></worksheet>")
        self.sheet.close()
        with self.zip.open(info("xl/sharedStrings.xml"), "w") as part:
            part.write((f'{self.HEAD}<sst xmlns="{self.MAIN}" '
                        f'count="{self.n_cells}" '
                        f'uniqueCount="{len(self.string)}">').encode())
            for text in self.string:
                part.write(('<si><t xml:space="preserve">'
                            f'{escape(text)}</t></si>').encode())
            part.write(b"</sst>")
        self.zip.close()


def institutions(path):
    """Prefecture -> [(number, name, postal code, address)], each once."""
    found = collections.defaultdict(dict)
    with zipfile.ZipFile(path) as z, z.open(z.namelist()[0]) as f:
        for row in csv.reader(io.TextIOWrapper(f, "utf-8-sig")):
            if len(row) == 5 and re.fullmatch(r"\d{9}", row[0]):
                found[int(row[0][:2])].setdefault(row[1], tuple(row[2:]))
    return {p: [(n, *rest) for n, rest in of.items()]
            for p, of in sorted(found.items())}


def invented(rng, prefecture, points, base, n, names):
    """`n` institutions in the towns of `base`."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    for i in range(n):
        _, _, postal, address = base[rng.randrange(len(base))]
        town = re.match(r"[^０-９0-9]*", address)[0] or address
        number = with_check(prefecture, points, f"{i + 1:06d}")
        name = rng.choice(names) % rng.choice(
            "さくら ひまわり あおば みどり わかば すみれ ひかり つばさ のぞみ "
            "なごみ こころ はるか 中央 駅前 東 西 南 北 本町 大通 青空 若葉".split())
        place = f"{rng.randrange(1, 30)}－{rng.randrange(1, 20)}"
        yield number, f"{name}（架空）", postal, town + place.translate(wide)


def postal_code(text):
    return f"{text[:3]}－{text[3:]}" if len(text) == 7 else text


def day(rng):
    if rng.random() < 0.8:
        year, era = rng.randrange(1, 8), "令和"
    else:
        year, era = rng.randrange(8, 31), "平成"
    first = "元" if (era, year) == ("令和", 1) else f"{year:2d}"
    month = rng.randrange(5 if first == "元" else 1, 5 if year == 31 else 13)
    return f"{era}{first}年{month:2d}月 1日"


class Lists:
    """Filing lists of one prefecture; counts what is written."""

    def __init__(self, seed):
        self.seed, self.rate = seed, rates()
        self.n = collections.Counter()

    def kind_of(self, points, name):
        if points == 3:
            return "dental"
        if points == 4:
            return "pharmacy"
        return "hospital" if "病院" in name else "clinic"

    def filings(self, rng, kind, serial):
        """What one of this kind files; at least one."""
        found = [(s, n) for s, n, p in self.rate[kind] if rng.random() < p]
        for s, n in found or [self.rate[kind][-1][:2]]:
            serial[s] += 1
            yield s, n, f"第{serial[s]}号"

    def write(self, file, prefecture, points, word, items):
        rng = random.Random(f"{self.seed}/{prefecture}/{points}")
        book = Workbook(file)
        serial = collections.Counter()
        days = [day(rng) for _ in range(200)]
        book.row(2, book.cells(65, [TITLE % word] + [""] * 19))
        book.row(3, book.cells(65, [""] * 20))
        book.row(4, book.cells(65, HEADINGS))
        empty = book.cells(82, ["", "", ""])  # R, S, T
        at = 5
        for i, (number, name, postal, address) in enumerate(items, 1):
            kind = self.kind_of(points, name)
            beds = ""
            if kind == "hospital":
                beds = (f"一般　　      {rng.randrange(20, 400):3d}\n"
                        f"療養　　      {rng.randrange(20, 200):3d}")
            together = ""
            if points == 3 and rng.random() < 0.05:
                together = with_check(prefecture, 1, number[:6])
            phone = f"0{prefecture:02d}0-{i // 10000:02d}-{i % 10000:04d}"
            head = book.cells(65, [
                str(i), f"{prefecture:02d}", PREFECTURES[prefecture - 1], word,
                number, together, "", name, postal_code(postal), address,
                phone, phone[:-1] + "9", beds])
            self.n["institutions"] += 1
            for symbol, title, filed in self.filings(rng, kind, serial):
                mine = head + book.cells(78, [title, symbol, filed,
                                              rng.choice(days)])
                book.row(at, mine + empty)
                at += 1
                self.n["filings"] += 1
                for remark in REMARKS.get(symbol, ()):
                    book.row(at, mine + book.cells(82, ["", *remark]))
                    at += 1
        self.n["rows"] += at - 5
        book.close()

    def write_stations(self, file, prefecture, items):
        rng = random.Random(f"{self.seed}/{prefecture}/6")
        book = Workbook(file)
        serial = collections.Counter()
        book.row(2, book.cells(67, ["届出受理指定訪問看護事業所名簿（架空の届出：試験用）"]))
        book.row(4, book.cells(67, ["［令和 7年12月 1日現在　訪問看護］"]))
        columns = {67: "項番", 69: "ステーション\nコード", 72: "事業者名\n事業所名",
                   75: "事業所所在地", 78: "電話番号\n（ＦＡＸ）番号", 81: "受理番号",
                   83: "算定開始\n年月日"}
        book.row(6, "".join(book.cells(c, [v]) for c, v in columns.items()))
        for i, (number, name, postal, address) in enumerate(items, 1):
            filed, since = [], []
            for symbol, per_cent in STATION.items():
                if rng.random() * 100 < per_cent:
                    serial[symbol] += 1
                    filed.append(f"(訪看{symbol})第{serial[symbol]}号")
                    since.append(day(rng))
            values = (str(i), f"{number[:2]},{number[2:6]},{number[6]}",
                      f"株式会社架空{i}\n{name}",
                      f"〒{postal_code(postal)}\n{address}",
                      f"0{prefecture:02d}0-99-{i % 10000:04d}",
                      "\n".join(filed) or "(訪看25)第99999号",
                      "\n".join(since) or day(rng))
            book.row(6 + i, "".join(book.cells(c, [v])
                                    for c, v in zip(columns, values)))
            self.n["station filings"] += max(1, len(filed))
        self.n["stations"] += len(items)
        book.close()


def one_zip(path, books):
    """`books`: (member name, function that writes it to a file)."""
    with zipfile.ZipFile(path, "w", compresslevel=1) as out:
        for name, write in books:
            with tempfile.TemporaryFile() as file:
                write(file)
                file.seek(0)
                with out.open(info(name, Info), "w", force_zip64=True) as part:
                    while block := file.read(1 << 20):
                        part.write(block)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("institutions_zip")
    parser.add_argument("--institutions", type=int, default=217_000)
    parser.add_argument("--seed", default="1")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    real = institutions(options.institutions_zip)
    real.setdefault(47, [(with_check(47, 1, n[:6]), *rest)  # 沖縄 is not held
                         for n, *rest in real[46][:600]])
    share = options.institutions / 217_000
    total = sum(map(len, real.values()))
    lists = Lists(options.seed)

    def some(prefecture, points):
        base = real[prefecture]
        rng = random.Random(f"{options.seed}/{prefecture}/{points}/who")
        if points == 1:
            return base[:max(1, round(len(base) * share))]
        whole = {3: 60_000, 4: 217_000 - 60_000 - total, 6: 17_000}[points]
        names = {3: ("%s歯科医院", "%sデンタルクリニック", "医療法人%s会　%s歯科"),
                 4: ("%s薬局", "%s調剤薬局", "株式会社%s　%s薬局"),
                 6: ("訪問看護ステーション%s", "%s訪問看護ステーション")}[points]
        names = [n.replace("%s歯科", "歯科").replace("　%s薬局", "　薬局")
                 if n.count("%s") > 1 else n for n in names]
        return list(invented(rng, prefecture, points, base, max(
            1, round(whole * share * len(base) / total)), names))

    def book(prefecture, points, word):
        def write(file):
            items = some(prefecture, points)
            if points == 6:
                lists.write_stations(file, prefecture, items)
            else:
                lists.write(file, prefecture, points, word, items)
        short = PREFECTURES[prefecture - 1]
        return (f"2025.12（架空の届出）/{prefecture:02d}{short}/"
                f"{prefecture:02d}届出受理名簿（架空の届出）{word}{short}.xlsx",
                write)

    kinds = ((1, "医科", "ika"), (3, "歯科", "sika"), (4, "薬局", "yakkyoku"),
             (6, "訪問看護", "houmon"))
    for (bureau, prefectures), (points, word, latin) in itertools.product(
            BUREAUS, kinds):
        one_zip(options.out / f"{bureau}_{latin}.zip",
                [book(p, points, word) for p in prefectures])
    print(", ".join(f"{n:,} {what}" for what, n in lists.n.items()))


main()
