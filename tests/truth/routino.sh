# Travel times by a real router, from made roads to the audit: Routino's
# minutes are those of the roads' lengths and speed limits, pairs without a way
# are left out, `near` and `audit` take the matrix. The reader of OSRM's and
# Valhalla's answers (server.py) is held to the same minutes by a stand-in.
#   sh tests/truth/routino.sh PROGRAM
. tests/lib.sh
need python3 planetsplitter routino-router
export PYTHONDONTWRITEBYTECODE=1
roads=tests/truth/routino_roads.py
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT

# database OSM FOLDER
database() {
    mkdir "$2"
    planetsplitter --max-iterations=0 --dir="$2" "$1" >"$work/stdout" 2>&1 ||
        fail "planetsplitter: $(tail -n 1 "$work/stdout")"
}

# router STATUS ARGUMENT...: the matrix is left in od.csv.
router() {
    want=$1
    shift
    sh tools/od/routino.sh "$@" >"$work/od.csv" 2>"$work/stderr"
    got=$?
    [ $got = "$want" ] ||
        fail "routino.sh $*: status $got: $(cat "$work/stderr")"
}

says() {
    grep -q "$1" "$work/stderr" || fail "not '$1': $(cat "$work/stderr")"
}

# ---- minutes ----
for seed in 1 2 3; do
    made=$work/made$seed
    mkdir "$made"
    python3 $roads made "$made" --seed $seed
    database "$made/roads.osm" "$made/db"
    router 0 "$made/db" "$made/from.csv" "$made/to.csv"
    python3 $roads compare "$made/expected.csv" "$work/od.csv" ||
        fail "seed $seed"
    says '30 pairs: 17 with a way, 13 without one'
    cp "$work/od.csv" "$made/od.csv"
    router 0 -j 1 "$made/db" "$made/from.csv" "$made/to.csv"
    cmp -s "$work/od.csv" "$made/od.csv" || fail "one job says something else"
    # Only the pairs that are asked: the same minutes, no others.
    router 0 "$made/db" "$made/from.csv" "$made/to.csv" "$made/pairs.csv"
    tr -d '\r' <"$made/pairs.csv" | sed 1d | grep -Ff - "$made/od.csv" \
        >"$work/some.csv"
    sed 1d "$work/od.csv" | cmp -s - "$work/some.csv" ||
        fail "seed $seed: pairs.csv"
    server=
    for kind in osrm valhalla; do
        rm -f "$made/port"
        python3 $roads serve "$made" --seed $seed &
        server=$!
        for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
            [ ! -e "$made/port" ] || break
            sleep 0.25
        done
        python3 tools/od/server.py $kind \
            "http://127.0.0.1:$(cat "$made/port")" "$made" \
            >"$work/served.csv" 2>"$work/stderr" ||
            fail "server.py $kind: $(cat "$work/stderr")"
        kill $server
        wait $server 2>/dev/null
        server=
        (head -n 1 "$made/expected.csv" &&
            tr -d '\r' <"$made/pairs.csv" | sed 1d |
            grep -Ff - "$made/expected.csv") >"$work/some.csv"
        python3 $roads compare "$work/some.csv" "$work/served.csv" ||
            fail "seed $seed: $kind"
    done
done

# Slower speeds than the limits are the user's to give.
made=$work/made1
router 0 -s primary=20 -s tertiary=20 "$made/db" "$made/from.csv" \
    "$made/to.csv"
python3 - "$made/od.csv" "$work/od.csv" <<'END' || fail "speeds"
import csv, sys
limits, slow = ({(r["from_id"], r["to_id"]): float(r["minutes"])
                 for r in csv.DictReader(open(name, encoding="utf-8"))}
                for name in sys.argv[1:])
island = slow["island0", "island2"] / limits["island0", "island2"]
if abs(island - 2) > 0.01 or any(slow[p] < limits[p] for p in limits):
    sys.exit(f"20 instead of 40 km/h: {island} times the minutes")
END

# ---- what is wrong is refused, with the reason ----
router 2 -s primary=fast "$made/db" "$made/from.csv" "$made/to.csv"
router 2 "$work/none" "$made/from.csv" "$made/to.csv"
router 2 "$work" "$made/from.csv" "$made/to.csv"
says planetsplitter
router 2 "$made/db" "$made/to.csv" "$made/from.csv"
says "does not begin with 'from_id,lon,lat'"
printf 'from_id,to_id\nnowhere,east\n' >"$work/pairs.csv"
router 2 "$made/db" "$made/from.csv" "$made/to.csv" "$work/pairs.csv"
says "'nowhere' is not in"
printf 'from_id,lon,lat\na,136,north\n' >"$work/from.csv"
router 2 "$made/db" "$work/from.csv" "$made/to.csv"
says 'line 2: no longitude'
printf 'from_id,lon,lat\na,139.7,35.7\n' >"$work/from.csv"
router 1 "$made/db" "$work/from.csv" "$made/to.csv"
says 'another region'
router 1 -t balloon "$made/db" "$made/from.csv" "$made/to.csv"
python3 tools/od/server.py osrm http://192.0.2.1:5000 "$made" \
    2>"$work/stderr" && fail "points were sent to another machine"
