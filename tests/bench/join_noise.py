#!/usr/bin/env python3
"""Pairing on real records beside noisy copies of themselves.

Records of three listings (institutions, pharmacies, visiting nurse stations)
stand in list A; copies with seeded noise in list B. 15 % of each list have no
partner, and B holds further records that look alike and are others. Prints
precision, recall and what is to be decided, by kind of noise; time and memory,
also on inputs made to be hard. Phones that a listing lacks are invented.
"""
import argparse
import collections
import pathlib
import random
import re
import tempfile

import join_rows as rows

OLD = {"高": "髙", "崎": "﨑", "沢": "澤", "辺": "邊", "浜": "濱", "斎": "齋",
       "島": "嶋", "広": "廣", "国": "國", "学": "學", "桜": "櫻", "竜": "龍",
       "恵": "惠", "真": "眞", "徳": "德", "富": "冨", "渕": "淵", "滝": "瀧",
       "寿": "壽", "栄": "榮", "会": "會", "塩": "鹽", "桧": "檜", "曽": "曾"}
DIGITS = "〇一二三四五六七八九"
CORPORATIONS = ["医療法人社団{}会　", "医療法人{}会", "（医）{}会 ", "医療法人　",
                "社会医療法人{}会 ", "医療法人財団{}会", "一般社団法人{} "]
COMPANIES = ["株式会社{} ", "有限会社", "㈱", "（有）", "合同会社"]
OWN = ["翠明", "清風", "恵愛", "光陽", "誠心", "桜", "徳寿", "啓仁", "和敬", "みどり"]
PREFIX = re.compile(r"^(?:（医）|(?:社会|特定)?医療法人(?:社団|財団)?|有限会社|"
                    r"株式会社|合同会社|(?:一般|公益)(?:社団|財団)法人)[ 　]*"
                    r"(?:[^ 　]{1,6}会(?![計議社])[ 　]*)?(?=.{3})")


def wide(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c
                   for c in text)


def narrow(text):
    return "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c
                   for c in text)


def kanji(n):
    tens, ones = divmod(n, 10)
    return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + \
        (DIGITS[ones] if ones else "")


