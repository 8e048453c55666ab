#!/bin/sh
# Travel times by Routino, as the matrix that `zaitaku near --od` and `zaitaku
# audit --od` read.
#   routino.sh [-j JOBS] [-s CLASS=KMH]... [-t TRANSPORT] [-p PROFILES.xml]
#              DATABASE FROM TO [PAIRS] >od.csv
# DATABASE  folder that planetsplitter made of an .osm or .pbf file
# FROM, TO  CSV with from_id,lon,lat and to_id,lon,lat (zaitaku audit --points)
# PAIRS     CSV with from_id,to_id: only these; without it, all from all
# -s        speed on roads of an OSM class without a limit of their own (and the
#           most on those with one): -s primary=35 -s residential=20
# By car, the quickest way is asked for, whatever the class of its roads, and
# speeds are Japan's limits: 100 km/h on motorways, 60 elsewhere, 30 where there
# is no centre line (道路交通法施行令 第11条, 第27条; the last since 2026-09),
# taken for unclassified, residential and service roads. Other means of
# transport have Routino's own profiles.
# Pairs without a way (an island, no road within 1 km) are left out, which the
# matrix's readers understand; how many is told on stderr.
# Exit status: 0 done; 1 Routino failed, or no pair has a way; 2 usage or input.
set -eu
export LC_ALL=C

usage() {
    sed -n '4,5s/^#   *//p' "$0" >&2
    exit 2
}

fail() {
    printf 'routino.sh: %s\n' "$2" >&2
    exit "$1"
}

jobs=$(nproc 2>/dev/null || echo 1)
transport=motorcar
profiles=
speeds='motorway=100 trunk=60 primary=60 secondary=60 tertiary=60
    unclassified=30 residential=30 service=30'
own_speeds=
while getopts j:s:t:p: option; do
    case $option in
    j) jobs=$OPTARG ;;
    s)
        case $OPTARG in
        [a-z]*=*[!0-9]* | *=) fail 2 "-s '$OPTARG' is not CLASS=KMH" ;;
        [a-z]*=[1-9]*) own_speeds="$own_speeds $OPTARG" ;;
        *) fail 2 "-s '$OPTARG' is not CLASS=KMH" ;;
        esac
        ;;
    t) transport=$OPTARG ;;
    p) profiles=$OPTARG ;;
    *) usage ;;
    esac
done
shift $((OPTIND - 1))
[ $# -eq 3 ] || [ $# -eq 4 ] || usage
case $jobs in
'' | *[!0-9]* | 0) fail 2 "-j '$jobs' is no number of jobs" ;;
esac
database=$1 from=$2 to=$3 pairs=${4-}

command -v routino-router >/dev/null ||
    fail 2 "'routino-router' is not installed (Debian: apt install routino)"
[ -d "$database" ] || fail 2 "'$database' is no folder"
for file in "$from" "$to" ${pairs:+"$pairs"} ${profiles:+"$profiles"}; do
    [ -r "$file" ] || fail 2 "'$file' cannot be read"
done
# The files of a database may have a prefix ("shiga-nodes.mem").
prefix=
if [ ! -e "$database/nodes.mem" ]; then
    for file in "$database"/*-nodes.mem; do
        [ -e "$file" ] ||
            fail 2 "'$database' holds no database; planetsplitter makes it"
        [ -z "$prefix" ] ||
            fail 2 "'$database' holds several databases; give each a folder"
        prefix=${file##*/}
        prefix=${prefix%-nodes.mem}
    done
fi

# How to drive. Speeds of the user come last, and win.
[ "$transport" = motorcar ] || speeds=
options=
for speed in $speeds $own_speeds; do
    options="$options --speed-$speed"
    [ "$transport" != motorcar ] || options="$options --highway-${speed%=*}=100"
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM

