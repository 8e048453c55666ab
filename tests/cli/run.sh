# Recorded command lines: each folder tests/cli/COMMAND/NAME holds
#   command       the arguments, one line; $OUT is a fresh folder
#   before, after (optional) shell lines that prepare $OUT, or look into it:
#                 what they print is part of stdout
#   expected      stdout;  expected_err (optional) stderr;  exit  the status
# Times and memory are left out, and $OUT is written for its path.
# With --record as second argument the answers are written anew: look at
# `git diff` before you believe them.
. tests/lib.sh
record=${2:-}
n=0 bad=0

answers() { # what the case must give, and what it gave
    sed "s|$OUT|\$OUT|g" "$OUT.stdout" >"$work/expected"
    sed "s|$OUT|\$OUT|g; s|$root/||g; / s, at most .* MB of memory$/d" "$OUT.stderr" \
        >"$work/expected_err"
    echo "$status" >"$work/exit"
}

compare() {
    for file in expected expected_err exit; do
        given=$case/$file
        [ -e "$given" ] || given=/dev/null
        [ "$file" = expected_err ] && [ ! -e "$case/$file" ] && continue
        diff -u --label "$case/$file" --label now "$given" "$work/$file" ||
            return 1
    done
}

for command in tests/cli/*/*/command; do
    case=${command%/command}
    n=$((n + 1))
    OUT=$work/$n
    mkdir "$OUT"
    [ ! -e "$case/before" ] || . "$case/before"
    eval "set -- $(cat "$command")"
    status=0
    "$zaitaku" "$@" >"$OUT.stdout" 2>"$OUT.stderr" || status=$?
    [ ! -e "$case/after" ] || . "$case/after" >>"$OUT.stdout"
    answers
    if [ "$record" = --record ]; then
        cp "$work/expected" "$work/expected_err" "$work/exit" "$case"
        [ -s "$case/expected_err" ] || rm "$case/expected_err"
    elif ! compare; then
        printf 'FAIL: zaitaku %s\n' "$(cat "$command")"
        bad=$((bad + 1))
    fi
    rm -rf "$OUT"
done
[ "$bad" -eq 0 ] || fail "$bad of $n command lines answer otherwise"
echo "$n recorded command lines answer as recorded"