class Noise:
    def __init__(self, seed, base):
        self.r = random.Random(seed)
        self.base = base
        self.near = collections.defaultdict(list)
        for row in base:
            self.near[row.city].append(row)

    def often(self, share):
        return self.r.random() < share

    # ---- names ----

    def corporation(self, row, met):
        bare = PREFIX.sub("", row.name)
        if bare != row.name and self.often(0.4):
            met.add("corporation dropped")
            return bare
        if bare == row.name and self.often(0.25):
            met.add("corporation added")
            forms = COMPANIES if row.kind == rows.PHARMACY else CORPORATIONS
            return self.r.choice(forms).format(self.r.choice(OWN)) + row.name
        return row.name

    def kana(self, text):
        def other(m):
            return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ん" else
                           chr(ord(c) - 0x60) for c in m[0])
        return re.sub("[ぁ-ん]{2,}|[ァ-ン]{2,}", other, text, count=1)

    def typo(self, text):
        at = [m.start() for m in re.finditer(r"[ぁ-んァ-ン一-龠]", text)]
        if not at:
            return text
        i = self.r.choice(at)
        other = self.r.choice("あいのんアンスル山田中大木井川")
        return self.r.choice([text[:i] + text[i + 1:],
                              text[:i] + other + text[i + 1:],
                              text[:i] + text[i + 1:i + 2] + text[i] +
                              text[i + 2:]])

    def name(self, row, met):
        text = self.corporation(row, met)
        if self.often(0.3):
            new = "".join(OLD.get(c, c) for c in text)
            met |= {"old kanji"} if new != text else set()
            text = new
        if self.often(0.02) and re.search("医院|クリニック|診療所", text):
            met.add("医院, クリニック")
            text = text.replace("医院", "クリニック") if "医院" in text else \
                re.sub("クリニック|診療所", "医院", text, count=1)
        if self.often(0.03) and re.search("[ぁ-ん]{2,}|[ァ-ン]{2,}", text):
            met.add("kana")
            text = self.kana(text)
        if self.often(0.02):
            met.add("typo")
            text = self.typo(text)
        if self.often(0.3):
            met.add("spaces")
            text = re.sub("[ 　]", "", text)
        if self.often(0.5):
            text = wide(text) if self.often(0.5) else narrow(text)
        return text

    # ---- addresses ----

    def number(self, text, met):
        m = re.search(r"(\d+)(?:(丁目)|番地?|-|の)(\d+)(?:(?:番地?|-|の)(\d+))?"
                      r"号?(?!\d)", text)
        if not m:
            return text
        met.add("forms of numbers")
        parts = [p for p in (m[1], m[3], m[4]) if p]
        form = self.r.randrange(4)
        if len(parts) == 3 and form == 0:
            new = "{}丁目{}番{}号".format(*parts)
        elif len(parts) == 3 and form == 1 and int(parts[0]) < 40:
            new = f"{kanji(int(parts[0]))}丁目{parts[1]}番{parts[2]}号"
        elif len(parts) == 2 and form == 0 and not m[2]:
            new = "{}番地{}".format(*parts)
        elif len(parts) == 2 and form == 1 and not m[2]:
            new = "{}番地の{}".format(*parts)
        else:
            new = self.r.choice("-ー－−‐の").join(parts)
        return text[:m.start()] + new + text[m.end():]

    def address(self, row, met):
        text = narrow(row.address).replace("　", " ")
        text = re.sub("^(北海道|東京都|(?:大阪|京都)府|..県|...県)", "", text)
        text = re.sub("[－ー−‐―](?=[0-9])", "-", text)
        if self.often(0.5):
            text = self.number(text, met)
        if self.often(0.3) and re.search("大字|(?<!文)字", text):
            met.add("字")
            text = re.sub("大字|(?<!文)字", "", text, count=1)
        building = re.search(r"(?<=[0-9号地]) ?(?=[^0-9\-の番号丁地ー－]{3})",
                             text)
        if building and self.often(0.3):
            met.add("building dropped")
            text = text[:building.start()]
        elif not building and self.often(0.1):
            met.add("building added")
            text += self.r.choice([" ", "", "　"]) + "メディカルプラザ2階"
        if row.prefecture and self.often(0.5):
            text = row.prefecture + text
        return wide(text) if self.often(0.5) else text

    # ---- the rest ----

    def phone(self, row, met):
        if self.often(0.5) or not row.phone:
            met.add("no phone")
            return ""
        if self.often(0.06):
            met.add("phone changed")
            return self.new_phone(row.city)
        return self.r.choice([row.phone, row.phone.replace("-", ""),
                              wide(row.phone)])

    def new_phone(self, city):
        area = 10 + sum(map(ord, city)) % 80
        return f"0{area}-{self.r.randrange(200, 999):03}-" \
            f"{self.r.randrange(10000):04}"

    def other_place(self, row):
        for _ in range(20):
            other = self.r.choice(self.near[row.city])
            if other.address != row.address:
                return other
        return None

    def copy(self, row):
        """The noisy copy, and the kinds of noise that it met."""
        met = set()
        new = row.copy(list=2, id="b-" + row.id[2:], code="", office="",
                       kana="", prefecture=row.prefecture)
        new.prefecture = row.prefecture
        new.name = self.name(row, met)
        new.phone = self.phone(row, met)
        source = row
        if not met & {"no phone", "phone changed", "typo"} and \
                self.often(0.02):
            source = self.other_place(row) or row
            if source is not row:
                met.add("moved")
                new.postal = source.postal
        new.address = self.address(source, met)
        if self.often(0.3):
            new.postal = ""
        return new, met

    # ---- others that look alike ----

    def stranger(self, row, n):
        """A record of B that is not `row`, and what it is."""
        kind = n % 5
        new = row.copy(list=2, id=f"x{kind}-{n}", code="", office="", kana="")
        new.prefecture = row.prefecture
        new.phone = self.new_phone(row.city)
        other = self.r.choice(self.base)
        while other.kind != row.kind or other.name[-6:] == row.name[-6:]:
            other = self.r.choice(self.base)
        met = set()
        if kind == 0:
            new.name = other.name
            new.address = self.address(row, met) + " 5階"
            if self.often(0.2):
                new.phone = row.phone
            return new, "neighbour in the building"
        if kind == 1:
            if not row.name.endswith("店") or len(row.name) < 7:
                return None, ""
            new.name = re.sub(r"[^ 　薬局]{2,4}店$",
                              self.r.choice(["駅前", "中央", "みなみ", "若葉台",
                                             "役場前"]) + "店", row.name)
            place = self.other_place(row)
            if new.name == row.name or not place:
                return None, ""
            new.address, new.postal = place.address, place.postal
            if self.often(0.1):
                new.phone = row.phone
            return new, "another shop of the chain"
        if kind == 2:
            place = self.other_place(row)
            if not place:
                return None, ""
            new.name, new.address = self.name(row, met), place.address
            new.postal = place.postal
            return new, "same name in the municipality"
        if kind == 3:
            new.name, new.address = other.name, self.address(row, met)
            if self.often(0.5):
                new.phone = row.phone
            return new, "successor at the address"
        if len(row.name) < 5 or not re.search("内科|眼科", row.name):
            return None, ""
        new.name = row.name.replace("内科", "眼科") if "内科" in row.name \
            else row.name.replace("眼科", "皮膚科")
        new.address = self.address(row, met)
        return new, "same family, other department"


