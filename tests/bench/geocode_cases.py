"""Accuracy and speed of `zaitaku geocode`; see geocode.sh.

Builds two dictionaries, T (towns of the country) and F (T and every registry
and position reference file there is), geocodes eight sets of addresses and
judges the answers where the truth is known:

  1   house numbers of the address registry, clean, then in messy spellings
  1n  towns of the whole country with invented numbers, clean and messy
  2   parcels of the address registry
  3   hospitals and
  4   care offices, against their published positions
  5   school addresses: levels and throughput
  6   clinics and pharmacies: levels, and the towns that were not found
  7   labelled addresses: by hand, and by another geocoder

Words of the tables:
  town+     answered at town level or finer (the right town, where it is known)
  has town  the same among the rows whose town the dictionary has
  refused   match level none, prefecture or municipality
  doubted   with a reason that reasons.def calls a doubt
  false     false confidence: no doubt, yet a wrong town (or municipality), or
            an error above max(1 km, error_m)
  look      as far off as that from a published position, or in a municipality
            other than the stated one, without a doubt: the published side is
            wrong at times, so this is no verdict
  within    true error <= error_m, among the rows with both
Distances are on a sphere of 6,371,008.8 m (0.3 % off at worst). Seconds are the
whole process, addr/s leave out the time of a run with one address ("-": too
short to tell); the rate of the goals is a run of its own.
"""
import argparse
import collections
import csv
import dataclasses
import functools
import io
import json
import math
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEVELS = ["none", "prefecture", "municipality", "oaza", "chome", "koaza",
          "block", "parent_parcel", "parcel", "house"]
TOWN = LEVELS.index("oaza")
REGISTRY = "mirror/data.address-br.digital.go.jp"
NUMERALS = "〇一二三四五六七八九"


# ---------------------------------------------------------------- spellings

def kanji_number(n):
    """25 -> 二十五"""
    out = ""
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十")):
        n, many = n % unit, n // unit
        if many:
            out += ("" if many == 1 else NUMERALS[many]) + sign
    return out + (NUMERALS[n] if n else "")


def kanji_digits(n):
    """25 -> 二五"""
    return "".join(NUMERALS[int(digit)] for digit in str(n))


def kanji_value(text):
    if not re.search("[十百千]", text):
        return int("".join(str(NUMERALS.index(c)) for c in text))
    total = digit = 0
    for c in text:
        if c in NUMERALS:
            digit = NUMERALS.index(c)
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[c]
            digit = 0
    return total + digit


@functools.lru_cache(maxsize=1 << 19)
def fold(text):
    """The same name after NFKC, ヶ/ケ and the numerals of 丁目, 丁, 地割."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub("[\\s\ufe00-\ufe0f\U000e0100-\U000e01ef]", "", text)
    text = text.replace("ヶ", "ケ").replace("ヵ", "カ")
    return re.sub("[〇一二三四五六七八九十百千]+(?=丁|地割)",
                  lambda m: str(kanji_value(m[0])), text)


# Present and older or other form of a character; either may be published.
OLD = ("沢澤 辺邊 辺邉 竜龍 滝瀧 広廣 国國 与與 恵惠 寿壽 斎齋 浜濱 浜濵 薮藪 "
       "槙槇 桧檜 渕淵 島嶋 富冨 崎﨑 高髙 条條 桜櫻 関關 実實 黒黑 館舘 亀龜 "
       "学學 円圓 宝寶 鉄鐵 万萬 曽曾 真眞 栄榮 塚塚 鶴靏 駅驛 溪渓 籠篭 "
       "麹麴 遥遙 迩邇 壷壺 桑桒 塩鹽").split()
OLD_MAP = {ord(old): new for new, old in OLD}
KANA = {ord(c): chr(ord(c) + 0x60) for c in "のがつへはとみりかき"}


@functools.lru_cache(maxsize=1 << 19)
def loose(text):
    """fold(), and what writers differ in: 大字, numerals, old forms, ノの, ケが."""
    text = re.sub("大字|小字|字", "", fold(text).translate(OLD_MAP))
    text = re.sub("[〇一二三四五六七八九十百]+",
                  lambda m: str(kanji_value(m[0])), text)
    text = text.translate(KANA).replace("之", "ノ").replace("ッ", "ツ")
    return re.sub("(?<=[^ァ-ヴー])ガ(?=[^ァ-ヴー])", "ケ", text)


def without_county(name):
    """磯城郡三宅町 -> 三宅町, 三宅島三宅村 -> 三宅村"""
    name = fold(name)
    name = re.sub("^(三宅島|八丈島)(?=.)", "", name)
    return re.sub("^.+?郡(?=.+[町村]$)", "", name)


# ------------------------------------------------------- published addresses

@dataclasses.dataclass
class Row:
    """One address and what is known of it; "" and () are not known."""
    text: str
    prefecture: str = ""
    city: str = ""
    code: str = ""       # 5 digits
    town: str = ""
    least: str = ""      # the shortest name that is still the right town
    points: tuple = ()   # (lon, lat): any of them is right
    kind: str = ""
    known: object = None  # has the dictionary the town? None: not examined
    rest: str = ""       # of a label: what follows the town
    parts: tuple = ()    # county and city, oaza, chome, numbers, postal code


def read_csv(path, encoding="utf-8-sig"):
    """Dictionaries of a CSV file, or of the one CSV file in a zip."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as z:
            name = next(n for n in z.namelist() if n.endswith(".csv"))
            data = z.read(name)
    else:
        data = path.read_bytes()
    return csv.DictReader(io.StringIO(data.decode(encoding), newline=""))