# ---- what is asked: a line per pair: from to lon lat lon lat, by tabs ----
cat >"$work/ask.awk" <<'AWK'
function stop(text) {
    printf "routino.sh: %s\n", text >"/dev/stderr"
    failed = 1
    exit 2
}
# The first cell as it is written, quoted or not; the rest of the line in rest.
function first_cell(line) {
    if (line ~ /^"/ && match(line, /^"([^"]|"")*"/)) {
        rest = substr(line, RLENGTH + 2)
        return substr(line, 1, RLENGTH)
    }
    match(line, /^[^,]*/)
    rest = substr(line, RLENGTH + 2)
    return substr(line, 1, RLENGTH)
}
function bare(cell) {
    if (cell ~ /^".*"$/) {
        cell = substr(cell, 2, length(cell) - 2)
        gsub(/""/, "\"", cell)
    }
    return cell
}
function read_points(file, heading, id, at, where,    line, n, cell, part) {
    while ((getline line <file) > 0) {
        sub(/\r$/, "", line)
        if (n == 0)
            sub(/^\357\273\277/, "", line)
        if (n++ == 0) {
            if (line !~ "^" heading ",lon,lat")
                stop("'" file "' does not begin with '" heading ",lon,lat'")
            continue
        }
        if (line == "")
            continue
        cell = first_cell(line)
        if (split(rest, part, ",") < 2 || part[1] !~ number ||
            part[2] !~ number)
            stop("'" file "', line " n ": no longitude and latitude")
        id[++count] = cell
        at[bare(cell)] = part[1] "\t" part[2]
    }
    close(file)
    return count
}
BEGIN {
    number = "^-?[0-9]+(\\.[0-9]+)?$"
    count = 0
    n_from = read_points(from, "from_id", from_id, from_at)
    count = 0
    n_to = read_points(to, "to_id", to_id, to_at)
    if (pairs == "") {
        for (i = 1; i <= n_from; i++)
            for (j = 1; j <= n_to; j++)
                print from_id[i] "\t" to_id[j] "\t" from_at[bare(from_id[i])] \
                    "\t" to_at[bare(to_id[j])]
        exit 0
    }
    while ((getline line <pairs) > 0) {
        sub(/\r$/, "", line)
        if (n == 0)
            sub(/^\357\273\277/, "", line)
        if (n++ == 0) {
            if (line !~ /^from_id,to_id/)
                stop("'" pairs "' does not begin with 'from_id,to_id'")
            continue
        }
        if (line == "")
            continue
        a = first_cell(line)
        b = first_cell(rest)
        if (!(bare(a) in from_at))
            stop("'" pairs "', line " n ": '" bare(a) "' is not in '" from "'")
        if (!(bare(b) in to_at))
            stop("'" pairs "', line " n ": '" bare(b) "' is not in '" to "'")
        print a "\t" b "\t" from_at[bare(a)] "\t" to_at[bare(b)]
    }
}
END { if (failed) exit 2 }
AWK
awk -v from="$from" -v to="$to" -v pairs="$pairs" -f "$work/ask.awk" \
    >"$work/asked" </dev/null || exit 2
asked=$(wc -l <"$work/asked")

# ---- minutes: of every leg of the way, which has them to 0.01 ----
cat >"$work/minutes.awk" <<'AWK'
BEGIN { FS = "\t" }
function put() {
    if (arrived)
        printf "%s,%s,%.2f\n", from, to, minutes
}
/^PAIR\t/ {
    put()
    from = $2
    to = $3
    minutes = arrived = 0
    next
}
/^ *-?[0-9]/ {
    minutes += $6
    if ($4 ~ /^ *Waypt#2/)
        arrived = 1
}
END { put() }
AWK

# $options are words without blanks of their own.
# shellcheck disable=SC2086
# route JOB: its lines of what is asked. "Cannot find" (a node near the point,
# a way) is an answer; anything else that fails is a fault.
route() {
    tab=$(printf '\t')
    while IFS=$tab read -r id_from id_to lon1 lat1 lon2 lat2; do
        printf 'PAIR\t%s\t%s\n' "$id_from" "$id_to"
        routino-router --dir="$database" ${prefix:+--prefix="$prefix"} \
            ${profiles:+--profiles="$profiles"} --transport="$transport" \
            $options --quickest --language=en --output-text-all --output-stdout \
            --lon1="$lon1" --lat1="$lat1" --lon2="$lon2" --lat2="$lat2" \
            2>"$work/error.$1" </dev/null || {
            grep -q 'Cannot find' "$work/error.$1" || {
                cp "$work/error.$1" "$work/fault.$1"
                [ -s "$work/fault.$1" ] ||
                    echo 'routino-router ended without a word' \
                        >"$work/fault.$1"
                return
            }
        }
    done <"$work/asked.$1"
}

each=$(((asked + jobs - 1) / jobs))
job=0
while [ $((job * each)) -lt "$asked" ]; do
    job=$((job + 1))
    awk -v first=$(((job - 1) * each)) -v last=$((job * each)) \
        'NR > first && NR <= last' "$work/asked" >"$work/asked.$job"
    route "$job" | awk -f "$work/minutes.awk" >"$work/minutes.$job" &
done
wait

printf 'from_id,to_id,minutes\n'
found=0 at=0
while [ $at -lt $job ]; do
    at=$((at + 1))
    [ ! -e "$work/fault.$at" ] ||
        fail 1 "Routino failed: $(head -n 1 "$work/fault.$at")"
    cat "$work/minutes.$at"
    found=$((found + $(wc -l <"$work/minutes.$at")))
done
printf 'routino.sh: %d pairs: %d with a way, %d without one (left out)\n' \
    "$asked" "$found" $((asked - found)) >&2
[ "$found" -gt 0 ] || [ "$asked" -eq 0 ] ||
    fail 1 "no pair has a way: is '$database' of another region?"
