#!/usr/bin/env python3
"""Pairing of published listings of the same institutions: what is matched, to
be decided and alone, by prefecture. No labels: the rest may be truly alone."""
import argparse
import collections
import pathlib
import random
import tempfile

import join_rows as rows


def state_of(result):
    """The best that is known of every record: one, to decide."""
    state = {}
    for a, b, one, score, evidence in result.pair:
        for x, y in ((a, b), (b, a)):
            if one or x not in state:
                state[x] = ("one" if one else "to decide", y, score, evidence)
    return state


def table(found, state, by):
    count = collections.Counter()
    for row in found:
        what = state.get(row.id, ("alone",))[0]
        for place in ("all", by(row)):
            count[place, what] += 1
            count[place, "n"] += 1
    for place in sorted({p for p, _ in count}):
        n = count[place, "n"]
        print(f"  {place:4} {n:6}  one {count[place, 'one']:6} "
              f"({100 * count[place, 'one'] / n:5.1f} %)  to decide "
              f"{count[place, 'to decide']:4}  alone {count[place, 'alone']:6}")


def show(options, result, name, row_of, source):
    """A seeded sample to look at: pairs and what stayed alone."""
    if not options.list:
        return
    r = random.Random(options.seed)
    accepted = [p for p in result.pair if p[2]]
    for a, b, _, score, evidence in r.sample(
            accepted, min(options.list, len(accepted))):
        print(f"  {name} one {score} {evidence}")
        for x in (a, b):
            print(f"    {x} {row_of[x].name} | {row_of[x].address}")
    paired = {x for p in result.pair for x in p[:2]}
    alone = [row for row in source if row.id not in paired]
    for row in r.sample(alone, min(options.list, len(alone))):
        print(f"  {name} alone: {row.id} {row.name} | {row.address}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", help="the program join_bench")
    parser.add_argument("--seed", default="1", help="of samples")
    parser.add_argument("--scale", help="not used")
    parser.add_argument("--list", type=int, default=0, metavar="N",
                        help="print N pairs and N that stay alone")
    options = parser.parse_args()
    rows.need_data()
    cities = rows.Cities()
    with tempfile.TemporaryDirectory() as temporary:
        work = pathlib.Path(temporary)
        filed = list(rows.filings(cities))
        here = {row.id[2:4] for row in filed}
        published = list(rows.hospitals())
        there = [row for row in published if row.city[:2] in here]
        result = rows.Result(options.bench, there + filed, work)
        print(f"hospitals that filed, January 2026, in 医療情報ネット "
              f"(December 2025): {result.seconds:.2f} s")
        table(filed, state_of(result), lambda row: row.id[2:4])
        show(options, result, "hospital",
             {row.id: row for row in there + filed}, filed)

        published += rows.clinics()
        known = list(rows.institutions(cities))
        result = rows.Result(options.bench, published + known, work)
        print(f"hospitals and clinics of 医療情報ネット (no clinics of 東京, "
              f"京都 in part) among designated institutions (no 沖縄): "
              f"{result.seconds:.2f} s, {result.megabytes} MB")
        table(published, state_of(result), lambda row: row.city[:2])
        show(options, result, "clinic",
             {row.id: row for row in published + known}, published)


if __name__ == "__main__":
    main()