class Towns:
    """The names of the town dictionary, read without the program."""

    def __init__(self, data):
        self.city = {}   # code -> (prefecture, name with county)
        self.present, self.present_codes = set(), set()
        path = data / REGISTRY / "mt_city/mt_city_all.csv.zip"
        for r in read_csv(path):
            name = r["county"] + r["city"] + r["ward"]
            self.city[r["lg_code"][:5]] = r["pref"], name
            if not r["ablt_date"]:
                self.present.add((r["pref"], without_county(name)))
                self.present_codes.add(r["lg_code"][:5])
        self.names = {}  # (prefecture, city) -> {fold(name): [points]}
        self.rows = []   # (prefecture, written city, oaza, koaza, key)
        folder = data / "gazetteer/geolonia_v1/api/ja"
        for path in sorted(folder.glob("*/*.json")):
            prefecture, city = path.parent.name, path.stem
            key = prefecture, without_county(city)
            names = self.names.setdefault(key, {})
            for r in json.loads(path.read_bytes()):
                oaza = r["town"].replace("（大字なし）", "")
                koaza = r.get("koaza") or ""
                points = names.setdefault(fold(oaza + koaza), [])
                if r.get("lat") is not None and r.get("lng") is not None:
                    points.append((r["lng"], r["lat"]))
                names.setdefault(fold(oaza), [])
                self.rows.append((prefecture, city, oaza, koaza, key))
        self.index_spellings()

    def index_spellings(self):
        start, wards = (collections.defaultdict(set) for _ in range(2))

        def add(prefecture, name, keys):
            start[loose(prefecture + name)].update(keys)
            start[loose(name)].update(keys)

        for prefecture, city in self.names:
            add(prefecture, city, [(prefecture, city)])
            body = re.match("(.+市).+区$", city)
            if body:
                wards[prefecture, body[1]].add((prefecture, city))
        for (prefecture, body), keys in wards.items():
            add(prefecture, body, keys)
        for prefecture, name in self.city.values():
            key = prefecture, without_county(name)
            if key in self.names:
                add(prefecture, name, [key])
            else:  # a ward of today, a dictionary with the wards before
                body = re.match("(.+市).+区$", name)
                add(prefecture, name, wards.get(
                    (prefecture, body[1]), ()) if body else ())
        self.start = start
        self.longest = max(map(len, start))

    @functools.lru_cache(maxsize=None)
    def spellings(self, key):
        out = set()
        for name in self.names[key]:
            name = loose(name)
            out.add(name)
            chome = re.fullmatch("(.+?)([0-9]+)丁目?", name)
            if chome:
                out.add(chome[1] + chome[2])
        out.discard("")
        return out

    def has(self, prefecture, city, *names):
        known = self.names.get((prefecture, without_county(city)), {})
        if any(name and fold(name) in known for name in names):
            return True
        known = self.spellings((prefecture, without_county(city))) \
            if known else ()
        return any(name and loose(name) in known for name in names)

    def split(self, text):
        """The municipalities that an address can begin with, the name as
        folded, and the folded rest."""
        text = re.sub("^〒?[0-9]{3}-?[0-9]{4}", "", loose(text))
        for n in range(min(self.longest, len(text)), 1, -1):
            if text[:n] in self.start:
                return self.start[text[:n]], text[:n], text[n:]
        return set(), "", text

    def in_address(self, text):
        """Does the address go on with a town of its municipality?"""
        keys, _, rest = self.split(text)
        for key in keys:
            names = self.spellings(key)
            for n in range(min(30, len(rest)), 0, -1):
                after = rest[n:n + 1]
                if rest[:n] in names and not (
                        rest[n - 1].isdigit() and after.isdigit()) and (
                        n > 1 or after.isdigit()):
                    return True
        return False


def position(lon, lat):
    """The position if it is one in Japan."""
    try:
        lon, lat = float(lon), float(lat)
    except (TypeError, ValueError):
        return ()
    return ((lon, lat),) if 122 <= lon <= 154 and 20 <= lat <= 46 else ()


def chome_number(text):
    digits = re.match("[0-9]+", unicodedata.normalize("NFKC", text))
    return int(digits[0]) if digits else None


def registry_rows(data, towns, names, positions, key_columns, number_columns):
    """Rows of a registry table that have a position; every one of them."""
    point = {}
    for r in read_csv(data / REGISTRY / positions):
        at = position(r["rep_lon"], r["rep_lat"])
        if at:
            point[tuple(r[c] for c in key_columns)] = at[0]
    found, postal = {}, postal_codes(data)
    for r in read_csv(data / REGISTRY / names):
        at = point.get(tuple(r[c] for c in key_columns))
        if not at or r["ablt_date"]:
            continue
        code = r["lg_code"][:5]
        prefecture, city = towns.city[code]
        town = r["oaza_cho"] + r["chome"] + r["koaza"]
        numbers = tuple(r[c] for c in number_columns if r[c])
        text = prefecture + city + town + "-".join(numbers)
        if text in found:
            found[text].points += (at,)
            continue
        least = r["oaza_cho"] + r["chome"] or town
        zip_code = postal.get((code, r["machiaza_id"]), "") or (
            "1120000" if code == "13105" else "")
        parts = (city, (r["oaza_cho"] or r["koaza"]), chome_number(r["chome"]),
                 numbers, zip_code)
        found[text] = Row(text, prefecture, city, code, town, least, (at,),
                          parts=parts)
    return list(found.values())


@functools.lru_cache(maxsize=None)
def postal_codes(data):
    out = {}
    for path in sorted((data / REGISTRY / "mt_town").rglob("*.csv.zip")):
        for r in read_csv(path):
            out[r["lg_code"][:5], r["machiaza_id"]] = r["post_code"]
    return out


def houses(data, towns, prefecture):
    table = "mt_rsdtdsp_rsdt{}/pref/mt_rsdtdsp_rsdt{}_pref%s.csv.zip" % prefecture
    return registry_rows(data, towns, table.format("", ""),
                         table.format("_pos", "_pos"),
                         ("machiaza_id", "blk_id", "rsdt_id", "rsdt2_id"),
                         ("blk_num", "rsdt_num", "rsdt_num2"))


def parcels(data, towns, code):
    table = "mt_parcel{}/city/mt_parcel{}_city%s.csv.zip" % code
    return registry_rows(data, towns, table.format("", ""),
                         table.format("_pos", "_pos"),
                         ("machiaza_id", "prc_id"),
                         ("prc_num1", "prc_num2", "prc_num3"))


