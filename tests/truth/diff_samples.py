#!/usr/bin/env python3
"""The samples twice, with known differences: diff_samples.py SAMPLES OUT.

As diff_edits.py, but small and by hand: what differs between OUT/old and
OUT/new, line by line, and what is expected of it in OUT/expected.json."""
import json
import pathlib
import shutil
import sys
import zipfile

HOSPITALS = "navii/01-1_hospital_facility_info_20251201"
CLINICS = "navii/02-1_clinic_facility_info_20251201.csv"
HOURS = "navii/02-2_clinic_speciality_hours_20251201.csv"
PHARMACIES = "navii/05_pharmacy_20251201.csv"
DENTAL = "bureau/kinki_sika.csv"


def care(code):
    return f"kaigo/jigyosho_{code}.csv"


class Sides:
    """The files of OLD and NEW, as lists of lines."""

    def __init__(self, samples, out):
        self.out, self.expected = out, []
        self.side = {"old": {}, "new": {}}
        for side in self.side:
            for part in ("navii", "kaigo", "bureau"):
                shutil.copytree(samples / part, out / side / part)
            self.unpack(out / side / HOSPITALS)

    @staticmethod
    def unpack(path):
        zipped = path.with_suffix(".zip")
        with zipfile.ZipFile(zipped) as z:
            path.with_suffix(".csv").write_bytes(z.read(z.namelist()[0]))
        zipped.unlink()

    def lines(self, side, name):
        """To be changed in place."""
        if name not in self.side[side]:
            text = (self.out / side / name).read_bytes().decode(
                "cp932" if name == DENTAL else "utf-8")
            self.side[side][name] = text.splitlines(keepends=True)
        return self.side[side][name]

    def at(self, side, name, mark):
        """The one line that holds the mark."""
        found = [i for i, line in enumerate(self.lines(side, name))
                 if mark in line]
        assert len(found) == 1, (name, mark, found)
        return found[0]

    def drop(self, side, name, mark):
        del self.lines(side, name)[self.at(side, name, mark)]

    def put(self, side, name, mark, line):
        """Below the one that holds the mark."""
        assert line.endswith("\r\n")
        self.lines(side, name).insert(self.at(side, name, mark) + 1, line)

    def change(self, name, mark, before, after, side="new"):
        i = self.at(side, name, mark)
        line = self.lines(side, name)[i]
        assert before in line, (mark, before)
        self.lines(side, name)[i] = line.replace(before, after)

    def change_all(self, name, before, after):
        lines = self.lines("new", name)
        lines[:] = [line.replace(before, after) for line in lines]

    def copy(self, side, name, mark, into, service):
        """The row of an office in the file of another service, too."""
        line = self.lines(side, name)[self.at(side, name, mark)].split(",")
        line[6] = service
        self.lines(side, into).append(",".join(line))

    def expect(self, change, facility, **more):
        self.expected.append({"change": change, "id": facility, **more})

    def save(self):
        for side, files in self.side.items():
            for name, lines in files.items():
                (self.out / side / name).write_bytes("".join(lines).encode(
                    "cp932" if name == DENTAL else "utf-8"))
        (self.out / "expected.json").write_text(json.dumps(
            {"changes": self.expected, "left_out": {"old": 0, "new": 0},
             "merger": None}, ensure_ascii=False, indent=0))


