"""Invented filing lists (届出受理医療機関名簿) of real institutions of one
prefecture, in the published layout, for diff_edits.py. Symbols and names of
filings come from src/model/filings.def."""
import csv
import pathlib
import random
import re

HEADINGS = (
    "項番 都道府県コード 都道府県名 区分 医療機関番号 併設医療機関番号 医療機関記号番号 "
    "医療機関名称 医療機関所在地（郵便番号） 医療機関所在地（住所） 電話番号 FAX番号 病床数 "
    "受理届出名称 受理記号 受理番号 算定開始年月日 個別有効開始年月日 備考（見出し） "
    "備考（データ）").split()
NUMBER, PREFECTURE = "25", "滋賀県"
TITLE = "[令和 7年{month}月 1日 現在　{word}　全体]　架空の届出（試験用）"
# Filed by so many in a hundred.
RATES = {"MEDICAL": {"支援診３": 25, "在医総管１": 35, "在総": 10, "地包加": 8,
                     "機能強化": 15, "在データ提": 3},
         "PHARMACY": {"在薬": 70, "在薬総１": 30, "在医麻": 12, "薬連強": 40}}
NEUTRAL = {"MEDICAL": "画１", "PHARMACY": "後発調１"}
TABLES = {"MEDICAL": ("1", "医科", "ika"), "PHARMACY": ("4", "薬局", "yakkyoku")}


def known():
    """(fee table, symbol) -> (function, name), of all that holds in 2025."""
    text = (pathlib.Path(__file__).parents[2] /
            "src/model/filings.def").read_text("utf-8")
    found = {}
    row = re.compile(r'^FILING\((\w+), (\w+), "([^"]+)", "([^"]*)", (?:NULL|"'
                     r'[^"]*"), (?:NULL|"([^"]*)"), (?:NULL|"([^"]*)")', re.M)
    for function, of, symbol, name, start, end in row.findall(text):
        if start <= "2025-06-01" and "2025-12-01" <= (end or "9"):
            found[of, symbol] = (function, name)
    for macro, of in (("other", "MEDICAL"), ("pharmacy", "PHARMACY")):
        for symbol, name in re.findall(
                rf'^{macro}\("([^"]+)", "([^"]+)"\)', text, re.M):
            found[of, symbol] = ("none", name)
    return found


KNOWN = known()


def local(address):
    """As the lists write it: without the prefecture."""
    return address.removeprefix(PREFECTURE)


class Institution:
    def __init__(self, row, of, number, rng):
        self.id, self.of, self.number = row.id, of, number
        self.name, self.address = row.name, local(row.address)
        self.phone = f"077-0{rng.randrange(10)}{rng.randrange(10)}-" + (
            f"{int(number[2:6]):04d}")
        self.symbols = [NEUTRAL[of]] + [
            s for s, rate in RATES[of].items() if rng.random() * 100 < rate]
        # By its beds, and not by its name, a hospital is told to be one.
        self.beds = row["合計病床数"] if row.listing == "hospital" else ""
        self.unreadable = False

    def functions(self):
        return {KNOWN[self.of, s][0] for s in self.symbols}

    def file(self, function):
        self.symbols.append(next(s for s in RATES[self.of]
                                 if KNOWN[self.of, s][0] == function))

    def withdraw(self, function):
        self.symbols = [s for s in self.symbols
                        if KNOWN[self.of, s][0] != function]


def with_check(points, six):
    """7 digits; weights 2, 1, 2 ... from the left over all ten."""
    total = 0
    for i, c in enumerate(f"{NUMBER}{points}{six}"):
        product = int(c) * (2 - i % 2)
        total += product // 10 + product % 10
    return f"{six}{-total % 10}"


def make(rows, taken, seed):
    """An institution for each row; no number of those `taken`."""
    rng = random.Random(f"{seed}/lists")
    found = []
    serial = 0
    for row in rows:
        of = "PHARMACY" if row.listing == "pharmacy" else "MEDICAL"
        points = TABLES[of][0]
        while True:
            serial += 1
            number = with_check(points, f"9{serial:05d}")
            if f"{NUMBER}{points}{number}" not in taken:
                break
        found.append(Institution(row, of, number, rng))
    return found


def write(institutions, folder, date):
    for of, (points, word, latin) in TABLES.items():
        path = folder / f"{NUMBER}届出受理_{word}_全体_{latin}.csv"
        with open(path, "w", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out)
            writer.writerow([TITLE.format(month=int(date[4:6]), word=word)] +
                            [""] * (len(HEADINGS) - 1))
            writer.writerow(HEADINGS)
            for n, i in enumerate((i for i in institutions if i.of == of), 1):
                head = [n, NUMBER, PREFECTURE, word, i.number, "", "",
                        i.name, "", i.address, i.phone, "",
                        i.beds and f"一般　　　{i.beds:>5}"]
                for symbol in i.symbols:
                    writer.writerow(head + [
                        KNOWN[of, symbol][1], symbol, f"第{n}号",
                        "令和 6年 6月 1日", "", "", ""])
                if i.unreadable:  # names no filing
                    writer.writerow(head + [""] * 7)