def country_rows(towns, rng, n):
    """Towns drawn from the whole country, with invented numbers."""
    rows = [r for r in towns.rows if r[4] in towns.present and r[2]]
    out = []
    for prefecture, city, oaza, koaza, key in rng.sample(rows, n):
        chome = None if koaza else \
            re.fullmatch("(.+?)([一二三四五六七八九十]+)丁目", oaza)
        if chome:
            numbers = str(rng.randint(1, 29)), str(rng.randint(1, 19))
        else:
            numbers = str(rng.randint(101, 899)), str(rng.randint(1, 9))
        town = oaza + koaza
        out.append(Row(
            prefecture + city + town + "-".join(numbers), prefecture, city, "",
            town, oaza, tuple(towns.names[key][fold(town)]), known=True,
            parts=(city, chome[1] if chome else town,
                   kanji_value(chome[2]) if chome else None, numbers, "")))
    return out


# ------------------------------------------------------------ messy spellings

class Spelling:
    """An address in parts; a kind of mess changes some of them."""

    def __init__(self, row):
        self.row = row
        self.front, self.gap, self.tail = "", "", ""
        self.prefecture = row.prefecture
        self.city, self.name, self.chome, numbers, self.postal = row.parts
        self.numbers = list(numbers)
        self.number_style = None
        self.last = lambda text: text

    def number(self):
        if self.number_style:
            return self.number_style(self.chome, self.numbers)
        chome = f"{self.chome}丁目" if self.chome else ""
        return full(chome) + "-".join(self.numbers)

    def text(self):
        parts = [self.prefecture, self.city, self.name + self.number()]
        return self.last(self.front + self.gap.join(p for p in parts if p) +
                         self.tail)


def full(text):
    return text.translate({i: i + 0xFEE0 for i in range(0x21, 0x7F)})


def plain(s):
    """Are all numbers digits, so that they can be written in another way?"""
    return all(re.fullmatch("[1-9][0-9]{0,3}", n) for n in s.numbers)


def style(function):
    def kind(rng, s, towns):
        if not plain(s) or re.search("[〇一二三四五六七八九十百千0-9０-９]$", s.name):
            return False
        s.number_style = functools.partial(function, rng)
        return True
    return kind


def full_width(rng, chome, numbers):
    return full((f"{chome}丁目" if chome else "") + "-".join(numbers))


def worded(digits, units):
    """白山一丁目二十五番三号: DIGITS writes a number, UNITS stand after each."""
    def write(rng, chome, numbers):
        out = f"{digits(chome)}丁目" if chome else ""
        if len(numbers) == 1:
            return out + digits(int(numbers[0])) + "番地"
        for i, number in enumerate(numbers):
            out += digits(int(number)) + (units[i] if i < len(units) else "")
            if i + 1 < len(numbers) and i >= len(units):
                out += "の"
        return out
    return write


def dashed(signs):
    def write(rng, chome, numbers):
        parts = ([str(chome)] if chome else []) + numbers
        return rng.choice(signs).join(parts)
    return write


def hyphened(rng, s, towns):
    s.number_style = lambda chome, numbers: "-".join([str(chome)] + numbers)
    return s.chome is not None and plain(s)


def renamed(s, towns, name):
    """Take another spelling, unless that is another town's name."""
    chome = f"{s.chome}丁目" if s.chome else ""
    known = towns.names.get((s.prefecture or s.row.prefecture,
                             without_county(s.row.city)), {})
    if name == s.name or (fold(name + chome) in known and
                          fold(name + chome) != fold(s.name + chome)):
        return False
    s.name = name
    return True


def character(pattern, others):
    """Another of OTHERS in place of one character that PATTERN finds."""
    def kind(rng, s, towns):
        found = list(re.finditer(pattern, s.name))
        if not found:
            return False
        at = rng.choice(found).start()
        choice = [o for o in others(s.name[at]) if o != s.name[at]]
        return bool(choice) and renamed(
            s, towns, s.name[:at] + rng.choice(choice) + s.name[at + 1:])
    return kind


KANJI = "[々㐀-鿿豈-﫿]"


def old_forms(c):
    return [b if c == a else a for a, b in OLD if c in (a, b)]


def add(prefix):
    def kind(rng, s, towns):
        return s.chome is None and "字" not in s.name and \
            renamed(s, towns, prefix + s.name)
    return kind


def drop_oaza(rng, s, towns):
    return s.name.startswith("大字") and renamed(s, towns, s.name[2:])


def drop_prefecture(rng, s, towns):
    s.prefecture = ""
    return len({p for p, c in towns.present
                if c == without_county(s.row.city)}) == 1


def drop_county(rng, s, towns):
    s.city = without_county(s.city)
    return s.city != fold(s.row.city)


def postal(*forms):
    def kind(rng, s, towns):
        if not re.fullmatch("[0-9]{7}", s.postal):
            return False
        s.front = rng.choice(forms).format(s.postal[:3], s.postal[3:])
        return True
    return kind


def spaces(rng, s, towns):
    s.gap = rng.choice([" ", "　", "  ", "　　"])
    return True


def full_postal(rng, s, towns):
    return postal("〒{}-{}　")(rng, s, towns) and bool(
        setattr(s, "front", full(s.front)) or True)


def tail(*tails):
    def kind(rng, s, towns):
        s.tail = rng.choice(tails)
        return True
    return kind


def ivs(rng, s, towns):
    text = s.city + s.name
    at = rng.choice([i for i, c in enumerate(text) if re.match(KANJI, c)])
    text = text[:at + 1] + "\U000e0100" + text[at + 1:]
    cut = len(s.city) + (at < len(s.city))
    s.city, s.name = text[:cut], text[cut:]
    return True


def nfkd(rng, s, towns):
    s.last = lambda text: unicodedata.normalize("NFKD", text)
    text = s.city + s.name
    return unicodedata.normalize("NFKD", text) != \
        unicodedata.normalize("NFKC", text)


DASHES = "-‐‑‒–—―−－─━ーｰ⁻﹣﹘~"