def edit_care(sides):
    sides.drop("old", care(430), "2579900167")
    sides.expect("new", "k-2579900167")
    sides.drop("new", care(150), "2579900156")
    sides.expect("gone", "k-2579900156")
    sides.change(care(430), "2579900172", "水辺5番地,,35.08331",
                 "水辺27番地,,35.09331")
    sides.expect("moved", "k-2579900172", distance_m=1109.5)
    sides.change(care(110), "2579900040", "35.0479", "35.0529")
    sides.expect("position", "k-2579900040", distance_m=554.7)
    sides.change(care(720), "2579900206", "グループデイ鳰", "グループデイ水鳥")
    sides.expect("renamed", "k-2579900206", before="グループデイ鳰",
                 after="グループデイ水鳥")
    sides.change(care(760), "2579900214", "077-000-0291", "077-000-0292")
    sides.expect("phone", "k-2579900214", after="077-000-0292")
    sides.copy("new", care(110), "2579900024", care(150), "通所介護")
    sides.expect("service-added", "k-2579900024")
    sides.copy("old", care(110), "2579900032", care(150), "通所介護")
    sides.expect("service-dropped", "k-2579900032")
    sides.change(care(150), "2579900149", "252999,2579900149,滋賀県,みなと市",
                 "254991,2579900149,滋賀県,みずうみ町")
    sides.expect("municipality", "k-2579900149")
    sides.change_all(care(770), "2579900222", "2579900229")
    sides.expect("id", "k-2579900229", id_old="k-2579900222",
                 matched_by="join")
    # The same, written otherwise.
    sides.change(care(110), "2579900024", "０７７－０００－０１１１", "077-000-0111")
    sides.change(care(710), "2579900198", "夜間ケアみなと,", "夜間ケア　みなと,")
    sides.change(care(520), "2559900184", "古浜88", "古浜８８番地")


def edit_medical(sides):
    lines = sides.lines("new", HOURS)
    lines[:] = [line.replace("17:30", "18:30") if "2522990000010" in line
                else line for line in lines]
    sides.expect("hours", "n-2522990000010")
    sides.change(HOSPITALS + ".csv", "2514990000010", '"80"', '"90"')
    sides.expect("beds", "n-2514990000010")
    sides.change(PHARMACIES, "2552990000040", "2552990000040",
                 "2552990000940")
    sides.expect("id", "n-2552990000940", id_old="n-2552990000040",
                 matched_by="code")
    sides.change(CLINICS, "湊町皮フ科", "湊町皮フ科", "あけぼの医院")
    sides.change(CLINICS, "2522990000090", "ミナトマチヒフカ", "アケボノイイン")
    for name in (CLINICS, HOURS):
        sides.change_all(name, "2522990000090", "2522990000999")
    sides.expect("gone", "n-2522990000090")
    sides.expect("new", "n-2522990000999")
    sides.expect("possible", "n-2522990000999", id_old="n-2522990000090")


def edit_filings(sides):
    row = "," * 13 + "在宅患者歯科治療時医療管理料,在歯管,第96号,令和 6年 6月 1日,,,\r\n"
    head = "5,25,滋賀県,歯科,9900551"
    filed = sides.lines("new", DENTAL)[sides.at("new", DENTAL, head)]
    sides.put("new", DENTAL, "4,25,滋賀県,歯科,9900544", row)
    sides.expect("filed", "n-2534990000010")
    sides.drop("new", DENTAL, "歯訪診,第311号")
    sides.expect("withdrawn", "n-2532990000020")
    # A row of it that names no filing: what is not there is unknown.
    unreadable = filed.split("歯科訪問診療料")[0] + ",,,,,,\r\n"
    sides.put("new", DENTAL, head, unreadable)
    sides.drop("new", DENTAL, "歯訪診,第313号")
    sides.expect("unknown", "n-2532990000060")
    hobashira = sides.lines("old", DENTAL)[sides.at(
        "old", DENTAL, "3,25,滋賀県,歯科,9900536")]
    sides.put("old", DENTAL, "歯ＣＡＤ,第77号",
              hobashira.split("クラウン")[0] + ",,,,,,\r\n")
    sides.put("new", DENTAL, "歯ＣＡＤ,第77号", row)
    sides.expect("known", "n-2532990000030")


def main():
    samples, out = map(pathlib.Path, sys.argv[1:])
    sides = Sides(samples, out)
    edit_care(sides)
    edit_medical(sides)
    edit_filings(sides)
    sides.save()
    print(len(sides.expected), "changes")


main()
