#!/usr/bin/env python3
"""Is the result of `zaitaku diff --format json` exactly what was made?

diff_check.py FOLDER: expected.json of diff_edits.py or diff_samples.py,
changes.json (OLD NEW), back.json (NEW OLD), nothing.json (OLD OLD), out/ (-o),
and old.gpkg, new.gpkg, which `zaitaku build` made of the two snapshots: these
say of each facility where and of what kind it is, and its further ids."""
import collections
import csv
import json
import pathlib
import sqlite3
import sys
import zipfile

ALONE = ("new", "gone", "possible")  # no change of a facility in both
BACK = {"new": "gone", "filed": "withdrawn", "known": "unknown",
        "service-added": "service-dropped"}
BACK |= {there: here for here, there in BACK.items()}
faults = []


def check(right, *what):
    if not right:
        faults.append(" ".join(map(str, what)))


def same(what, found, expected):
    """Two Counters."""
    for key in sorted({*found, *expected}, key=str):
        if found[key] != expected[key]:
            faults.append(f"{what} {key}: {found[key]}, and it is "
                          f"{expected[key]}")


class Store:
    """id -> (municipality, kind); id -> its further ids."""

    def __init__(self, path):
        self.place, self.aliases = {}, {}
        for id, aliases, code, kind in sqlite3.connect(path).execute(
                "SELECT id, aliases, municipality_code, kind FROM facilities"):
            self.place[id] = (code or "", kind)
            self.aliases[id] = set((aliases or "").split())

    def count(self):
        return collections.Counter(self.place.values())


def pairs(changes, without=()):
    return collections.Counter((c["change"], c["id"]) for c in changes
                               if c["id"] not in without)


def turned(result, without):
    """By the id in OLD."""
    return pairs([c | {"id": c["id_old"] or c["id"]}
                  for c in result["changes"]], without)


def accounting(result):
    totals, left = result["totals"], result["left_out"]
    changed = {c["id"] for c in result["changes"] if c["change"] not in ALONE}
    here = totals["same"] + len(changed)
    for side, alone in (("old", "gone"), ("new", "new")):
        check(result[side]["facilities"] == here + totals[alone] + left[side],
              f"accounting of {side}: {result[side]['facilities']} facilities,"
              f" {here} in both, {totals[alone]} {alone}, {left[side]} left "
              "out")
    count = collections.Counter(c["change"] for c in result["changes"])
    same("total", collections.Counter(
        {k: n for k, n in totals.items() if k != "same"}), count)


def by_place(result, old, new):
    """Changes and facilities per municipality and kind."""
    found, expected = collections.Counter(), collections.Counter()
    n = {"old": collections.Counter(), "new": collections.Counter()}
    for town in result["municipalities"]:
        for kind in town["kinds"]:
            at = (town["code"], kind["kind"])
            for change, count in kind["changes"].items():
                check(count > 0, at, change, "is not positive")
                found[*at, change] += count
            for side in n:
                n[side][at] += kind[side]
    for c in result["changes"]:
        at = new.place.get(c["id"]) or old.place[c["id"]]
        expected[*at, c["change"]] += 1
        check((c["municipality_code"], c["kind"]) == at, "place of", c)
    same("municipality, kind, change", found, expected)
    same("facilities of old in", n["old"], old.count())
    same("facilities of new in", n["new"], new.count())


