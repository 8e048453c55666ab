"""What near.sh made: near_check.py WORK PROGRAM ADDRESS TOWN."""
import csv
import io
import json
import os
import pathlib
import pty
import shutil
import subprocess
import sys

WORK, PROGRAM, ADDRESS, TOWN = sys.argv[1:]
WORK = pathlib.Path(WORK)
CHECK_M = 100


def read(name):
    return json.loads((WORK / f"{name}.out").read_text("utf-8"))


def expect(fact, words):
    if not fact:
        sys.exit(words)


def same_in_every_form():
    found = read("json")
    ids = [row["id"] for row in found["results"] + found["unplaced"]]
    expect(len(ids) == len(set(ids)) > 30, f"{len(ids)} results")
    text = (WORK / "csv.out").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    expect(not found["beyond"], "beyond the limit, and something is within")
    expect([row["id"] for row in rows] == ids, "CSV has other rows")
    features = json.loads((WORK / "geojson.out").read_text("utf-8"))
    expect([f["id"] for f in features["features"]] == ids,
           "GeoJSON has other features")
    lines = (WORK / "text.out").read_text("utf-8")
    expect(all(f"  {i}\n" in lines for i in ids), "text lacks a result")
    for row, feature, one in zip(rows, features["features"],
                                 found["results"] + found["unplaced"]):
        distance = "" if one["distance_m"] is None else str(one["distance_m"])
        expect(row["near_distance_m"] == distance, one["id"])
        expect(feature["properties"].get("near_distance_m") ==
               one["distance_m"], one["id"])
        expect(row["near_unknown"] == ";".join(one["unknown"]), one["id"])
        expect(one["why"], f"{one['id']} has no reason")
    counts = found["counts"]
    expect(counts["known"] + counts["unknown"] + counts["closed_then"] ==
           len(found["results"]), "counts do not add up")
    left = found["left_out"]
    for name in ("not_filed", "closed", "too_long"):
        expect(left[name]["n"] == counts[f"left_out_{name}"] ==
               len(left[name]["nearest"]), f"{name}: not all are named")
    for kind in found["nearest_of_each_kind"]:
        expect(kind["facility"] in ids + [None], "a nearest that is nowhere")
        expect((kind["facility"] is None) ==
               (kind["known"] + kind["unknown"] == 0), kind["id"])
    for source in found["sources"]:
        expect(source["title"] in text, "a source is not in the CSV")
    return len(ids)


def known_then_unknown():
    found = read("json")
    known = [row["known"] for row in found["results"]]
    expect(known == sorted(known, reverse=True), "unknown before known")
    expect(any(known) and not all(known), "the samples have both")
    for row in found["results"]:
        expect(row["known"] or row["unknown"], f"{row['id']}: what is unknown?")
    for part in (True, False):
        far = [row["distance_m"] for row in found["results"]
               if row["known"] == part]
        expect(far == sorted(far), "not by distance")


def distances_are_those_of_geod(lon, lat):
    if not shutil.which("geod"):
        print("distances: not compared, no geod here")
        return
    rows = [row for name in ("wide", "day") for row in read(name)["results"]]
    lines = "".join(f"{lat} {lon} {row['lat']} {row['lon']}\n" for row in rows)
    out = subprocess.run(["geod", "+ellps=GRS80", "-I", "-f", "%.6f",
                          "-F", "%.4f"], input=lines, text=True, check=True,
                         capture_output=True).stdout
    for row, line in zip(rows, out.splitlines()):
        exact = float(line.split()[2])
        # Coordinates have 6 decimals here, which is 0.1 m.
        expect(abs(exact - row["distance_m"]) <= 0.7,
               f"{row['id']}: {row['distance_m']}, geod says {exact}")
        margin = max(CHECK_M, row["margin_m"])
        side = ("within" if exact < 16000 - margin - 1 else
                "beyond" if exact > 16000 + margin + 1 else "check")
        expect(row["visit_16km"] == side or abs(abs(exact - 16000) - margin)
               <= 1, f"{row['id']}: {row['visit_16km']} at {exact}")
    print(f"{len(rows)} distances are those of geod")


def hours():
    """Closed clinics are left out by name; nobody who comes to the home is."""
    found = read("day")
    left = found["left_out"]["closed"]
    expect(left["n"] == len(left["nearest"]) > 0, "nobody is closed")
    states = [row["open"] for row in found["results"]]
    expect(states == sorted(states), "unknown hours come after open ones")
    expect(set(states) == {"open", "unknown"}, states)
    night, all_day = read("night"), read("nurses")
    expect({row["id"] for row in night["results"]} ==
           {row["id"] for row in all_day["results"]}, "a nurse was dropped")
    states = [row["open"] for row in night["results"]]
    order = {"open": 0, "on_call": 0, "unknown": 1, "closed": 2}
    expect([order[s] for s in states] == sorted(order[s] for s in states),
           f"not open, unknown, closed: {states}")
    expect({"on_call", "closed"} <= set(states), states)
    for row in night["results"]:
        expect(row["open"] != "closed" or "電話で確認" in row["unknown"][-1],
               f"{row['id']}: closed, and nobody says to phone")
        expect((row["open"] == "on_call") <= ("nursing-24h" in
               row["functions"]), f"{row['id']} files no 24 hours")


def times():
    found = read("od")
    minutes = [(row["id"], row["minutes"]) for row in found["results"]]
    expect([m for _, m in minutes if m is not None] == [12, 30],
           f"minutes: {minutes}")
    expect(all(m is None for _, m in minutes[2:]) and len(minutes) > 2,
           "what has no time is dropped, or comes first")
    expect(found["counts"]["left_out_too_long"] == 1, "31.5 minutes are 30")
    expect(found["travel"]["used"] == 3, "an unknown id was used")


def nothing():
    found = read("nothing")
    expect(not found["results"] and found["sources"], "sources of nothing")
    far = read("far")
    distances = [row["distance_m"] for row in far["beyond"]]
    expect(not far["results"] and 0 < len(distances) <= 3, "none beyond")
    expect(distances == sorted(distances) and distances[0] > 300,
           f"beyond: {distances}")
    expect(distances[0] == min(row["distance_m"]
           for row in read("nurses")["results"]), "not the nearest")


def a_terminal_is_shown_the_town():
    pid, fd = pty.fork()
    if pid == 0:
        os.execv(PROGRAM, [PROGRAM, "near", ADDRESS, "--store",
                           str(WORK / "s.gpkg"), "--gazetteer",
                           str(WORK / "s.gaz"), "--count", "1"])
    seen = b""
    while True:
        try:
            some = os.read(fd, 65536)
        except OSError:
            break
        if not some:
            break
        seen += some
    os.waitpid(pid, 0)
    expect(TOWN in seen.decode("utf-8"), "the terminal lacks the town")
    expect("甲402" not in seen.decode("utf-8"), "the number is shown")


n = same_in_every_form()
known_then_unknown()
distances_are_those_of_geod(136.0, 35.08)
hours()
times()
nothing()
a_terminal_is_shown_the_town()
print(f"{n} results, the same in every form")
