# Read by every script here (". tests/lib.sh"): one language and one day, a
# work folder that goes away, and words to fail with. $1 is the program.
set -u
export LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1764547200 # 2025-12-01
unset LANGUAGE
zaitaku=$(realpath "${1:?usage: sh $0 PATH_TO_ZAITAKU, from the project root}")
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM

inputs="samples/navii samples/kaigo samples/local samples/bureau"
sources="src fetch geo output"
places="--municipalities samples/mt_city_all.csv"

fail() {
    printf 'FAIL: %s\n' "$*"
    exit 1
}

skip() {
    printf 'skipped: %s\n' "$*"
    exit 77
}

need() {
    for tool; do
        command -v "$tool" >/dev/null || skip "'$tool' is not installed"
    done
}

# What a folder holds, name and content, in one line to compare.
fingerprint() {
    [ -e "$1" ] || {
        echo absent
        return
    }
    (cd "$1" && find . -type f -print0 | sort -z | xargs -0 sha256sum) |
        sha256sum
}
