# No function is longer than 80 lines, no file longer than 400 (tests and
# tables of one row a line may be longer); functions over 40 are told.
. tests/lib.sh
need ctags python3
ctags --version | grep -q Universal || skip "only another ctags is installed"
find $sources tools -name '*.[ch]' | sort >"$work/files"
ctags -L "$work/files" --languages=C --c-kinds=f --fields=+ne \
    --output-format=json -f "$work/tags" 2>/dev/null ||
    skip "this ctags writes no JSON"
python3 - "$work/tags" "$work/files" <<'END' || fail "too long"
import json, sys
bad, long, n = 0, 0, 0
for line in open(sys.argv[1], encoding="utf-8"):
    tag = json.loads(line)
    if "end" not in tag:
        continue
    n += 1
    lines = tag["end"] - tag["line"] + 1
    long += lines > 40
    if lines > 80:
        bad += 1
        print(f'{tag["path"]}:{tag["line"]}: {tag["name"]}() has {lines} lines')
for path in open(sys.argv[2]).read().split():
    lines = sum(1 for _ in open(path, encoding="utf-8"))
    if lines > 400:
        print(f"note: {path} has {lines} lines, the rule is 400")
print(f"{n} functions, none over 80 lines, {long} over 40" if not bad else
      f"{bad} of {n} functions are over 80 lines")
sys.exit(bad != 0)
END
