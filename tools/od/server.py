#!/usr/bin/env python3
"""Travel times by an OSRM or Valhalla server of your own, for --od.

  server.py osrm http://127.0.0.1:5000 FOLDER >od.csv
  server.py valhalla http://127.0.0.1:8002 FOLDER >od.csv

FOLDER holds from.csv, to.csv and pairs.csv (zaitaku audit --points). Places
of people's homes never leave for a server on the internet: an address that is
not this machine's is refused. Pairs without a way, and places farther than
1 km from a road, are left out and counted on stderr.
"""
import csv
import ipaddress
import itertools
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

MOST = 90        # places in one question; OSRM allows 100
NEAR_M = 1000    # from a place to a road


def read(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8-sig",
              newline="") as rows:
        return list(csv.DictReader(rows))


def get(url, body=None):
    """The answer, or None where the router says that there is none."""
    request = urllib.request.Request(
        url, json.dumps(body).encode() if body else None,
        {"Content-Type": "application/json"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=300) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        if error.code == 400:
            return None
        raise


def osrm(base, start, ends):
    """Seconds to each end; None: no way."""
    places = ";".join(f"{lon},{lat}" for lon, lat in [start, *ends])
    goals = ";".join(str(i + 1) for i in range(len(ends)))
    answer = get(f"{base}/table/v1/driving/{places}"
                 f"?sources=0&destinations={goals}&annotations=duration")
    if answer is None:
        return None
    if answer["sources"][0].get("distance", 0) > NEAR_M:
        return [None] * len(ends)
    return [None if place.get("distance", 0) > NEAR_M else seconds
            for seconds, place in zip(answer["durations"][0],
                                      answer["destinations"])]


def valhalla(base, start, ends):
    place = lambda at: {"lon": float(at[0]), "lat": float(at[1]),
                        "search_cutoff": NEAR_M}
    answer = get(f"{base}/sources_to_targets",
                 {"sources": [place(start)], "costing": "auto",
                  "targets": [place(end) for end in ends]})
    return answer and [way["time"] for way in answer["sources_to_targets"][0]]


def ask(router, base, start, ends):
    """One place without a road refuses the whole question: ask in halves."""
    answer = router(base, start, ends)
    if answer is not None:
        return answer
    if len(ends) == 1:
        return [None]
    half = len(ends) // 2
    return (ask(router, base, start, ends[:half]) +
            ask(router, base, start, ends[half:]))


def main():
    routers = {"osrm": osrm, "valhalla": valhalla}
    if len(sys.argv) != 4 or sys.argv[1] not in routers:
        sys.exit(__doc__)
    router, base, folder = routers[sys.argv[1]], sys.argv[2], sys.argv[3]
    host = urllib.parse.urlsplit(base).hostname or ""
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        sys.exit(f"server.py: '{host}' is not this machine")
    where = {(kind, row[f"{kind}_id"]): (row["lon"], row["lat"])
             for kind in ("from", "to") for row in read(folder, f"{kind}.csv")}
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["from_id", "to_id", "minutes"])
    asked = found = 0
    pairs = read(folder, "pairs.csv")
    for start, group in itertools.groupby(pairs, lambda row: row["from_id"]):
        ends = [row["to_id"] for row in group]
        for first in range(0, len(ends), MOST):
            part = ends[first:first + MOST]
            seconds = ask(router, base.rstrip("/"), where["from", start],
                          [where["to", end] for end in part])
            for end, time in zip(part, seconds):
                asked += 1
                if time is not None:
                    found += 1
                    out.writerow([start, end, f"{time / 60:.2f}"])
    print(f"server.py: {asked} pairs: {found} with a way, "
          f"{asked - found} without one (left out)", file=sys.stderr)
    if asked and not found:
        sys.exit("server.py: no pair has a way: is the server's map of "
                 "another region?")


main()