# Every kind of mess: its name, its place in an address (a mixed row takes
# kinds from three places), what it does.
KINDS = [
    ("full width", "number", style(full_width)),
    ("kanji tens", "number", style(worded(kanji_number, ["番", "号"]))),
    ("kanji digits", "number", style(worded(kanji_digits, ["番", "号"]))),
    ("dash variants", "number", style(dashed(DASHES))),
    ("の as dash", "number", style(dashed("のノﾉ"))),
    ("all hyphens", "number", hyphened),
    ("番 and 号", "number", style(worded(str, ["番", "号"]))),
    ("番地", "number", style(worded(str, ["番地"]))),
    ("番地の", "number", style(worded(str, ["番地の"]))),
    ("大字 added", "name", add("大字")),
    ("字 added", "name", add("字")),
    ("大字 left out", "name", drop_oaza),
    ("ヶケがガ", "name", character(f"(?<={KANJI})[ヶケがガ](?={KANJI})",
                             lambda c: "ヶケがガｹ")),
    ("ノの之", "name", character(f"(?<={KANJI})[ノの之](?={KANJI})",
                            lambda c: "ノの之ﾉ")),
    ("old kanji", "name", character(f"[{''.join(OLD)}]", old_forms)),
    ("particle kana", "name", character(
        "(?<![ぁ-ゖ])[のがつへはと](?![ぁ-ゖ])", lambda c: chr(ord(c) + 0x60))),
    ("県 left out", "front", drop_prefecture),
    ("郡 left out", "front", drop_county),
    ("〒 hyphen", "front", postal("〒{}-{}", "〒{}-{} ", "{}-{}　")),
    ("〒 no hyphen", "front", postal("〒{}{}", "〒{}{} ")),
    ("〒 full width", "front", full_postal),
    ("spaces", "gap", spaces),
    ("bracket unclosed", "tail", tail("（白山ビル３Ｆ", "(みなとハイツ201",
                                      "（旧みなと医院")),
    ("building numeral", "tail", tail(
        " 25山京ビル3F", "　７千代田２１ビル", "　五十五番館ビル", " 8重洲ハイツ",
        "　３番町ＫＳビル")),
    ("building glued", "tail", tail("三田マンション", "十五番館ビル２階",
                                    "八幡ハイツ101", "グリーンリバー大通り506")),
    ("room", "tail", tail("-305", " 305号室", "　３階", " 1F", " B1F",
                          "　A棟201号")),
    ("telephone", "tail", tail(" TEL 03-3812-7111", "　電話０３－３８１２－７１１１",
                               " TEL:073-432-0001 FAX:073-432-0002",
                               "(TEL 0734-32-0001)")),
    ("他１筆", "tail", tail("他１筆", "、他2筆", "　外１筆", "ほか1筆")),
    ("IVS", "bytes", ivs),
    ("NFKD", "bytes", nfkd),
]


def mixed(rng, s, towns):
    places = ["number", "name", "front", "gap", "tail", "bytes"]
    done = 0
    for place in rng.sample(places, len(places)):
        kinds = [k for _, p, k in KINDS if p == place]
        for kind in rng.sample(kinds, len(kinds)):
            before = dict(vars(s))
            if kind(rng, s, towns):
                done += 1
                break
            vars(s).update(before)
        if done == 3:
            return True
    return False


def messy(rows, towns, seed, per_kind):
    """PER_KIND rows of every kind, drawn from ROWS with a seed of its own."""
    out = []
    for name, kind in [(n, k) for n, _, k in KINDS] + [("three mixed", mixed)]:
        rng = random.Random(f"{seed} {name}")
        want = per_kind * (3 if kind is mixed else 1)
        for row in rng.sample(rows, len(rows)):
            s = Spelling(row)
            if not kind(rng, s, towns):
                continue
            out.append(dataclasses.replace(row, text=s.text(), kind=name))
            want -= 1
            if not want:
                break
    return out


# ------------------------------------------------------------- the program

# What stands for a member that an answer leaves out.
NOTHING = dict(lon=None, lat=None, match_level="none", error_m=None,
               confidence=0, reasons=[], prefecture="", municipality="",
               municipality_code="", town="", number="")


class Program:
    def __init__(self, path, threads, work):
        self.path, self.threads, self.work = path, threads, work
        self.startup = {}

    def run(self, arguments, stdout):
        """Wall seconds of one run."""
        with open(stdout, "wb") as out, \
                open(self.work / "stderr", "wb") as err:
            begin = time.perf_counter()
            child = subprocess.run([self.path, *map(str, arguments)],
                                   stdin=subprocess.DEVNULL, stdout=out,
                                   stderr=err)
            seconds = time.perf_counter() - begin
        if child.returncode:
            said = (self.work / "stderr").read_text("utf-8", "replace")
            sys.exit("zaitaku %s ... ended with %d: %s" % (
                " ".join(map(str, arguments[:2])), child.returncode,
                "\n".join(said.strip().splitlines()[-5:])))
        return seconds

    def build(self, sources, file):
        return self.run(["gazetteer", "build", *sources, "-o", file],
                        self.work / "build.txt")

    def info_ms(self, file):
        return statistics.median(
            self.run(["gazetteer", "info", file], self.work / "info.txt")
            for _ in range(9)) * 1000

    def write(self, texts):
        path = self.work / "addresses.txt"
        path.write_text("".join(t + "\n" for t in texts), "utf-8",
                        newline="\n")
        return path

    def time(self, file, texts):
        return self.run(["geocode", self.write(texts), "--gazetteer", file,
                         "--json", "--threads", self.threads],
                        self.work / "answers.json")

    def start(self, file):
        if file not in self.startup:
            self.startup[file] = statistics.median(
                self.time(file, ["東京都文京区"]) for _ in range(5))
        return self.startup[file]

    def geocode(self, file, texts):
        """The answers, wall seconds, addresses a second."""
        start = self.start(file)
        seconds = self.time(file, texts)
        with open(self.work / "answers.json", encoding="utf-8") as f:
            answers = [{**NOTHING, **json.loads(line)} for line in f]
        if len(answers) != len(texts):
            sys.exit(f"{len(texts)} addresses in, {len(answers)} answers out")
        for text, answer in zip(texts, answers):
            if answer["input"] != text:
                sys.exit(f"'{text}' was answered as '{answer['input']}'")
        net = seconds - start
        rate = f"{len(texts) / net:.0f}" if net > max(0.01, start / 5) else "-"
        return answers, seconds, rate


