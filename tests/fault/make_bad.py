"""Makes the inputs of refuse.sh: make_bad.py SAMPLES FOLDER

Every file is a small wound in a sample in its published shape.
"""
import io
import pathlib
import struct
import sys
import zipfile
import zlib

samples, out = map(pathlib.Path, sys.argv[1:])
care = samples / "kaigo/jigyosho_130.csv"
text = care.read_bytes().decode("utf-8-sig")
header, *rows = text.split("\r\n")[:-1]
BOM = "\ufeff"


def put(name, content):
    if isinstance(content, str):
        content = content.encode("utf-8")
    path = out / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def care_list(name, *lines, end="\r\n"):
    put(name, BOM + "\r\n".join(lines) + end)


def zeros(n_mib):
    """A deflate stream of n MiB of zeros, without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    crc = 0
    parts = []
    block = bytes(1 << 20)
    for _ in range(n_mib):
        parts.append(packer.compress(block))
        crc = zlib.crc32(block, crc)
    parts.append(packer.flush())
    return b"".join(parts), crc


def one_member_zip(name, packed, crc, size):
    """A zip with one deflated member that says whatever it is told to."""
    name = name.encode()
    big = size >= 0xFFFFFFFF
    extra = struct.pack("<HHQQ", 1, 16, size, len(packed)) if big else b""
    sizes = (0xFFFFFFFF,) * 2 if big else (len(packed), size)
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 45, 0, 8, 0, 0x21, crc,
                        *sizes, len(name), len(extra)) + name + extra
    central = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 45, 45, 0, 8, 0,
                          0x21, crc, *sizes, len(name), len(extra), 0, 0, 0,
                          0, 0) + name + extra
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1, 1, len(central),
                      len(local) + len(packed), 0)
    return local + packed + central + end


def zips():
    whole = (samples / "navii/01-1_hospital_facility_info_20251201.zip")
    put("truncated.zip", whole.read_bytes()[:500])
    packed, crc = zeros(40)
    put("ratio.zip", one_member_zip("a.csv", packed, crc, 40 << 20))
    put("says_10_gb.zip", one_member_zip("a.csv", packed, crc, 10 << 30))
    put("says_little.zip", one_member_zip("a.csv", packed, crc, 1000))
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as z:
        z.write(care, "a.csv")
    with zipfile.ZipFile(out / "nested.zip", "w") as z:
        z.writestr("inner.zip", inner.getvalue())
    encrypted = bytearray(inner.getvalue())
    encrypted[6] |= 1
    at = encrypted.find(b"PK\x01\x02")
    encrypted[at + 8] |= 1
    put("locked.zip", bytes(encrypted))


def workbook(name, strings, sheet):
    types = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
             'content-types"/>')
    book = ('<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml'
            '/2006/main" xmlns:r="http://schemas.openxmlformats.org/office'
            'Document/2006/relationships"><sheets><sheet name="a" sheetId="1"'
            ' r:id="r1"/></sheets></workbook>')
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/'
            f'2006/relationships"><Relationship Id="r1" Type="{base}/worksheet"'
            f' Target="s.xml"/><Relationship Id="r2" Type="{base}/sharedStrings'
            '" Target="t.xml"/></Relationships>')
    with zipfile.ZipFile(out / name, "w", zipfile.ZIP_DEFLATED,
                         compresslevel=1) as z:
        z.writestr("[Content_Types].xml", types)
        z.writestr("xl/workbook.xml", book)
        z.writestr("xl/_rels/workbook.xml.rels", rels)
        z.writestr("xl/t.xml", strings)
        z.writestr("xl/s.xml", sheet)


def workbooks():
    one = '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>' \
          '</row></sheetData></worksheet>'
    start = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/' \
            '2006/main">'
    workbook("strings_bomb.xlsx",
             start + "<si><t>a</t></si>" * 12_000_000 + "</sst>", one)
    # Text that hardly shrinks: the ratio alone does not stop it.
    many = "".join(f"<si><t>{i * 2654435761 % 2**32:032x}</t></si>"
                   for i in range(3_000_000))
    workbook("strings_many.xlsx", start + many + "</sst>", one)
    workbook("laughs.xlsx", '<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b '
             '"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>' + start +
             "<si><t>&b;</t></si></sst>", one)


def columns_of(kind, head, body, encoding_bom=BOM):
    """Each heading renamed in turn; one twice; one more."""
    names = [n.strip('"') for n in head.split(",")]
    for i, name in enumerate(names):
        changed = list(names)
        changed[i] = "別の見出し"
        put(f"renamed/{kind}/{i:02d}.csv", encoding_bom + "\r\n".join(
            [",".join(changed)] + body) + "\r\n")
        (out / f"renamed/{kind}/{i:02d}.name").write_text(name)


def hospital():
    with zipfile.ZipFile(
            samples / "navii/01-1_hospital_facility_info_20251201.zip") as z:
        whole = z.read(z.namelist()[0]).decode("utf-8-sig")
    head, *body = whole.split("\r\n")[:-1]
    columns_of("hospital", head, body)


def headers():
    columns_of("kaigo", header, rows)
    hospital()
    names = header.split(",")
    care_list("duplicated.csv", header + "," + names[4],
              *[r + ",x" for r in rows])
    care_list("added.csv", header + ",新しい列",
              *[r + ",新しい値" for r in rows])
    i, j = names.index("緯度"), names.index("経度")
    names[i], names[j] = names[j], names[i]
    care_list("exchanged.csv", ",".join(names), *rows)


def contents():
    put("empty.csv", "")
    put("bom_only.csv", BOM)
    care_list("header_only.csv", header)
    put("cp932.csv", (header + "\r\n" + "\r\n".join(rows)).encode(
        "cp932", "replace"))
    put("utf16.csv", (header + "\r\n" + "\r\n".join(rows)).encode("utf-16"))
    put("nul_bytes.csv", bytes(4096))
    put("page.csv", "<!DOCTYPE html>\n<html><title>404</title></html>\n")
    put("error.csv", '{"error": "not found"}\n')
    # Rows that are set aside while the rest is read.
    name = rows[1].split(",")[4]
    care_list("short_row.csv", header, rows[0], "252999,1,滋賀県", *rows[1:])
    care_list("nul_in_row.csv", header, rows[0],
              rows[1].replace(name, "帆\0柱"), *rows[2:])
    care_list("huge_cell.csv", header, rows[0],
              rows[1].replace(name, "あ" * (50 << 20 >> 1)), *rows[2:])
    care_list("huge_quoted.csv", header, rows[0],
              rows[1].replace(name, '"' + "あ" * (50 << 20 >> 1) + '"'),
              *rows[2:])
    care_list("stray_quote.csv", header, rows[0],
              rows[1].replace(name, '"帆"柱'), *rows[2:])
    care_list("open_quote.csv", header, rows[0],
              rows[1].replace(name, '"帆柱'), *rows[2:])
    care_list("truncated.csv", header, *rows[:-1], rows[-1][:60], end="")
    put("bad_utf8.csv", (BOM + "\r\n".join([header, *rows]) + "\r\n").encode()
        .replace("ヒバリ".encode(), "ヒバ".encode() + b"\xe3\x83"))
    # Values that are odd while their rows are kept.
    care_list("controls.csv", header, rows[0].replace(
        rows[0].split(",")[4], "帆\x01柱\x0b\ufffeステーション\uffff"),
        *rows[1:])
    cells = rows[0].split(",")
    at = header.split(",").index("緯度")
    cells[at] = "135.9"
    cells[at + 1] = "235.1"
    care_list("impossible.csv", header, ",".join(cells), *rows[1:])
    put("tokyo/list.csv", "番号,名称,所在地,緯度,経度\r\n"
        "1,試しの相談室,滋賀県みなと市湊町1,35.0,136.0\r\n")
    put("tokyo/list_columns.csv", "field,column,constant\r\n"
        "listing,,試しの一覧\r\npublisher,,試しの市\r\nlicence,,CC BY 4.0\r\n"
        "crs,,EPSG:4301\r\nkind,,consultation-desk\r\nid,番号,\r\n"
        "name,名称,\r\naddress,所在地,\r\nlatitude,緯度,\r\nlongitude,経度,\r\n")


zips()
workbooks()
headers()
contents()
