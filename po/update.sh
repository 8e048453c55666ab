#!/bin/sh
# Bring po/*.po up to date with the messages in the sources, and say what is
# left to translate. Run it after changing a message; needs gettext.
set -eu
cd "$(dirname "$0")/.."
pot=$(mktemp)
trap 'rm -f "$pot"' EXIT

find src fetch geo output -name '*.[ch]' -o -path '*/errors.def' \
    -o -path '*/faults.def' | LC_ALL=C sort |
    xgettext --files-from=- --language=C --from-code=UTF-8 \
        --keyword=_ --keyword=N_ --keyword=FAULT:3 --add-location=file --sort-by-file \
        --package-name=zaitaku --output=- |
    sed '/^"POT-Creation-Date:/d' > "$pot"

for catalogue in po/*.po; do
    msgmerge --quiet --update --backup=none --no-fuzzy-matching \
        --add-location=file --sort-by-file "$catalogue" "$pot"
    # A message that is gone is gone; the history of the repository keeps it.
    msgattrib --no-obsolete --sort-by-file --output-file="$catalogue" \
        "$catalogue"
    printf '%s: ' "$catalogue"
    msgfmt --check --statistics --output-file=/dev/null "$catalogue"
done
