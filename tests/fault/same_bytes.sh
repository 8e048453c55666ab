# The same inputs and options give the same bytes, whatever the order of the
# inputs, the locale, the time zone, the number of threads, the current folder
# and the names of the files; build + publish = map; a second run links every
# file.
. tests/lib.sh

samples=$root/samples
options="--municipalities $samples/mt_city_all.csv
    --boundaries $samples/boundaries/town.geojson -q"
n=0

map() { # map NAME INPUT...
    name=$1
    shift
    "$zaitaku" map "$@" $options -o "$work/$name" \
        --store "$work/$name.gpkg" >/dev/null 2>"$work/stderr" ||
        fail "$name: $(cat "$work/stderr")"
}

same() { # same NAME WHAT [PART...]: equal to the first run
    name=$1 what=$2
    shift 2
    for part in ${*:-. ../store}; do
        if [ "$part" = ../store ]; then
            cmp "$work/first.gpkg" "$work/$name.gpkg" ||
                fail "$what: the store differs"
        else
            diff -r "$work/first/$part" "$work/$name/$part" >"$work/diff" ||
                fail "$what: $(head -n 3 "$work/diff")"
        fi
    done
    rm -rf "${work:?}/$name" "$work/$name.gpkg"
    n=$((n + 1))
    echo "same bytes: $what"
}

inodes() { # inodes FIND_TEST...: number and name of the first run's files
    find "$work/first" -type f "$@" -printf '%i %P\n' | sort
}

all="$samples/navii $samples/kaigo $samples/local $samples/bureau"
map first $all

map order $samples/bureau $samples/local $samples/kaigo $samples/navii
same order "inputs in another order"
map files $(find $all -type f |
    sort -r)
same files "every file by its name, backwards"

for locale in C.UTF-8 ja_JP.UTF-8; do
    if ! locale -a | grep -qix "$(echo $locale | sed 's/UTF-8/utf-\\?8/')"
    then
        echo "passed over: no locale $locale here"
        continue
    fi
    LC_ALL=$locale map locale $all
    # Warnings are in the reader's language; the files are not.
    same locale "locale $locale"
done
for zone in Asia/Tokyo America/Los_Angeles Pacific/Kiritimati; do
    TZ=$zone map zone $all
    same zone "time zone $zone"
done
for threads in 1 2 8; do
    map threads $all --threads $threads
    same threads "$threads threads"
done
for i in 1 2 3 4 5; do
    map threads $all --threads 8
    same threads "8 threads, run $i"
done

cd "$work" && map folder $all
cd "$root" && same folder "another current folder"

cp -rp "$samples" "$work/elsewhere"
map moved "$work/elsewhere/navii" "$work/elsewhere/kaigo" "$work/elsewhere/local" \
    "$work/elsewhere/bureau"
# The store and the worksheets tell where the inputs lie; maps do not.
same moved "the inputs in another folder" resident professional staff

"$zaitaku" build $all ${options} --store "$work/two.gpkg" >/dev/null \
    2>"$work/stderr" || fail "build: $(cat "$work/stderr")"
"$zaitaku" publish --store "$work/two.gpkg" -o "$work/two" \
    >/dev/null 2>"$work/stderr" || fail "publish: $(cat "$work/stderr")"
same two "build and publish, instead of map"

# A file is known by its header. Dates of 医療情報ネット stand in the names, so
# they are given; a columns file is found beside its list whatever its name.
mkdir "$work/names"
i=0
dates=
for file in $(find samples/navii samples/kaigo samples/local samples/bureau -type f | sort)
do
    i=$((i + 1))
    case $file in
    *.xlsx | *_columns.csv | */hokatsu.csv)
        cp "$file" "$work/names" # a columns file names its list by its stem
        continue
        ;;
    */navii/*) dates="$dates --as-of $i.bin=2025-12-01" ;;
    esac
    cp "$file" "$work/names/$i.bin"
done
map odd "$work/names" $dates
same odd "files called 1.bin, 2.bin ..." resident

inodes >"$work/inodes"
map first $all
inodes >"$work/again"
cmp "$work/inodes" "$work/again" || fail "a second run wrote a file anew"
echo "a second run links all $(wc -l <"$work/inodes") files"

# One changed row: only the files of its municipality and the lists change.
cp -rp "$samples/kaigo" "$work/kaigo"
map first "$samples/navii" "$work/kaigo" "$samples/local" "$samples/bureau"
inodes -name map.geojson -path "*resident*" >"$work/inodes"
sed -i 's/0749-00-0181/0749-00-0189/' "$work/kaigo/jigyosho_130.csv"
map first "$samples/navii" "$work/kaigo" "$samples/local" "$samples/bureau"
inodes -name map.geojson -path "*resident*" >"$work/again"
changed=$(diff "$work/inodes" "$work/again" | grep -c '^>')
[ "$changed" -eq 1 ] || fail "$changed maps were written anew, not one"
echo "one changed row: one map of residents written anew"
echo "$n ways to run, all the same bytes"
