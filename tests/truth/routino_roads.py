"""Makes road networks on which travel times are known.

  routino_roads.py made FOLDER [--seed N]
      two banks of a river with one bridge, a one-way triangle, an island and
      a house far from any road: roads.osm, from.csv, to.csv, pairs.csv, and
      expected.csv with the minutes (empty: there is no way)
  routino_roads.py through POINTS ROADS.osm [--seed N]
      one road through all points of POINTS/from.csv and POINTS/to.csv;
      POINTS/expected.csv has the minutes of POINTS/pairs.csv
  routino_roads.py serve FOLDER [--seed N]
      answer as OSRM and as Valhalla do, on the roads of `made`
  routino_roads.py compare EXPECTED.csv OD.csv
      every pair within 5 %, or 0.05 minutes; none too many, none too few

Lengths are great circles of 6,371.0088 km, minutes are lengths by speed limit:
no outside knowledge of Routino goes into them.
"""
import argparse
import csv
import heapq
import http.server
import json
import math
import os
import random
import sys
import urllib.parse


class Roads:
    def __init__(self):
        self.node, self.way = {}, []

    def add(self, name, lon, lat):
        self.node[name] = (lon, lat)

    def join(self, a, b, kmh, oneway=False, kind="primary"):
        self.way.append((a, b, kmh, oneway, kind))

    def km(self, a, b):
        (x, y), (u, v) = (
            tuple(map(math.radians, self.node[n])) for n in (a, b))
        h = (math.sin((v - y) / 2) ** 2 +
             math.cos(y) * math.cos(v) * math.sin((u - x) / 2) ** 2)
        return 2 * 6371.0088 * math.asin(math.sqrt(h))

    def minutes(self, start):
        """Dijkstra: minutes from `start` to every node that has a way."""
        out = {}
        for a, b, kmh, oneway, _ in self.way:
            cost = self.km(a, b) / kmh * 60
            out.setdefault(a, []).append((b, cost))
            if not oneway:
                out.setdefault(b, []).append((a, cost))
        best, queue = {start: 0.0}, [(0.0, start)]
        while queue:
            cost, at = heapq.heappop(queue)
            if cost > best[at]:
                continue
            for to, more in out.get(at, []):
                if cost + more < best.get(to, math.inf):
                    best[to] = cost + more
                    heapq.heappush(queue, (best[to], to))
        return best

    def write(self, path):
        number = {name: i + 1 for i, name in enumerate(self.node)}
        with open(path, "w", encoding="utf-8") as osm:
            osm.write('<?xml version="1.0" encoding="UTF-8"?>\n'
                      '<osm version="0.6">\n')
            for name, (lon, lat) in self.node.items():
                osm.write(f'<node id="{number[name]}" version="1" '
                          f'lat="{lat:.7f}" lon="{lon:.7f}"/>\n')
            for i, (a, b, kmh, oneway, kind) in enumerate(self.way):
                osm.write(f'<way id="{i + 1}" version="1">'
                          f'<nd ref="{number[a]}"/><nd ref="{number[b]}"/>'
                          f'<tag k="highway" v="{kind}"/>'
                          f'<tag k="maxspeed" v="{kmh}"/>')
                if oneway:
                    osm.write('<tag k="oneway" v="yes"/>')
                osm.write('</way>\n')
            osm.write('</osm>\n')


def write_rows(path, rows, end="\r\n"):
    with open(path, "w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator=end).writerows(rows)


def made_roads(seed):
    chance, roads, links = random.Random(seed), Roads(), 12
    for bank, lat in (("north", 35.02), ("south", 35.00)):
        for i in range(links):
            roads.add(f"{bank}{i}", 136 + i / 100, lat)
            # A side street, so that the node is a crossing.
            away = 0.006 if bank == "north" else -0.006
            roads.add(f"{bank}{i}side", 136 + i / 100, lat + away)
            roads.join(f"{bank}{i}", f"{bank}{i}side", 30, kind="residential")
            if i:
                roads.join(f"{bank}{i - 1}", f"{bank}{i}",
                           chance.choice((30, 40, 50, 60)))
    bridge = chance.randrange(2, links)
    roads.join(f"north{bridge}", f"south{bridge}", 40)
    # A road around the north, longer and without a crossing.
    before = "north0"
    for i in range(links):
        roads.add(f"around{i}", 136 + i / 100, 35.03)
        roads.join(before, f"around{i}", 60, kind="tertiary")
        before = f"around{i}"
    roads.join(before, f"north{links - 1}", 60, kind="tertiary")
    # A triangle that is driven one way round.
    roads.add("east", 136.13, 35.00)
    roads.add("corner", 136.13, 34.99)
    last = f"south{links - 1}"
    for a, b in ((last, "east"), ("east", "corner"), ("corner", last)):
        roads.join(a, b, 40, oneway=True)
    for i in range(3):
        roads.add(f"island{i}", 136 + i / 100, 35.3)
    roads.join("island0", "island1", 40)
    roads.join("island1", "island2", 40)
    return roads


def made(folder, seed):
    roads = made_roads(seed)
    roads.write(os.path.join(folder, "roads.osm"))
    origins = ["north0", "north5", "south3", "east", "island0"]
    goals = ["south0", "north11", "corner", "east", "island2"]
    where = {**roads.node, "hut": (136.05, 35.15)}
    point = lambda name: [f"{v:.6f}" for v in where[name]]
    write_rows(os.path.join(folder, "from.csv"), [["from_id", "lon", "lat"]] +
               [[n, *point(n)] for n in origins + ["hut"]])
    # A goal whose name a spreadsheet must quote.
    called = {n: n for n in goals}
    called["south0"] = 'l-"south", 0'
    write_rows(os.path.join(folder, "to.csv"), [["to_id", "lon", "lat"]] +
               [[called[n], *point(n)] for n in goals])
    expected = [["from_id", "to_id", "minutes"]]
    for a in origins + ["hut"]:
        best = roads.minutes(a) if a in roads.node else {}
        expected += [[a, called[b], f"{best[b]:.4f}" if b in best else ""]
                     for b in goals]
    write_rows(os.path.join(folder, "expected.csv"), expected)
    write_rows(os.path.join(folder, "pairs.csv"),
               [["from_id", "to_id"]] + [row[:2] for row in expected[1::3]])
    ways = sum(bool(row[2]) for row in expected[1:])
    print(f"seed {seed}: {ways} of {len(expected) - 1} pairs have a way")


def read_rows(path):
    with open(path, encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))