def read_doubts():
    """{reason: is it a doubt?} as the geocoder's own table has it."""
    text = (ROOT / "geo/geocode/reasons.def").read_text("utf-8")
    return {m[1]: m[2] == "true" for m in
            re.finditer(r"^REASON\((\w+), *(true|false),", text, re.M)}


# ---------------------------------------------------------------- judging

def metres(a, b):
    lon1, lat1, lon2, lat2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * \
        math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371008.8 * math.asin(min(1, math.sqrt(h)))


@dataclasses.dataclass
class Verdict:
    level: int
    doubted: bool
    town: str        # "right", "coarser", "wrong", "none"; "" not known
    error: object    # metres, or None
    honest: object   # error <= error_m, or None
    far: bool        # error > max(1 km, error_m)
    other_city: bool


class Judge:
    def __init__(self, towns, doubts):
        self.towns, self.doubts = towns, doubts

    def same_city(self, row, answer):
        code = answer["municipality_code"][:5]
        if row.code and code:
            return row.code == code
        return (not answer["prefecture"] or
                answer["prefecture"] == row.prefecture) and \
            loose(without_county(answer["municipality"])) == \
            loose(without_county(row.city))

    def same_town(self, row, got, want):
        """Equal names; loosely, unless the two are different towns there."""
        if fold(got) == fold(want):
            return True
        names = self.towns.names.get((row.prefecture,
                                      without_county(row.city)), {})
        return loose(got) == loose(want) and not (
            fold(got) in names and fold(want) in names)

    def town(self, row, answer, level):
        got, want = answer["town"], row.town
        if not row.city:
            return ""
        if level < TOWN:
            if LEVELS[level] == "municipality":
                return "none" if self.same_city(row, answer) else "wrong"
            if LEVELS[level] == "prefecture" and row.prefecture:
                return "none" if answer["prefecture"] == row.prefecture \
                    else "wrong"
            return "none"
        if not self.same_city(row, answer):
            return "wrong"
        if not want:
            return ""
        if self.same_town(row, got, want):
            return "right"
        if loose(want).startswith(loose(got)):
            return "right" if row.least and len(loose(got)) >= \
                len(loose(row.least)) else "coarser"
        if row.rest and loose(want + row.rest).startswith(loose(got)):
            return "right"  # a label that stops at the 大字
        return "wrong"

    def judge(self, row, answer):
        level = LEVELS.index(answer["match_level"])
        unknown = set(answer["reasons"]) - set(self.doubts)
        if unknown:
            sys.exit(f"not in reasons.def: {', '.join(sorted(unknown))}")
        doubted = any(self.doubts[reason] for reason in answer["reasons"])
        error = honest = None
        far = False
        if row.points and answer["lon"] is not None:
            error = min(metres((answer["lon"], answer["lat"]), p)
                        for p in row.points)
            if answer["error_m"] is not None:
                honest = error <= answer["error_m"]
            far = error > max(1000, answer["error_m"] or 0)
        # A point at municipality level promises nothing finer.
        far = far and level >= TOWN
        return Verdict(level, doubted, self.town(row, answer, level), error,
                       honest, far, self.other_city(row, answer))

    def other_city(self, row, answer):
        """Is it neither the stated municipality nor a ward of it?"""
        if row.code not in self.towns.present_codes or \
                not answer["municipality_code"] or self.same_city(row, answer):
            return False
        prefecture, city = self.towns.city[row.code]
        return not (answer["prefecture"] == prefecture and
                    answer["municipality"].startswith(city))


def share(part, whole):
    return f"{100 * part / whole:.2f}" if whole else "-"


def count(items):
    return sum(1 for item in items if item)


class Result:
    """One set geocoded with one dictionary."""

    def __init__(self, bench, name, dictionary, rows, truth):
        self.name, self.dictionary, self.rows, self.truth = \
            name, dictionary, rows, truth
        self.answers, self.seconds, self.rate = bench.program.geocode(
            bench.file(dictionary), [r.text for r in rows])
        self.verdicts = [bench.judge.judge(r, a)
                         for r, a in zip(rows, self.answers)]
        towns = bench.towns
        self.known = []
        for row, verdict in zip(rows, self.verdicts):
            if row.town:
                known = dictionary == "F" or row.known or towns.has(
                    row.prefecture, row.city, row.town, row.least)
            else:
                known = verdict.level >= TOWN or towns.in_address(row.text)
            self.known.append(known)

    def reached(self, i):
        v = self.verdicts[i]
        return v.level >= TOWN and v.town in ("right", "")

    def false(self, i):
        v = self.verdicts[i]
        return self.truth and not v.doubted and (v.town == "wrong" or v.far)

    def look(self, i):
        v = self.verdicts[i]
        return not self.truth and not v.doubted and (v.far or v.other_city)

    def figures(self, indices=None):
        indices = range(len(self.rows)) if indices is None else indices
        n = len(indices)
        v = [self.verdicts[i] for i in indices]
        known = [i for i in indices if self.known[i]]
        return {
            "rows": n, "town+": count(self.reached(i) for i in indices),
            "known": len(known),
            "known town+": count(self.reached(i) for i in known),
            "refused": count(x.level < TOWN for x in v),
            "doubted": count(x.doubted for x in v),
            "false": count(self.false(i) for i in indices),
            "look": count(self.look(i) for i in indices),
            "errors": sorted(x.error for x in v
                             if x.error is not None and x.level >= TOWN),
            "honest": count(x.honest for x in v if x.level >= TOWN),
            "with error": count(x.honest is not None and x.level >= TOWN
                                for x in v),
        }


def quantile(ordered, q):
    if not ordered:
        return "-"
    return f"{ordered[min(len(ordered) - 1, math.ceil(q * len(ordered)) - 1)]:.0f}"


