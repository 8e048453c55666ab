# To a publisher's server the program is a good guest: two connections at most,
# a second between two starts, and it says who it is. Without a mirror, by a
# proxy, as in a town hall.
. tests/fetch_server/server.sh
tree=$work/tree data=$work/data
python3 $here/make_mirror.py tiny "$tree" --per-town 8 \
    --services 110,120,130,140,150 || fail "no mirror made"
python3 $here/catalogue.py "$work/tiny.json"
cp -r "$tree/www.test" "$tree/files.test"
# A second source, on a host of its own: hosts do not wait for each other.
python3 - "$work/tiny.json" <<'PY'
import json, sys
catalogue = json.load(open(sys.argv[1], encoding="utf-8"))
catalogue["sources"].append(dict(
    catalogue["sources"][0], id="other", hosts=["files.test"],
    page="https://files.test/tiny/index.html"))
json.dump(catalogue, open(sys.argv[1], "w", encoding="utf-8"))
PY
nginx_start "$tree" 8k # some seconds for each file
proxy_start
export https_proxy="$proxy"
fetch tiny other --catalogue "$work/tiny.json" --dir "$data" --cacert "$ca" \
    --quiet
ends 0 polite
sleep 0.1
python3 - "$nginx/access.log" <<'PY' || fail "not polite"
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1])]
assert {r["host"] for r in rows} == {"www.test", "files.test"}, rows
bad = 0
for host in ("www.test", "files.test"):
    mine = sorted((r["at"] - r["took"], r["at"]) for r in rows
                  if r["host"] == host)
    assert len(mine) == 6, mine
    starts = [s for s, _ in mine]
    print([round(s - starts[0], 2) for s in starts])
    pauses = [b - a for a, b in zip(starts, starts[1:])]
    # nginx counts in milliseconds: 20 of them are not called an overlap.
    most = max(sum(s <= t < e - 0.02 for s, e in mine) for t in starts)
    connections = len({r["connection"] for r in rows if r["host"] == host})
    print(f"{host}: {len(mine)} requests, {connections} connections, "
          f"{most} at a time, shortest pause {min(pauses):.2f} s")
    bad += min(pauses) < 0.95 or most > 2
hosts = [sorted(r["at"] for r in rows if r["host"] == h)
         for h in ("www.test", "files.test")]
bad += hosts[0][-1] < hosts[1][0] or hosts[1][-1] < hosts[0][0]
agents = {r["agent"] for r in rows}
print(agents)
bad += len(agents) != 1
sys.exit(bad != 0)
PY
# The proxy's own no_proxy and other spellings are honoured, and a proxy that
# is set is used for https (http_proxy is for http).
python3 -c 'import json, sys
asked = [e["asked"].split()[1] for e in map(json.loads, open(sys.argv[1]))]
assert set(asked) == {"www.test:443", "files.test:443"}, asked' \
    "$proxy_log" || fail "the proxy was asked for something else"
unset https_proxy
export HTTPS_PROXY="$proxy"
fetch tiny --catalogue "$work/tiny.json" --dir "$data" --cacert "$ca" --quiet \
    --dry-run
ends 0 "HTTPS_PROXY"
export no_proxy=www.test
: >"$proxy_log"
fetch tiny --catalogue "$work/tiny.json" --dir "$data" --cacert "$ca" --quiet \
    --dry-run --tries 1
ends 4 "no_proxy: a name that nobody knows"
[ ! -s "$proxy_log" ] || fail "no_proxy is not honoured"
unset no_proxy HTTPS_PROXY
# No proxy where one is needed is the commonest fault in a town hall: names are
# not known. It is told as that, also of the second try and the second source.
fetch tiny other --catalogue "$work/tiny.json" --dir "$data" --cacert "$ca" \
    --quiet --dry-run --tries 2
ends 4 "no proxy"
[ "$(grep -cE 'DNS.*tried 2 times.*https_proxy' "$work/stdout")" -eq 2 ] ||
    fail "no proxy, two sources, two tries: $(said)"
# A server that is out of order is given time, more each time.
export https_proxy
faults_start "$tree" --cert "$work/tls/good.pem" --virtual
proxy_start "www.test=$faults_port"
https_proxy=$proxy
cat <<'END_OF_RULES' | rules
{"/www.test/tiny/index.html": [{"status": 503}, {"status": 500},
    {"status": 504}, {}]}
END_OF_RULES
fetch tiny --catalogue "$work/tiny.json" --dir "$data" --cacert "$ca" --quiet \
    --dry-run
ends 0 "a storm"
logged "$faults/log" '[round(b - a, 2) for a, b in (lambda at:
    zip(at, at[1:]))([r["at"] for r in rows if r["event"] == "request"])]' \
    >"$work/pauses"
python3 -c 'import sys
a, b, c = eval(sys.argv[1])
sys.exit(not 0.7 <= a < b < c < 6)' "$(cat "$work/pauses")" ||
    fail "pauses: $(cat "$work/pauses")"
echo "out of order: tried again after $(cat "$work/pauses") s"
unset https_proxy
# With a mirror there is nobody to be polite to: no pauses.
: >"$nginx/access.log"
started=$(date +%s%N)
fetch tiny --catalogue "$work/tiny.json" --dir "$work/fast" --quiet \
    --mirror "$mirror"
ends 0 "a mirror"
took=$((($(date +%s%N) - started) / 1000000))
[ "$took" -lt 2000 ] || fail "from a mirror: $took ms for 6 requests"
echo "from a mirror, without pauses: $took ms"
