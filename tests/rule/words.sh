# The Japanese catalogue is complete, and whatever a run finds is told to staff
# in Japanese: no finding and no reason is left in English.
. tests/lib.sh
need msgfmt xgettext msgcmp python3

said=$(msgfmt --check --statistics -o /dev/null po/ja.po 2>&1) ||
    fail "po/ja.po: $said"
echo "$said" | grep -q 'untranslated\|fuzzy' && fail "po/ja.po: $said"
find src fetch geo output -name '*.[ch]' -o -path '*/errors.def' \
    -o -path '*/faults.def' | sort |
    xgettext --files-from=- --language=C --from-code=UTF-8 --keyword=_ \
        --keyword=N_ --keyword=FAULT:3 -o "$work/all.pot" || fail "xgettext"
msgcmp po/ja.po "$work/all.pot" 2>"$work/said" ||
    fail "run po/update.sh and translate: $(head -n 6 "$work/said")"
echo "po/ja.po: $said"

# Every phrase that a worksheet can show has a Japanese row of its own.
mkdir "$work/bad"
python3 tests/fault/make_bad.py samples "$work/bad" || fail "no bad inputs"
i=0
for input in "$inputs" samples/bad/*_row.csv samples/bad/*_quote.csv \
    samples/bad/truncated_line.csv "$work"/bad/*.csv "$work/bad/tokyo"; do
    i=$((i + 1))
    "$zaitaku" map $input $places -q --boundaries \
        samples/boundaries/town.geojson -o "$work/$i" \
        --store "$work/s.gpkg" >/dev/null 2>&1
done
python3 - "$work" <<'END' || fail "a phrase without Japanese"
import csv, pathlib, sys
told = set()
for path in pathlib.Path(sys.argv[1]).glob("*/staff/*.csv"):
    column = {"findings.csv": "内容", "set_aside.csv": "理由"}.get(path.name)
    if column:
        with open(path, encoding="utf-8-sig", newline="") as f:
            told |= {row[column] for row in csv.DictReader(f)}
english = sorted(phrase for phrase in told if phrase.isascii())
print(f"{len(told)} phrases in the worksheets, {len(english)} in English",
      *english, sep="\n  ")
sys.exit(bool(english) or len(told) < 20)
END

# ... and every phrase in the sources that goes there stands in wording.def.
python3 - <<'END' || fail "src/model/wording.def lacks a phrase"
import pathlib, re, sys
string = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
join = lambda text: "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text))
rows = {join(m) for m in re.findall(
    r"WORDING\(" + string, pathlib.Path("src/model/wording.def").read_text())}
# Not findings: an error, and the verdict that nothing is odd.
rows |= {"this system cannot read CP932 (Shift_JIS)", "the position is usable"}
lacking = []
for path in sorted(pathlib.Path(".").glob("src/*/*.c")):
    text = path.read_text("utf-8")
    for call in re.finditer(
            r"table_(?:find_fault|find|set_aside)[a-z_]*\([^;]*;", text):
        for phrase in re.findall(r"N_\(\s*" + string, call[0]):
            if join(phrase) not in rows:
                lacking.append(f"{path}: {join(phrase)}")
    # Why a value was not used.
    for phrase in re.findall(r"\.rule = N_\(\s*" + string, text):
        if join(phrase) not in rows:
            lacking.append(f"{path}: {join(phrase)}")
    # Verdicts, row faults and reasons of rows that were set aside are handed
    # on as texts.
    if path.parent.name in ("norm", "audit", "people") or path.name in (
            "csv_scan.c", "csv.c"):
        for phrase in re.findall(r"N_\(\s*" + string, text):
            if join(phrase) not in rows:
                lacking.append(f"{path}: {join(phrase)}")
print(f"{len(rows) - 2} rows of wording.def", *lacking, sep="\n  ")
sys.exit(bool(lacking))
END