def details(result, expected, old, new):
    """What else is known of a change that was made."""
    told = collections.defaultdict(list)
    for c in result["changes"]:
        told[c["change"], c["id"]].append(c)
    for e in expected:
        for c in told[e["change"], e["id"]]:
            if "id_old" in e:
                check(c["id_old"] == e["id_old"], "id_old of", c)
            for key in ("before", "after"):
                check(key not in e or c[key] == e[key], key, "of", c,
                      "is", e.get(key))
            check(not e.get("doubted") or c["note"], "no note of", c)
            if "distance_m" in e:
                metres = e["distance_m"]
                check(c["distance_m"] is None if metres is None else
                      c["distance_m"] is not None and
                      abs(c["distance_m"] - metres) < metres / 200,
                      "distance of", c, "is", metres)
            if e["change"] in ("new", "gone", "possible"):
                by = "none"
            elif "id_old" not in e:
                by = "id"
            else:
                by = "code" if (old.aliases[e["id_old"]] &
                                new.aliases[e["id"]]) else "join"
                check(e.get("matched_by", by) in (by, "join"), "code of", e)
            check(c["matched_by"] == by, "matched_by of", c, "is", by)
            check((c["score"] is not None) == (
                by == "join" or e["change"] == "possible"), "score of", c)


def rows_of(path, sheet):
    """Rows below the heading of a workbook's sheet."""
    with zipfile.ZipFile(path) as z:
        return z.read(f"xl/worksheets/sheet{sheet}.xml").count(b"<row ") - 1


def written(folder, result):
    """The files for people hold what the JSON holds."""
    table = list(csv.DictReader(open(folder / "changes.csv", newline="",
                                     encoding="utf-8-sig")))
    same("changes.csv", collections.Counter(
        (row["変更コード"], row["施設ID"]) for row in table),
        pairs(result["changes"]))
    check(rows_of(folder / "changes.xlsx", 3) == len(table),
          "changes.xlsx has other rows than changes.csv")
    towns = collections.Counter(c["municipality_code"] or "00000"
                                for c in result["changes"])
    # A designated city has a workbook of all its wards, too.
    towns["26100"] = sum(n for code, n in towns.items()
                         if code.startswith("261"))
    same("rows of the workbook of", collections.Counter(
        {path.stem: rows_of(path, 1)
         for path in (folder / "municipality").iterdir()}), +towns)
    check(json.loads((folder / "changes.json").read_text("utf-8")) == result,
          "changes.json is another than that of the standard output")


def main():
    folder = pathlib.Path(sys.argv[1])

    def load(name):
        return json.loads((folder / name).read_text("utf-8"))

    expected, result = load("expected.json"), load("changes.json")
    old, new = Store(folder / "old.gpkg"), Store(folder / "new.gpkg")
    same("change", pairs(result["changes"]), pairs(expected["changes"]))
    accounting(result)
    by_place(result, old, new)
    details(result, expected["changes"], old, new)
    same("left out of", collections.Counter(result["left_out"]),
         collections.Counter(expected["left_out"]))
    for side in ("old", "new"):
        check(not expected["left_out"][side] or any(
            blind[side] and blind["why"] for blind in result["not_compared"]),
            "not_compared says nothing of", side)
    went, merged = collections.Counter(), set()
    if expected["merger"]:
        # The other way round it is no merger: a part of a city went away.
        source, into = expected["merger"]
        merged = {id for id, (code, _) in old.place.items() if code == source}
        gone = {c["id"] for c in result["changes"] if c["change"] == "gone"}
        went[source, into] = len(merged - gone)
        merged |= {c["id"] for c in result["changes"]
                   if c["id_old"] in merged}
    same("merger", collections.Counter({
        (m["from"], m["to"]): m["facilities"] for m in result["mergers"]}),
        went)

    back = load("back.json")
    accounting(back)
    same("from NEW to OLD", pairs(back["changes"], merged),
         collections.Counter(
             {(BACK.get(change, change), id): n
              for (change, id), n in turned(result, merged).items()}))
    written(folder / "out", result)
    nothing = load("nothing.json")
    accounting(nothing)
    check(nothing["totals"]["same"] == nothing["old"]["facilities"] and
          not nothing["changes"] and not nothing["not_compared"],
          "OLD differs from itself")
    if faults:
        sys.exit("\n".join(faults[:40] + [f"{len(faults)} faults"]))
    print(", ".join(f"{n} {change}" for change, n in result["totals"].items()))


main()