def table(heading, rows):
    """Columns as wide as their cells; the first is text, the rest are figures."""
    def width(text):
        return sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in text)
    rows = [heading] + rows
    widths = [max(width(r[i]) for r in rows) for i in range(len(heading))]
    for row in rows:
        cells = [" " * (w - width(c)) + c for c, w in zip(row[1:], widths[1:])]
        print("  ".join([row[0] + " " * (widths[0] - width(row[0])), *cells])
              .rstrip())
    print()


class Bench:
    def __init__(self, options, data, work):
        self.options, self.data, self.work = options, data, work
        self.program = Program(options.zaitaku, options.threads, work)
        self.towns = Towns(data)
        self.judge = Judge(self.towns, read_doubts())
        self.files, self.results = {}, []

    def file(self, dictionary):
        """Build a dictionary when it is first wanted."""
        if dictionary in self.files:
            return self.files[dictionary]
        d, file = self.data, self.work / f"{dictionary}.gaz"
        sources = [d / "gazetteer/geolonia_v1/api/ja",
                   d / REGISTRY / "mt_city/mt_city_all.csv.zip",
                   d / "codes/municipality_mergers.csv",
                   d / "codes/localgovjp-utf8.csv"]
        if dictionary == "F":
            for table_name in ("town", "town_pos", "rsdtdsp_rsdt",
                               "rsdtdsp_rsdt_pos", "parcel", "parcel_pos"):
                sources += sorted((d / REGISTRY / f"mt_{table_name}")
                                  .rglob("*.zip"))
            sources += sorted((d / "mirror/nlftp.mlit.go.jp/isj").rglob("*.zip"))
        if self.options.reuse and file.exists():
            print(f"dictionary {dictionary}: {file.stat().st_size / 1e6:.1f} "
                  "MB, as found")
        else:
            seconds = self.program.build(sources, file)
            print(f"dictionary {dictionary}: {len(sources)} sources, "
                  f"{file.stat().st_size / 1e6:.1f} MB, built in "
                  f"{seconds:.1f} s")
        self.files[dictionary] = file
        return file

    def add(self, name, dictionaries, rows, truth):
        for dictionary in dictionaries:
            self.results.append(Result(self, name, dictionary, rows, truth))

    def sample(self, rows, n, name):
        n = max(1, int(n * self.options.scale))
        if len(rows) <= n:
            return rows
        rng = random.Random(f"{self.options.seed} {name}")
        return [rows[i] for i in sorted(rng.sample(range(len(rows)), n))]

    # The sets.

    def set_1(self):
        per_kind = max(1, int(300 * self.options.scale))
        for name, prefecture in (("文京区", "13"), ("和歌山市", "30")):
            rows = houses(self.data, self.towns, prefecture)
            self.add(f"1 houses {name}", "FT", self.sample(rows, 5000, name),
                     True)
            self.add(f"1 messy {name}", "FT", messy(
                rows, self.towns, f"{self.options.seed} {name}", per_kind),
                True)

    def set_1n(self):
        per_kind = max(1, int(300 * self.options.scale))
        rng = random.Random(f"{self.options.seed} country")
        rows = country_rows(self.towns, rng, 60000)
        self.add("1n towns of Japan", "T", self.sample(rows, 10000, "1n"), True)
        self.add("1n messy", "T", messy(
            rows, self.towns, f"{self.options.seed} 1n", per_kind), True)

    def set_2(self):
        for name, code in (("和歌山市", "302015"), ("屋久島町", "465054")):
            rows = parcels(self.data, self.towns, code)
            self.add(f"2 parcels {name}", "FT",
                     self.sample(rows, 5000, name), True)

    def medical(self, path):
        for r in read_csv(path):
            text = one_line(r["所在地"])
            if text:
                yield Row(text, code=r["都道府県コード"].zfill(2) +
                          r["市区町村コード"].zfill(3),
                          points=position(r["所在地座標（経度）"],
                                          r["所在地座標（緯度）"]))

    def set_3(self):
        path = self.data / "mirror/www.mhlw.go.jp/content/11121000" \
            "/01-1_hospital_facility_info_20251201.zip"
        self.add("3 hospitals", "T", list(self.medical(path)), False)

    def set_4(self):
        rows = []
        folder = self.data / "mirror/www.mhlw.go.jp/content/12300000"
        for path in sorted(folder.glob("jigyosho_*.csv")):
            for r in read_csv(path):
                text = one_line(r["住所"] or "")
                code = r["都道府県コード又は市町村コード"][:5]
                if text:
                    rows.append(Row(
                        text, code="" if code.endswith("000") else code,
                        points=position(r["経度"], r["緯度"])))
        self.add("4 care offices", "T", self.sample(rows, 50000, "care"), False)

    def set_5(self):
        path = self.data / "geocode_cases/addresses_58651.txt"
        rows = [Row(line) for line in
                path.read_text("utf-8").splitlines() if line.strip()]
        self.add("5 schools", "TF", rows, False)

    def set_6(self):
        for name, file in (("clinics", "02-1_clinic_facility_info_20250601"),
                           ("pharmacies", "05_pharmacy_20250601")):
            path = self.data / f"reconstructed/{file}.zip"
            rows = [dataclasses.replace(r, points=())
                    for r in self.medical(path)]
            self.add(f"6 {name}", "T", rows, False)

    def set_7(self):
        hand, machine = [], []
        path = self.data / "geocode_cases/cases.tsv"
        with open(path, encoding="utf-8", newline="") as f:
            for r in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
                row = Row(r["input"], r["expected_pref"], r["expected_city"],
                          town=r["expected_town"], least=r["expected_town"],
                          rest=r["expected_rest"])
                if r["source"].startswith("nja"):
                    machine.append(row)
                else:
                    hand.append(row)
        self.add("7 labels by hand", "T", hand, True)
        self.add("7 labels by nja", "T", machine, False)

    # The tables.

    def print_sets(self):
        heading = ["set", "", "rows", "town+ %", "has town %", "(rows)",
                   "refused %", "doubted %", "median m", "p90", "p99",
                   "within %", "false", "%", "look", "s", "addr/s"]
        rows = []
        for r in self.results:
            f = r.figures()
            errors = f["errors"]
            rows.append([
                r.name, r.dictionary, str(f["rows"]),
                share(f["town+"], f["rows"]),
                share(f["known town+"], f["known"]), str(f["known"]),
                share(f["refused"], f["rows"]), share(f["doubted"], f["rows"]),
                *(quantile(errors, q) for q in (0.5, 0.9, 0.99)),
                share(f["honest"], f["with error"]),
                str(f["false"]) if r.truth else "-",
                share(f["false"], f["rows"]) if r.truth else "-",
                "-" if r.truth else str(f["look"]),
                f"{r.seconds:.2f}", r.rate])
        table(heading, rows)
        levels = []
        for r in self.results:
            n = collections.Counter(v.level for v in r.verdicts)
            levels.append([r.name, r.dictionary] + [
                share(n[i], len(r.rows)) for i in range(len(LEVELS))])
        print("match level, % of the rows")
        table(["set", "", *LEVELS], levels)

    def print_kinds(self):
        groups = [("houses F", lambda r: r.dictionary == "F"),
                  ("houses T", lambda r: r.dictionary == "T" and
                   not r.name.startswith("1n")),
                  ("Japan T", lambda r: r.name.startswith("1n"))]
        messy_sets = [r for r in self.results if "messy" in r.name]
        if not messy_sets:
            return
        print("messy spellings: rows, town+ % where the dictionary has the "
              "town, doubted %, false")
        rows = []
        for name in [n for n, _, _ in KINDS] + ["three mixed"]:
            cells, example = [name], ""
            for _, member in groups:
                total = collections.Counter()
                for r in filter(member, messy_sets):
                    own = [i for i, row in enumerate(r.rows)
                           if row.kind == name]
                    if not own:
                        continue
                    example = example or r.rows[own[0]].text
                    for key, value in r.figures(own).items():
                        if isinstance(value, int):
                            total[key] += value
                cells += [str(total["rows"]),
                          share(total["known town+"], total["known"]),
                          share(total["doubted"], total["rows"]),
                          str(total["false"])]
            rows.append((cells, example))
        heading = ["kind"]
        for name, _ in groups:
            heading += [name, "town+", "doubt", "false"]
        table(heading, [cells for cells, _ in rows])
        print("one example of each")
        for cells, example in rows:
            print(f"  {cells[0]}: {example}")
        print()

    def print_confidence(self):
        bins = [(0, 30), (30, 50), (50, 70), (70, 80), (80, 90), (90, 95),
                (95, 101)]
        right, total = collections.Counter(), collections.Counter()
        for r in self.results:
            if not r.truth:
                continue
            for answer, verdict in zip(r.answers, r.verdicts):
                if verdict.level < TOWN or not verdict.town:
                    continue
                b = next(b for b in bins if b[0] <= answer["confidence"] < b[1])
                total[b] += 1
                right[b] += verdict.town != "wrong" and not verdict.far
        if total:
            print("confidence: answers at town level or finer, % right and "
                  "within max(1 km, error_m)")
            table(["confidence", "answers", "right %"],
                  [[f"{a}-{b - 1}", str(total[a, b]),
                    share(right[a, b], total[a, b])] for a, b in bins])

    def print_not_found(self):
        """Set 6: does the dictionary lack the town, or was it not read?"""
        seen, known, rows = collections.Counter(), {}, 0
        for r in self.results:
            if not r.name.startswith("6"):
                continue
            rows += len(r.rows)
            for i, row in enumerate(r.rows):
                if r.verdicts[i].level >= TOWN:
                    continue
                _, city, rest = self.towns.split(row.text)
                text = fold(row.text)
                for at in range(len(text)):
                    if loose(text[at:]) == rest:  # as it was written
                        city, rest = text[:at], text[at:]
                        break
                place = city, rest[:6]
                seen[place] += 1
                known[place] = r.known[i]
        if not rows:
            return
        has = sum(n for place, n in seen.items() if known[place])
        print(f"clinics and pharmacies below town level: {seen.total()} of "
              f"{rows}; the dictionary has the town of {has}")
        ordered = sorted(seen.items(), key=lambda item: (-item[1], item[0]))
        for (city, rest), n in ordered[:30]:
            print(f"{n:5}  {'has it' if known[city, rest] else 'lacks it':8}  "
                  f"{city or '(no municipality)'}  {rest}")
        print()

    def print_labels(self):
        for r in self.results:
            if r.name == "7 labels by hand":
                self.print_hand(r)
            elif r.name == "7 labels by nja":
                self.print_machine(r)

    @staticmethod
    def exact(row, answer):
        return answer["prefecture"] == row.prefecture and \
            without_county(answer["municipality"]) == \
            without_county(row.city) and \
            fold(answer["town"]) == fold(row.town)

    def print_hand(self, r):
        differ = [i for i, row in enumerate(r.rows)
                  if not self.exact(row, r.answers[i])]
        failures = [i for i in differ if r.verdicts[i].town != "right"]
        print(f"labels by hand: {len(r.rows) - len(differ)} of {len(r.rows)} "
              "have prefecture, municipality and town exactly, "
              f"{len(differ) - len(failures)} go on to the 小字 or differ in "
              "大字 or an old form; the others:")
        for i in failures:
            town = "" if r.known[i] else " (not in the dictionary)"
            print(f"  {r.rows[i].text}: {r.rows[i].city} {r.rows[i].town}"
                  f"{town}: {r.verdicts[i].town}: {got(r.answers[i])}")
        print()

    def print_machine(self, r):
        differ = [i for i, row in enumerate(r.rows)
                  if not self.exact(row, r.answers[i])]
        path = pathlib.Path(self.options.disagreements or pathlib.Path(
            tempfile.gettempdir()) / "geocode_disagreements.tsv")
        with open(path, "w", encoding="utf-8", newline="\n") as f:
            f.write("input\tlabel\tgot\tverdict\n")
            for i in differ:
                row = r.rows[i]
                f.write(f"{row.text}\t{row.prefecture}{row.city}{row.town}\t"
                        f"{got(r.answers[i])}\t{r.verdicts[i].town}\n")
        n = len(r.rows)
        agree = count(v.town == "right" for v in r.verdicts)
        print(f"labels by nja: {n - len(differ)} of {n} agree exactly "
              f"({share(n - len(differ), n)} %), {agree} in the town "
              f"({share(agree, n)} %); the others are in {path}")
        print()

    def print_failures(self):
        for r in self.results:
            told = collections.Counter()
            order = sorted(range(len(r.rows)), key=lambda i: not r.false(i))
            for i in order:
                row, v = r.rows[i], r.verdicts[i]
                why = "false" if r.false(i) else "look" if r.look(i) else \
                    "not town" if r.known[i] and not r.reached(i) else ""
                if not why or told[row.kind] == self.options.list:
                    continue
                told[row.kind] += 1
                error = "" if v.error is None else f" {v.error:.0f} m off"
                print("\t".join([
                    f"{r.name} {r.dictionary} {row.kind}".strip(), why,
                    row.text, f"{row.city}{row.town}" or row.code,
                    got(r.answers[i]) + error]))
        print()

    def print_goals(self):
        def pool(results, part, whole):
            figures = [(r, r.figures()) for r in results]
            figures = [(r, f) for r, f in figures if f[whole]]
            return figures, sum(f[part] for _, f in figures), \
                sum(f[whole] for _, f in figures)

        def level(name, results):
            figures, part, whole = pool(results, "known town+", "known")
            if whole:
                r, f = min(figures, key=lambda x: x[1]["known town+"] /
                           x[1]["known"])
                goals.append((
                    f"town level {name} {share(part, whole)} % (least: "
                    f"{r.name} {r.dictionary} "
                    f"{share(f['known town+'], f['known'])} %)",
                    part >= 0.99 * whole))

        def confidence(name, results):
            figures, part, whole = pool(results, "false", "rows")
            if whole:
                r, f = max(figures, key=lambda x: x[1]["false"] / x[1]["rows"])
                goals.append((
                    f"false confidence {name} {part} of {whole} = "
                    f"{100 * part / whole:.3f} % (most: {r.name} "
                    f"{r.dictionary} {share(f['false'], f['rows'])} %)",
                    part <= 0.001 * whole))

        goals = []
        clean = [r for r in self.results if "messy" not in r.name]
        mess = [r for r in self.results if "messy" in r.name]
        level("clean and real", clean)
        level("messy", mess)
        confidence("clean and labelled", [r for r in clean if r.truth])
        confidence("messy", mess)
        rate = self.throughput()
        if rate:
            goals.append((f"{rate:.0f} addresses/s on {self.options.threads} "
                          "thread(s)", rate >= 2e5 * self.options.threads))
        if "T" in self.files:
            size = self.files["T"].stat().st_size / 1e6
            goals.append((f"dictionary T {size:.1f} MB", size <= 40))
        text = "; ".join(f"{what}: {'met' if met else 'NOT met'}"
                         for what, met in goals)
        info = ", ".join(f"{d} {self.program.info_ms(file):.0f} ms"
                         for d, file in sorted(self.files.items()))
        print(f"GOALS (99 %, 0.1 %, 200,000/s a thread, 40 MB): {text}; "
              f"gazetteer info: {info}")

    def throughput(self):
        """Median rate over the schools, five times in a row."""
        rows = [r for r in self.results
                if r.name == "5 schools" and r.dictionary == "T"]
        if not rows:
            return 0
        texts = [row.text for row in rows[0].rows] * 5
        file = self.file("T")
        return statistics.median(
            len(texts) / max(self.program.time(file, texts) -
                             self.program.start(file), 1e-3)
            for _ in range(3))