says "is not this machine"

# ---- from a store, by the router, to the audit and to near ----
store=$work/s.gpkg
mesh=samples/population/500m_mesh_2024_25.csv
limit=20min
"$zaitaku" build $inputs $places --store "$store" \
    --boundaries samples/boundaries/town.geojson -q >"$work/stdout" \
    2>"$work/stderr" || fail "build: $(tail -n 3 "$work/stderr")"

audit() {
    "$zaitaku" audit --store "$store" --population "$mesh" -q \
        --function visiting-nurse --threshold $limit "$@" \
        >"$work/stdout" 2>"$work/stderr" ||
        fail "audit $*: $(tail -n 3 "$work/stderr")"
}

audit --points "$work/points"
python3 $roads through "$work/points" "$work/through.osm"
database "$work/through.osm" "$work/through"
router 0 "$work/through" "$work/points/from.csv" "$work/points/to.csv" \
    "$work/points/pairs.csv"
cp "$work/od.csv" "$work/times.csv"
python3 $roads compare "$work/points/expected.csv" "$work/times.csv" ||
    fail "the roads through all points"
audit --od "$work/times.csv" --format json,geojson -o "$work/audit"
python3 - "$work" "${limit%min}" <<'END' || fail "the audit by these times"
import csv, json, os, sys
work, limit = sys.argv[1], float(sys.argv[2])
read = lambda name: json.load(open(os.path.join(work, name), encoding="utf-8"))
nearest, who = {}, {}
for row in csv.DictReader(open(os.path.join(work, "times.csv"))):
    minutes = float(row["minutes"])
    if minutes < nearest.get(row["from_id"], 1e9):
        nearest[row["from_id"]] = minutes
        who[row["from_id"]] = row["to_id"]
covered = reached = 0
for feature in read("audit/meshes.geojson")["features"]:
    told = feature["properties"]
    minutes = nearest[told["code"]]
    people = told["people_75_2025"] or 0
    if abs(told["visiting_nurse__nearest_min"] - minutes) > 0.05:
        sys.exit(f"{told['code']}: {told['visiting_nurse__nearest_min']} min "
                 f"in the audit, {minutes} by the router")
    want = "covered" if minutes <= limit else "not"
    if told["visiting_nurse__verdict"] != want:
        sys.exit(f"{told['code']}: {told['visiting_nurse__verdict']}")
    covered += people * (minutes <= limit)
    reached += minutes <= limit
whole = read("audit/audit.json")["needs"][0]["whole"][0]
if abs(whole["covered"] - covered) > 0.5 or not 0 < reached < len(nearest):
    sys.exit(f"{whole['covered']} people covered, {covered} by the router")
print(f"{reached} of {len(nearest)} meshes are within {limit:g} min, "
      f"{covered:.0f} of {whole['people_75']:.0f} people")
END

# near asks for one place, which the matrix calls "here".
mesh=$(awk -F, 'NR > 1 && $3 < 10 { print $1; exit }' "$work/times.csv")
place=$(sed -n "s/^$mesh,//p" "$work/points/from.csv" | tr -d '\r')
printf 'from_id,lon,lat\nhere,%s\n' "$place" >"$work/from.csv"
router 0 "$work/through" "$work/from.csv" "$work/points/to.csv"
"$zaitaku" near --at "$place" --store "$store" --kind visiting-nurse \
    --od "$work/od.csv" --within $limit --format json -q \
    >"$work/near.json" 2>"$work/stderr" ||
    fail "near: $(tail -n 3 "$work/stderr")"
python3 - "$work" "${limit%min}" <<'END' || fail "near by these times"
import csv, json, os, sys
work, limit = sys.argv[1], float(sys.argv[2])
routed = {row["to_id"]: float(row["minutes"]) for row in
          csv.DictReader(open(os.path.join(work, "od.csv")))}
within = {name: minutes for name, minutes in routed.items()
          if minutes <= limit}
told = {row["id"]: row["minutes"] for row in
        json.load(open(os.path.join(work, "near.json")))["results"]}
if set(told) != set(within) or not told:
    sys.exit(f"near tells {sorted(told)}, the router {sorted(within)}")
if any(abs(told[name] - within[name]) > 0.05 for name in told):
    sys.exit(f"near: {told}, the router: {within}")
print(f"near: {len(told)} of {len(routed)} facilities within {limit:g} min")
END
