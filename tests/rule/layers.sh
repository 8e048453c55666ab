# Folders are layers: no source includes a folder that tests/layers.txt does
# not allow it, each foreign library is known to the files named there only,
# and none of our headers includes a foreign one.
. tests/lib.sh
bad=0
wrong() {
    echo "$*"
    bad=$((bad + 1))
}

# Comment lines out; "left : right" lines in.
rows() { grep -v '^#' tests/layers.txt | grep ':'; }

folders=$(rows | sed -n 's/^\([a-z][^ ]*\) *:.*/\1/p')
for folder in $folders; do
    may=$(rows | sed -n "s|^$folder *: *||p")
    own="$(basename "$folder") $folder"
    for file in $(find "$folder" -maxdepth 1 -name '*.[ch]'); do
        for used in $(sed -n 's|^#include "\([a-z_/]*\)/[^/]*"|\1|p' "$file" |
            sort -u); do
            case " $own $may " in
            *" $used "*) ;;
            *) wrong "$file includes \"$used/\": $folder may use only: $may" ;;
            esac
        done
        # Written from the root, so that every line says its layer.
        grep -n '^#include "[^/]*"' "$file" && wrong "$file: no folder named"
    done
done
# A folder that the table does not know is in no layer.
for folder in $(find $sources -name '*.[ch]' -exec dirname {} + |
    sort -u); do
    [ "$folder" = src ] || echo "$folders" | grep -qx "$folder" ||
        wrong "$folder is not in tests/layers.txt"
done

rows | grep '^<' | while read -r header colon files; do
    for file in $(grep -lF "#include $header" -r $sources); do
        case " $files " in
        *" $file "*) ;;
        *) echo "$file knows $header, as only these should: $files" ;;
        esac
    done
done >"$work/foreign"
[ ! -s "$work/foreign" ] || wrong "$(cat "$work/foreign")"

# The C library and POSIX; anything else in a header of ours is foreign.
standard='stddef|stdint|stdbool|stdarg|stdio|stdlib|string|math|time|inttypes'
standard="$standard|libintl|limits|sys/types|pthread"
grep -rnE '^#include <' --include='*.h' $sources |
    grep -vE "<($standard)\.h>" >"$work/headers"
[ ! -s "$work/headers" ] || wrong "foreign headers in ours:
$(cat "$work/headers")"

[ "$bad" -eq 0 ] || fail "$bad breaches of the layers"
echo "$(echo "$folders" | wc -l) layers keep to tests/layers.txt"
