"""Worksheets that go through a spreadsheet and come back.

calc.py answers STAFF FOLDER      fill in the worksheets of OUT/staff as staff
    would, and write corrections with values that spreadsheets like to change
calc.py same BEFORE AFTER [COLUMN...]   every cell of AFTER is that of BEFORE,
    but for these columns; what differs there is printed
calc.py hurt FILE                 a correction of which a spreadsheet makes a date
"""
import csv
import pathlib
import sys

HEADER = ["施設ID", "項目", "正しい値", "元の値", "理由", "記入者", "日付"]


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        return list(csv.reader(f))


def write(path, rows):
    with open(path, "w", encoding="utf-8-sig", newline="") as f:
        csv.writer(f, lineterminator="\r\n").writerows(rows)


def fill(source, target, answer):
    head, *rows = read(source)
    at = {name: i for i, name in enumerate(head)}
    for n, row in enumerate(rows):
        answer(n, row, at)
        row[at["記入者"]] = "窓口係"
        row[at["日付"]] = "2026-01-15"
    write(target, [head] + rows)
    return len(rows)


def pair(n, row, at):
    row[at["判断"]] = "別" if n % 2 else "同じ"
    row[at["理由"]] = "'=1+1 @電話 077-000-0000"


def address(n, row, at):
    row[at["決定"]] = (["公表", "35.0874,136.0417"][n % 2]
                     if row[at["公表された位置"]] else "地図に出さない")
    row[at["決定の理由"]] = "'-2+3 確認"


def answers(staff, folder):
    folder.mkdir()
    n = fill(staff / "to_decide.csv", folder / "pairs.csv", pair)
    n += fill(staff / "review.csv", folder / "review.csv", address)
    write(folder / "corrections.csv", [
        HEADER,
        ["k-2579900032", "電話番号", "077-000-0122", "077-000-0121", "'=A1",
         "係", "2026-01-15"],
        ["k-2579900032", "郵便番号", "060-0001", "", "", "係", "2026-01-15"],
        ["k-2579900032", "方書（ビル名等）", "帆柱ビル1-2", "", "", "", ""],
        ["n-2522990000030", "位置", "35.0874,136.0417", "", "", "", ""],
        ["n-2532990000030", "閉鎖", "2026-01-31", "", "", "", ""],
    ])
    print(n)


def same(before, after, columns):
    a, b = read(before), read(after)
    bad = [f"{len(a)} rows, then {len(b)}"] if len(a) != len(b) else []
    for line, (x, y) in enumerate(zip(a, b), 1):
        y += [""] * (len(x) - len(y))
        for name, cell, other in zip(a[0], x, y):
            if cell != other:
                text = f"line {line} {name}: {cell!r} became {other!r}"
                if name in columns:
                    print(text)
                else:
                    bad.append(text)
    print(*bad[:9], sep="\n")
    return not bad


def hurt(path):
    write(path, [
        HEADER,
        ["k-2579900032", "方書（ビル名等）", "1-2", "", "", "", ""],
    ])


if __name__ == "__main__":
    job, *rest = sys.argv[1:]
    if job == "answers":
        answers(*map(pathlib.Path, rest))
    elif job == "hurt":
        hurt(rest[0])
    elif not same(rest[0], rest[1], rest[2:]):
        sys.exit(1)
