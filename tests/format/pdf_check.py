"""Looks at every PDF of an OUT folder with other programs than ours.

pdf_check.py OUT WORK    says what is wrong, and ends with 1 then
"""
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

from pdf_rules import Structure

MM = 72 / 25.4
LARGE = 14
URLS = {"resident": "https://map.example.jp/shimin/",
        "professional": "https://map.example.jp/kankeisha/"}
out, work = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
wrong = []


def told(path, what):
    wrong.append(f"{path.relative_to(out)}: {what}")


def run(*command):
    done = subprocess.run(command, capture_output=True)
    return done.stdout, done.stderr.decode("utf-8", "replace"), done.returncode


def postal(text):
    """As the sheets write it."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
    return f"〒{digits[:3]}-{digits[3:]}" if len(digits) == 7 else text


def plain(text):
    """Without white space: lines are broken where there is no room."""
    return re.sub(r"\s+", "", text)


def facilities(folder):
    data = json.loads((folder / "map.geojson").read_text("utf-8"))
    return data, [f["properties"] | {"placed": f["geometry"] is not None}
                  for f in data["features"]]


# ---- text -------------------------------------------------------------------


def check_text(path, rows, data):
    text = plain(run("pdftotext", "-raw", path, "-")[0].decode("utf-8", "replace"))
    fields = ["name", "address", "phone"]
    if path.name == "self-check.pdf":
        fields += ["name_kana", "building", "postal_code", "fax", "email",
                   "url", "hours_text", "medical_code", "office_number"]
    for row in rows:
        for field in fields:
            shown = row.get(field)
            if field == "postal_code" and shown:
                shown = postal(shown)
            if shown and plain(shown) not in text:
                told(path, f"{row['id']}: no {field} '{row[field]}'")
    for word in (data["title"], data["processed"], "みなと市高齢福祉課",
                 "0749-00-0000"):
        if plain(word) not in text:
            told(path, f"no '{word}'")
    for source in data["sources"]:
        if plain(source["title"]) not in text:
            told(path, f"the source '{source['title']}' is not named")
    return text


def words_of(path):
    """[(x, y, bottom, right, text)] of each page, from the top left."""
    html = run("pdftotext", "-bbox", path, "-")[0].decode("utf-8", "replace")
    word = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" '
                      r'xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
    return [[(*map(float, w[:4]), w[4]) for w in word.findall(page)]
            for page in html.split("<page ")[1:]]


def inside(words, box):
    return "".join(w[4] for w in words
                   if box[0] <= (w[0] + w[2]) / 2 <= box[2] and
                   box[1] <= (w[1] + w[3]) / 2 <= box[3])


def check_numbers(path, structure, rows, text):
    """The number of a pin is that of its facility in the list."""
    words = words_of(path)
    places = structure.destinations()
    number_of = {}
    name_of = {f"facility-{row['id']}": plain(row["name"]) for row in rows}
    for row in rows:
        found = re.findall(r"(\d+)(?:拡大図[A-Z]+)?" +
                           re.escape(plain(row["name"])), text)
        if not found:
            told(path, f"{row['id']} has no number")
    for page, name, box in structure.links():
        if not name.startswith("pin-"):
            continue
        shown = inside(words[page - 1], box).lstrip("※")
        if name != f"pin-{shown}":
            told(path, f"{name} is linked from '{shown}'")
        # The destination at this height whose name stands to the right.
        beside = inside(words[page - 1],
                        (box[2] - 4, box[1] - 4, box[2] + 300, box[3] + 40))
        here = [n for n, (p, _, y) in places.items()
                if p == page and abs(y - box[1]) < 12 and
                name_of.get(n, "?")[:5] in beside]
        if len(here) != 1:
            told(path, f"{name} is beside {here}")
        else:
            number_of[here[0]] = shown
    pins = set()
    for page, name, box in structure.links():
        if not name.startswith("facility-"):
            continue
        pins.add(name)
        shown = inside(words[page - 1], box)
        if shown != number_of.get(name):
            told(path, f"the pin of {name} says '{shown}', the list "
                       f"'{number_of.get(name)}'")
    placed = {f"facility-{row['id']}" for row in rows if row["placed"]}
    if set(number_of) != placed:
        told(path, "not every facility with a place leads to its pin")
    notes = sum(name.startswith("note-") for _, name, _ in structure.links())
    if pins != placed and not notes:
        told(path, "not every pin leads to its facility")


def check_privacy(path, text, resident_rows, rows):
    public = {plain(str(v)) for r in resident_rows for v in r.values()}
    public = "\n".join(public)
    shown = {name for r in resident_rows for name in r}
    for row in rows:
        for field, value in row.items():
            for item in value if isinstance(value, list) else [value]:
                item = plain(str(item))
                if field not in shown and len(item) >= 6 and \
                        item not in public and item in text:
                    told(path, f"{field} '{item}' is for professionals")


# ---- form -------------------------------------------------------------------


def check_form(path):
    for line in run("pdffonts", path)[0].decode().splitlines()[2:]:
        columns = line.split()
        if columns[-5:-2] != ["yes", "yes", "yes"]:
            told(path, f"a font is not embedded with its characters: {line}")
    info = run("pdfinfo", path)[0].decode("utf-8", "replace")
    for line in ("Tagged: +yes", "JavaScript: +no", "Encrypted: +no",
                 "Title: +\\S", "Metadata Stream: +yes", "Form: +none"):
        if not re.search(line, info):
            told(path, f"pdfinfo does not say '{line}'")
    said = run("qpdf", "--check", path)
    if said[2]:
        told(path, f"qpdf --check: {said[1]}")
    structure = Structure(path)
    for fault in structure.faults():
        told(path, fault)
    return structure


def check_destinations(path, structure, rows):
    named = structure.destinations()
    for row in rows:
        if f"facility-{row['id']}" not in named:
            told(path, f"no destination for {row['id']}")
    if path.name == "self-check.pdf":
        return
    pins = [name for name in named if name.startswith("pin-")]
    placed = sum(row["placed"] for row in rows)
    if len(pins) != placed:
        told(path, f"{len(pins)} pins, {placed} facilities with a place")


# ---- looks ------------------------------------------------------------------


def pages_of(path, resolution):
    """(width, height, rows of grey bytes) of each page."""
    for old in work.glob("page*.pgm"):
        old.unlink()
    said = run("pdftoppm", "-gray", "-r", str(resolution), path, work / "page")
    if said[1].strip():
        told(path, f"pdftoppm: {said[1].strip()}")
    for page in sorted(work.glob("page*.pgm")):
        data = page.read_bytes()
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
        width, height = int(head[1]), int(head[2])
        data = data[head.end():]
        yield width, height, [data[y * width:(y + 1) * width]
                              for y in range(height)]


def check_looks(path):
    resolution = 50
    edge = int(4 * MM * resolution / 72)
    for number, (width, height, rows) in enumerate(pages_of(path, resolution),
                                                   1):
        dark = sum(1 for row in rows for byte in row if byte < 128)
        if dark < width * height / 2000:
            told(path, f"page {number} is blank")
        for y, row in enumerate(rows):
            inside = edge <= y < height - edge
            margin = row[:edge] + row[width - edge:] if inside else row
            if min(margin) < 240:
                told(path, f"page {number} draws within 4 mm of the edge")
                break


def check_sizes(path):
    zoom = 3  # the most that it takes
    xml = run("pdftohtml", "-xml", "-i", "-stdout", "-zoom", str(zoom), path)[0]
    sizes = [int(n) for n in re.findall(rb'<fontspec [^>]*size="(\d+)"', xml)]
    if not sizes or min(sizes) < LARGE * zoom:
        told(path, f"text of {min(sizes or [0]) / zoom:.1f} points")


def legend_entries(path, layers):
    """Page and (x, y) of the left end of each name in the legend."""
    for number, words in enumerate(words_of(path), 1):
        top = [w[1] for w in words if w[4].startswith("記号と番号")]
        for x, y, _, bottom, text in words:
            if top and y > top[0] and any(layer["name"].startswith(text[:4])
                                          for layer in layers):
                # Its numbers stand before it on the line.
                before = [w[0] for w in words
                          if abs(w[1] - y) < 2 and -1 < x - w[2] < 14 and
                          re.fullmatch(r"[\d～]+", w[4])]
                yield number, min(before, default=x), (y + bottom) / 2


def check_legend(path, data):
    """Without colour, each symbol is black and white in its own way."""
    # Those of second services too.
    also = {name for f in data["features"] for name in f["properties"]["layers"]}
    layers = [layer for layer in data["layers"]
              if layer["count"] or layer["id"] in also]
    entries = list(legend_entries(path, layers))
    if len(entries) != len(layers):
        told(path, f"{len(entries)} names in the legend, {len(layers)} layers")
        return
    scale = 200 / 72
    pages = list(pages_of(path, 200))
    symbols = []
    for number, x, y in entries:
        rows = pages[number - 1][2]
        left, top = int((x - 16) * scale), int((y - 7) * scale)
        symbols.append([byte < 170 for row in rows[top:top + int(14 * scale)]
                        for byte in row[left:left + int(14 * scale)]])
    for i, one in enumerate(symbols):
        if sum(one) < len(one) / 40:
            told(path, f"symbol {i + 1} of the legend is not there")
        for j, other in enumerate(symbols[:i]):
            apart = sum(a != b for a, b in zip(one, other)) / len(one)
            if apart < 0.03:
                told(path, f"symbols {j + 1} and {i + 1} look the same: "
                           f"{apart:.3f}")


def check_codes(path, edition, code, order):
    page = URLS[edition] + code + "/"
    wanted = [page]
    if path.name == "self-check.pdf":
        wanted = [f"{page}index.html#facility-{i}" for i in order]
    last = ["-f", "2"] if path.name == "self-check.pdf" else ["-l", "1"]
    for old in work.glob("code*"):
        old.unlink()
    run("pdftoppm", *last, "-r", "150", "-gray", path, work / "code")
    seen = []
    for image in sorted(work.glob("code*.pgm")):
        seen += run("zbarimg", "-q", "--raw", image)[0].decode().split()
    if sorted(seen) != sorted(wanted):
        told(path, f"QR codes say {sorted(set(wanted) ^ set(seen))[:4]}")


def main():
    count = 0
    for edition in ("resident", "professional"):
        for folder in sorted((out / edition).glob("[0-9]*")):
            data, rows = facilities(folder)
            full = facilities(out / "professional" / folder.name)[1]
            for path in sorted(folder.glob("*.pdf")):
                count += 1
                text = check_text(path, rows, data)
                structure = check_form(path)
                check_destinations(path, structure, rows)
                check_looks(path)
                check_codes(path, edition, folder.name,
                            [row["id"] for row in rows])
                if path.name != "self-check.pdf":
                    check_numbers(path, structure, rows, text)
                if path.name == "map-large.pdf":
                    check_sizes(path)
                if path.name == "map-a4.pdf":
                    check_legend(path, data)
                if edition == "resident":
                    check_privacy(path, text + structure.texts(), rows, full)
            names = {path.name for path in folder.glob("*.pdf")}
            maps = {"map-a4.pdf", "map-a3.pdf", "map-large.pdf"}
            if edition == "professional":
                maps.add("self-check.pdf")
            if names != maps:
                wrong.append(f"{folder}: holds {sorted(names)}")
    print(*wrong[:40], sep="\n")
    print(f"{count} PDFs, {len(wrong)} faults")
    return bool(wrong) or count == 0


if __name__ == "__main__":
    sys.exit(main())
