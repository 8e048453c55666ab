"""Changes a published OUT the way an accident or a hand would.

tamper.py OUT WHAT    prints what `check` must name
"""
import hashlib
import io
import json
import pathlib
import re
import sys
import zipfile

out = pathlib.Path(sys.argv[1])
resident = out / "resident"
place = sys.argv[3] if len(sys.argv) > 3 else "25299"


def fix_manifest(path, data, edition="resident"):
    """Write the file and let the manifest agree, as an attacker would."""
    path.unlink()  # the file may be a hard link of another generation
    path.write_bytes(data)
    manifest_path = out / edition / "manifest.json"
    manifest = json.loads(manifest_path.read_text("utf-8"))
    name = path.relative_to(out / edition).as_posix()
    for file in manifest["files"]:
        if file["name"] == name:
            file["bytes"] = len(data)
            file["sha256"] = hashlib.sha256(data).hexdigest()
    rewrite(manifest_path, manifest)


def rewrite(path, value):
    path.unlink()
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")


def private_value():
    """A fax number of a professional map that no resident map shows."""
    text = (resident / place / "map.geojson").read_text("utf-8")
    maps = json.loads((out / "professional" / place / "map.geojson")
                      .read_text("utf-8"))
    for feature in maps["features"]:
        fax = feature["properties"].get("fax")
        if fax and fax not in text:
            return fax, feature["id"]
    sys.exit("no private fax number to leak")


def leak_geojson():
    fax, owner = private_value()
    path = resident / place / "map.geojson"
    text = path.read_text("utf-8")
    fix_manifest(path, text.replace('"name":"', f'"name":"{fax} ', 1).encode())
    return f"LEAK: 'resident/{place}/map.geojson' .*'fax' .*{owner}"


def leak_kmz():
    fax, owner = private_value()
    path = resident / place / "map.kmz"
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(
            made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            data = old.read(member)
            if member.endswith(".kml"):
                data = data.replace(b"<name>", f"<name>{fax}".encode(), 2)
            new.writestr(member, data)
    fix_manifest(path, made.getvalue())
    return f"LEAK: 'resident/{place}/map.kmz' .*'fax' .*{owner}"


def put_first(name, mark, text):
    """The fax number, before the first `mark` of a file."""
    fax, owner = private_value()
    path = resident / name
    data = path.read_text("utf-8")
    assert mark in data, (name, mark)
    fix_manifest(path, data.replace(mark, text % fax + mark, 1).encode())
    return f"LEAK: 'resident/{name}' .*'fax' .*{owner}"


def leak_page():
    return put_first(f"{place}/index.html", "<footer", "<p>%s</p>")


def leak_page_data():
    return put_first(f"{place}/index.html", '"edition":', '"note":"%s",')


def leak_page_entities():
    """The page's own writer never spells a digit so."""
    fax, _ = private_value()
    text = "".join(f"&#{ord(c)};" for c in fax)
    path = resident / place / "index.html"
    data = path.read_text("utf-8").replace("<footer", f"<p>{text}</p><footer")
    fix_manifest(path, data.encode())
    return f"'resident/{place}/index.html' cannot be checked"


def escaped():
    """The fax number as JSON may spell it, and its owner."""
    fax, owner = private_value()
    return "".join(f"\\u{ord(c):04x}" for c in fax), owner


def leak_json_escapes():
    text, owner = escaped()
    path = resident / place / "map.geojson"
    data = path.read_text("utf-8").replace('"name":"', f'"name":"{text} ', 1)
    fix_manifest(path, data.encode())
    return f"LEAK: 'resident/{place}/map.geojson' .*'fax' .*{owner}"


def leak_kml_entities():
    fax, owner = private_value()
    text = "".join(f"&#{ord(c)};" for c in fax)
    path = resident / place / "map.kml"
    data = path.read_text("utf-8").replace("<name>", f"<name>{text} ", 1)
    fix_manifest(path, data.encode())
    return f"LEAK: 'resident/{place}/map.kml' .*'fax' .*{owner}"


def behind_the_data():
    fax, _ = private_value()
    path = resident / place / "index.html"
    data = path.read_text("utf-8")
    at = data.index("</script>", data.index('id="data"'))
    fix_manifest(path, (data[:at] + fax + data[at:]).encode())
    return f"resident/{place}/index.html'"


def strange_script():
    path = resident / place / "index.html"
    data = path.read_text("utf-8").replace(
        "</body>", "<script>fetch('/')</script></body>", 1)
    fix_manifest(path, data.encode())
    return f"'resident/{place}/index.html' cannot be checked"


def leak_start():
    return put_first("index.html", "<footer", "<p>%s</p>")


def leak_catalogue():
    return put_first("dcat.jsonld", '"@context"', '"note": "%s", ')


def leak_manifest():
    fax, owner = private_value()
    path = resident / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    rewrite(path, {**manifest, "note": fax})
    return f"LEAK: 'resident/manifest.json' .*'fax' .*{owner}"


def professional(name):
    """A professionals' file where the residents' one should be."""
    data = (out / "professional" / place / name).read_bytes()
    fix_manifest(resident / place / name, data)
    return f"LEAK: 'resident/{place}/{name}'"


def missing_file():
    (resident / place / "map.kml").unlink()
    return f"resident/{place}/map.kml"


def extra_file():
    (resident / place / "notes.txt").write_text("a note\n")
    return f"'resident/{place}/notes.txt' is in no manifest"


def changed_byte():
    path = resident / place / "map.kml"
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data.replace(b"<Document>", b"<Document> ", 1))
    return f"'resident/{place}/map.kml' was changed"


def lost_feature():
    path = resident / place / "map.geojson"
    text = path.read_text("utf-8")
    lines = text.splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines)
              if '"type":"Feature"' in line and line.rstrip().endswith(","))
    del lines[at]
    fix_manifest(path, "".join(lines).encode())
    return f"'resident/{place}/map.geojson' shows"


def changed_count():
    path = resident / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    for file in manifest["files"]:
        if file["name"] == f"{place}/map.geojson":
            file["rows"] += 1
    rewrite(path, manifest)
    return f"resident/{place}/map.geojson"


def changed_accounting():
    path = out / "staff/manifest.json"
    text = path.read_text("utf-8")
    path.unlink()
    path.write_text(re.sub(r'"read":\s*4\b', '"read": 5', text, count=1),
                    "utf-8")
    return "the manifest and the store differ"


if sys.argv[2].startswith("professional:"):
    print(professional(sys.argv[2].partition(":")[2]))
else:
    print(globals()[sys.argv[2]]())