def one_line(text):
    return " ".join(text.split("\n")).replace("\r", " ").strip()


def got(answer):
    error = answer["error_m"]
    return "%s%s|%s|%s %s%s c%s %s" % (
        answer["prefecture"], answer["municipality"],
        answer["town"], answer["number"],
        answer["match_level"], "" if error is None else f" ±{error:.0f}",
        answer["confidence"], ",".join(answer["reasons"]))


SETS = ["1", "1n", "2", "3", "4", "5", "6", "7"]


def main():
    parser = argparse.ArgumentParser(
        prog="geocode.sh", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("zaitaku", help="the program")
    parser.add_argument("--data", default=ROOT.parent / "shared/data",
                        help="folder of the published data")
    parser.add_argument("--only", default=",".join(SETS), metavar="SETS",
                        help="of 1,1n,2,3,4,5,6,7")
    parser.add_argument("--list", type=int, default=0, metavar="N",
                        help="print up to N failing rows of every set (and of "
                        "every kind of messy spelling)")
    parser.add_argument("--threads", type=int, default=1,
                        help="of the program (1)")
    parser.add_argument("--seed", default="1", help="of samples and spellings")
    parser.add_argument("--scale", type=float, default=1, metavar="X",
                        help="X times the sampled rows")
    parser.add_argument("--keep", metavar="DIR", help="keep the dictionaries "
                        "and the last answers in this folder")
    parser.add_argument("--reuse", action="store_true", help="with --keep: "
                        "take the dictionaries that are in the folder")
    parser.add_argument("--disagreements", metavar="FILE", help="where the "
                        "rows go in which nja's labels differ")
    options = parser.parse_args()
    data = pathlib.Path(options.data)
    if not (data / "geocode_cases/cases.tsv").is_file():
        print(f"skipped: the published data ({data}) is not here")
        sys.exit(77)
    wanted = options.only.split(",")
    if set(wanted) - set(SETS):
        parser.error(f"--only: sets are {', '.join(SETS)}")
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as temporary:
        work = pathlib.Path(options.keep or temporary)
        work.mkdir(parents=True, exist_ok=True)
        bench = Bench(options, data.resolve(), work)
        for name in SETS:
            if name in wanted:
                getattr(bench, f"set_{name}")()
        print()
        bench.print_sets()
        bench.print_kinds()
        bench.print_confidence()
        bench.print_not_found()
        bench.print_labels()
        if options.list:
            bench.print_failures()
        bench.print_goals()
    print(f"{time.perf_counter() - begin:.0f} s in all", file=sys.stderr)


if __name__ == "__main__":
    main()
