# Every source is formatted as .clang-format says.
. tests/lib.sh
need clang-format
find $sources tests tools -name '*.[ch]' | sort >"$work/files"
xargs clang-format --dry-run <"$work/files" 2>"$work/said"
if grep -q 'clang-format-violations' "$work/said"; then
    sed -n 's/^\([^ :]*\):[0-9]*:[0-9]*: warning.*/\1/p' "$work/said" |
        sort | uniq -c
    fail "run: clang-format -i on these files"
fi
echo "$(wc -l <"$work/files") files are formatted"
