# The manual page is right for man, the completions for their shells, and both
# know every command and option that --help shows.
. tests/lib.sh
need man

"$zaitaku" help --man >"$work/zaitaku.1" || fail "no manual page"
said=$(MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$work/zaitaku.1" \
    2>&1 >/dev/null)
[ -z "$said" ] || fail "manual page: $said"

for shell in bash zsh fish; do
    "$zaitaku" help --completion $shell >"$work/$shell" || fail "no $shell"
    if command -v $shell >/dev/null; then
        $shell -n "$work/$shell" || fail "completion for $shell"
        echo "completion for $shell parses"
    else
        echo "completion for $shell: not parsed, no $shell here"
    fi
done

n=0
for command in $("$zaitaku" help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
    n=$((n + 1))
    for option in $("$zaitaku" help "$command" |
        sed -n 's/^ *\(-[a-z], \)\{0,1\}\(--[a-z-]*\).*/\2/p'); do
        n=$((n + 1))
        plain=${option#--}
        # In a manual page a hyphen that may be typed is written \-.
        sed 's/\\-/-/g' "$work/zaitaku.1" | grep -qF -- "--$plain" ||
            fail "the manual page lacks $option"
        for shell in bash zsh fish; do
            grep -qF -- "$plain" "$work/$shell" ||
                fail "completion for $shell lacks $option of $command"
        done
    done
done
[ "$n" -gt 20 ] || fail "only $n commands and options are found"
echo "$n commands and options, all in the manual page and the completions"