def base_rows(options, noise_seed):
    r = random.Random(f"{noise_seed} base")
    cities = rows.Cities()
    chosen, seen = [], set()
    for source, n in ((rows.institutions(cities), 61000),
                      (rows.pharmacies(), 42000), (rows.stations(), 15000)):
        source = list(source)
        for row in r.sample(source, min(len(source), int(n * options.scale))):
            place = (row.kind, rows.fold(row.name), rows.fold(row.address)[-8:])
            if row.city and place not in seen:
                seen.add(place)
                row.prefecture = cities.prefectures.get(row.city[:2], "")
                row.list, row.id = 1, "a-" + row.id[2:]
                chosen.append(row)
    return chosen


def make(options):
    base = base_rows(options, options.seed)
    noise = Noise(options.seed, base)
    a, b, kinds, strange = [], [], {}, {}
    for n, row in enumerate(base):
        if not row.phone:
            row.phone = noise.new_phone(row.city)
        where = noise.r.random()
        if where < 0.85:
            a.append(row)
        if where > 0.15:
            copy, met = noise.copy(row)
            b.append(copy)
            if where < 0.85:
                kinds[row.id[2:]] = met
        if where < 0.85 and noise.often(0.15):
            new, what = noise.stranger(row, n)
            if new:
                b.append(new)
                strange[new.id] = what
    for row in a:
        if noise.often(0.3) and "moved" not in kinds.get(row.id[2:], ()):
            row.phone = ""
            kinds.get(row.id[2:], set()).add("no phone")
    return a, b, kinds, strange


def share(part, whole):
    return f"{100 * part / whole:.2f} %" if whole else "-"


