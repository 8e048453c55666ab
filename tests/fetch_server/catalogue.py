"""Write a catalogue with one source, `tiny`, that make_mirror.py has made.

    catalogue.py FILE [KEY=JSON...]

KEY=JSON replaces or adds a member of the source; LINK.KEY one of its link.
Without `page` in it (page=null) the source has files instead of links.
"""
import json
import sys

source = {
    "id": "tiny",
    "title": "小さなオープンデータ",
    "title_en": "Tiny open data",
    "publisher": "試験省",
    "licence": "CC BY 4.0",
    "licence_url": "https://creativecommons.org/licenses/by/4.0/deed.ja",
    "attribution": "出典：「小さなオープンデータ（{as_of}時点）」（試験省）を加工して作成",
    "cadence": "P6M",
    "page": "https://www.test/tiny/index.html",
    "role": "listing",
    "hosts": ["www.test"],
    "links": [{"file": "jigyosho_[0-9]{3}_all_[0-9]{14}[.]csv$",
               "expect": "listing", "listing": "kaigo", "least": 1}],
    "dated_page": True,
}
for word in sys.argv[2:]:
    key, value = word.split("=", 1)
    where = source
    if key.startswith("LINK."):
        key, where = key[5:], source["links"][0]
    value = json.loads(value)
    if value is None:
        where.pop(key, None)
    else:
        where[key] = value
with open(sys.argv[1], "w", encoding="utf-8") as f:
    json.dump({"sources": [source]}, f, ensure_ascii=False, indent=1)