def through(points, path, seed):
    chance, roads, before = random.Random(seed), Roads(), None
    where = {}
    for kind in ("from", "to"):
        for row in read_rows(os.path.join(points, f"{kind}.csv")):
            where[kind, row[f"{kind}_id"]] = (float(row["lon"]),
                                              float(row["lat"]))

    def along(at):
        """Up one column of meshes, down the next: the road never crosses
        itself."""
        column = math.floor(at[0] * 160)
        return column, at[1] if column % 2 else -at[1], at[0]

    number = {at: i for i, at in
              enumerate(sorted(set(where.values()), key=along))}
    for (lon, lat), i in number.items():
        roads.add(i, lon, lat)
        roads.add(f"{i}side", lon + 0.0003, lat + 0.0003)
        roads.join(i, f"{i}side", 30, kind="residential")
        if before is not None:
            roads.join(before, i, chance.choice((30, 40, 50, 60)))
        before = i
    roads.write(path)
    expected, known = [["from_id", "to_id", "minutes"]], {}
    for row in read_rows(os.path.join(points, "pairs.csv")):
        start = number[where["from", row["from_id"]]]
        if start not in known:
            known[start] = roads.minutes(start)
        end = number[where["to", row["to_id"]]]
        expected.append([row["from_id"], row["to_id"],
                         f"{known[start][end]:.4f}"])
    write_rows(os.path.join(points, "expected.csv"), expected)


def read_minutes(path):
    return {(r["from_id"], r["to_id"]): r["minutes"] for r in read_rows(path)}


def compare(expected_path, found_path):
    expected, found = read_minutes(expected_path), read_minutes(found_path)
    ways = {pair for pair, minutes in expected.items() if minutes}
    if ways != set(found):
        sys.exit(f"too few: {sorted(ways - set(found))}; "
                 f"too many: {sorted(set(found) - ways)}")
    worst = 0
    for pair in sorted(ways):
        want, got = float(expected[pair]), float(found[pair])
        off = abs(got - want)
        if off > max(0.05 * want, 0.05):
            sys.exit(f"{pair}: {got} min, expected {want}")
        worst = max(worst, off / max(want, 1))
    print(f"{len(ways)} pairs, the worst is off by {worst:.2%}")


def serve(folder, seed):
    """A stand-in for OSRM's table and Valhalla's matrix, on the made roads;
    its port is written to FOLDER/port."""
    roads = made_roads(seed)

    def nearest(lon, lat):
        roads.add("asked", lon, lat)
        km, name = min((roads.km("asked", name), name) for name in roads.node
                       if name != "asked")
        return name, km * 1000

    def seconds(start, end):
        minutes = roads.minutes(start).get(end)
        return None if minutes is None else minutes * 60

    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self, code, value):
            body = json.dumps(value).encode()
            self.send_response(code)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            url = urllib.parse.urlsplit(self.path)
            asked = urllib.parse.parse_qs(url.query)
            places = [nearest(*map(float, place.split(","))) for place in
                      url.path.removeprefix("/table/v1/driving/").split(";")]
            if len(places) > 100:
                return self.answer(400, {"code": "TooBig"})
            end = [places[int(i)] for i in
                   asked["destinations"][0].split(";")]
            self.answer(200, {
                "code": "Ok",
                "sources": [{"distance": places[0][1]}],
                "destinations": [{"distance": metres} for _, metres in end],
                "durations": [[seconds(places[0][0], name)
                               for name, _ in end]]})

        def do_POST(self):
            asked = json.loads(self.rfile.read(
                int(self.headers["Content-Length"])))
            side = {}
            for part in ("sources", "targets"):
                side[part] = [nearest(at["lon"], at["lat"])
                              for at in asked[part]]
                if any(metres > at["search_cutoff"] for (_, metres), at in
                       zip(side[part], asked[part])):
                    return self.answer(400, {"error_code": 171})
            self.answer(200, {"sources_to_targets": [
                [{"time": seconds(start, end), "from_index": i, "to_index": j}
                 for j, (end, _) in enumerate(side["targets"])]
                for i, (start, _) in enumerate(side["sources"])]})

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    with open(os.path.join(folder, "port.new"), "w") as port:
        port.write(str(server.server_port))
    os.rename(os.path.join(folder, "port.new"), os.path.join(folder, "port"))
    server.serve_forever()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("made", "through", "compare",
                                         "serve"))
    parser.add_argument("path", nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if args.what == "made":
        made(args.path[0], args.seed)
    elif args.what == "serve":
        serve(args.path[0], args.seed)
    elif args.what == "through":
        through(*args.path, args.seed)
    else:
        compare(*args.path)


main()