def report(options, result, kinds, strange, row_of):
    right, false, asked = set(), collections.Counter(), set()
    n_asked, wrong = 0, []
    for x, y, one, score, evidence in result.pair:
        same = x[2:] == y[2:] and {x[0], y[0]} == {"a", "b"}
        if one and same:
            right.add(x[2:])
        elif one:
            stranger = strange.get(x) or strange.get(y) or "others"
            false[stranger] += 1
            wrong.append((x, y, score, evidence))
        else:
            n_asked += 1
            if same:
                asked.add(x[2:])
    n = len(kinds)
    n_false = sum(false.values())
    precision = len(right) / max(1, len(right) + n_false)
    print(f"pairs that are one: {n}; accepted {len(right) + n_false}, right "
          f"{len(right)}: precision {100 * precision:.3f} %, recall "
          f"{share(len(right), n)}; with those to decide "
          f"{share(len(right | asked), n)}; to decide {n_asked} "
          f"({share(n_asked, n)} of the pairs), {len(asked)} of them one")
    by_kind = collections.defaultdict(list)
    for name, met in kinds.items():
        for kind in met or {"nothing"}:
            by_kind[kind].append(name)
    print(f"  {'noise':24} {'pairs':>7} {'accepted':>9} {'to decide':>9}")
    for kind, names in sorted(by_kind.items()):
        print(f"  {kind:24} {len(names):7} "
              f"{share(sum(x in right for x in names), len(names)):>9} "
              f"{share(sum(x in asked for x in names), len(names)):>9}")
    looks = collections.Counter(strange.values())
    for what, count in sorted(looks.items()):
        print(f"  {what}: {count}, accepted {false[what]}")
    print(f"  others: accepted {false['others']}")
    if options.list:
        for x, y, score, evidence in wrong[:options.list]:
            print(f"  false: {score} {evidence}")
            for one in (x, y):
                print(f"    {row_of[one].name} | {row_of[one].address}")
        lost = [x for x in kinds if x not in right and x not in asked]
        for name in lost[:options.list]:
            print(f"  lost: {sorted(kinds[name])}")
            for one in ("a-", "b-"):
                r = row_of[one + name]
                print(f"    {r.name} | {r.address} | {r.phone} | {r.postal}")
    return precision, len(right) / n


def hard(bench, work, n):
    """Inputs made to be hard: all of one telephone, one name, one everything."""
    print(f"inputs made to be hard, {n} x {n}:")
    worst = 0
    for what in ("telephone", "name", "address", "name and telephone",
                 "everything"):
        made = []
        for i in range(2 * n):
            same = what == "everything"
            r = rows.Row(
                list=1 + i % 2, kind=rows.MEDICAL, id=f"{i:07}",
                name="さくらクリニック" if same or "name" in what
                else f"第{i // 2}クリニック",
                phone="03-1234-5678" if same or "telephone" in what
                else f"03-{i // 2:08}",
                address="千代田区一番町1-1" if same or what == "address"
                else f"千代田区一番町{i // 2}-1", city="13101")
            made.append(r)
        result = rows.Result(bench, made, work)
        worst = max(worst, result.seconds)
        print(f"  one {what}: {result.seconds:.2f} s, "
              f"{result.megabytes} MB, {len(result.pair)} pairs")
    return worst


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", help="the program join_bench")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--list", type=int, default=0, metavar="N",
                        help="print N wrong and N lost pairs")
    options = parser.parse_args()
    rows.need_data()
    with tempfile.TemporaryDirectory() as temporary:
        work = pathlib.Path(temporary)
        a, b, kinds, strange = make(options)
        print(f"noisy copies: {len(a)} x {len(b)} records, seed "
              f"{options.seed}")
        result = rows.Result(options.bench, a + b, work)
        row_of = {row.id: row for row in a + b}
        precision, recall = report(options, result, kinds, strange, row_of)
        print(f"  {result.seconds:.2f} s, {result.megabytes} MB with its input")
        mixed = a + b
        random.Random(options.seed).shuffle(mixed)
        again = rows.Result(options.bench, mixed, work)

        def as_set(r):
            return {(min(x, y), max(x, y), *rest) for x, y, *rest in r.pair}
        steady = as_set(result) == as_set(again)
        print(f"  in another order: {'the same' if steady else 'OTHER'} pairs")
        worst = hard(options.bench, work, int(100000 * options.scale))
    goals = [("precision 99.9 %", precision >= 0.999),
             ("recall 97 %", recall >= 0.97),
             ("20 s", result.seconds <= 20), ("400 MB", result.megabytes < 400),
             ("hard inputs 20 s", worst <= 20), ("order", steady)]
    print("GOALS: " + "; ".join(f"{what}: {'met' if met else 'NOT met'}"
                                for what, met in goals))


if __name__ == "__main__":
    main()
