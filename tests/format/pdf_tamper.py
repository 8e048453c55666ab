"""Changes a residents' PDF the way a hand would, and lets the manifest agree.

pdf_tamper.py OUT WHAT WORK    prints what `check` must name
"""
import hashlib
import json
import pathlib
import re
import subprocess
import sys

out, what, work = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
name = "25299/map-a4.pdf"
path = out / "resident" / name


def private_value():
    public = (out / "resident/25299/map.geojson").read_text("utf-8")
    maps = json.loads((out / "professional/25299/map.geojson")
                      .read_text("utf-8"))
    for feature in maps["features"]:
        fax = feature["properties"].get("fax")
        if fax and fax not in public:
            return fax
    sys.exit("no private fax number to leak")


def opened():
    """The file with its objects in the open."""
    plain = pathlib.Path(work) / "plain.pdf"
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", path, plain],
                   check=True)
    return plain.read_bytes()


def keep(data):
    plain = pathlib.Path(work) / "plain.pdf"
    plain.write_bytes(data)
    fixed = subprocess.run(["fix-qdf", plain], capture_output=True, check=True)
    path.unlink()
    path.write_bytes(fixed.stdout)
    manifest_path = out / "resident/manifest.json"
    manifest = json.loads(manifest_path.read_text("utf-8"))
    for file in manifest["files"]:
        if file["name"] == name:
            file["bytes"] = len(fixed.stdout)
            file["sha256"] = hashlib.sha256(fixed.stdout).hexdigest()
    manifest_path.unlink()
    manifest_path.write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")


def leak_title():
    fax = private_value().encode("utf-16-be").hex()
    keep(re.sub(rb"/Title <feff", b"/Title <feff" + fax.encode(), opened(), 1))
    return f"LEAK: 'resident/{name}' .*'fax'"


def leak_text():
    """Digits of a font that the page has, drawn one by one."""
    data = opened()
    fax = private_value()
    for font in re.finditer(rb"(\d+) 0 obj\n<<[^>]*?/ToUnicode (\d+) 0 R", data):
        start = data.index(b"\n%s 0 obj" % font[2])
        cmap = data[start:data.index(b"endobj", start)]
        codes = {int(u, 16): c for c, u in
                 re.findall(rb"<([0-9a-f]+)> <([0-9a-f]{4})>\n", cmap)}
        used = re.search(rb"/(f-\d+-\d+) %s 0 R" % font[1], data)
        if used and all(ord(c) in codes for c in fax):
            break
    else:
        sys.exit("no font has the digits")
    shown = b"".join(b"<%s> Tj " % codes[ord(c)] for c in fax)
    text = b"BT /%s 9 Tf %sET\n" % (used[1], shown)
    at = data.index(b"stream\n", data.index(b"%% Contents for page 1\n")) + 7
    keep(data[:at] + text + data[at:])
    return f"LEAK: 'resident/{name}' .*'fax'"


def lost_facility():
    keep(re.sub(rb"\(facility-", b"(facilitx-", opened(), 1))
    return f"'resident/{name}' shows"


def script():
    keep(re.sub(rb"/Type /Catalog", b"/Type /Catalog\n  /OpenAction << /S "
                rb"/JavaScript /JS (app.alert\\(1\\)) >>", opened(), 1))
    return f"resident/{name}"


print(globals()[what]())
