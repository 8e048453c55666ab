# Without a mirror and a proxy only public addresses are connected to, whatever
# a catalogue, a name or a redirect says. Not one connection arrives.
. tests/fetch_server/server.sh
tree=$work/tree
python3 $here/make_mirror.py tiny "$tree" --per-town 1 || fail "no mirror made"
certificates_make || fail "no certificates"
faults_start "$tree" --cert "$work/tls/good.pem"
four=$faults_port four_log=$faults/log
faults_start "$tree" --cert "$work/tls/good.pem" --six
six=$faults_port six_log=$faults/log
data=$work/data n=0

# ---- hosts that are none -----------------------------------------------------
trace=
command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null &&
    trace="strace -f -yy -qq -e trace=connect -o $work/trace"
: >"$work/traces"
try() { # try HOST[:PORT] STATUS...: ends with one of these, and nothing comes
    host=$1
    shift
    bare=$(echo "$host" | sed 's/:[0-9]*$//')
    python3 $here/catalogue.py "$work/tiny.json" \
        "page=\"https://$host/www.test/tiny/index.html\"" "hosts=[\"$bare\"]"
    status=0
    timeout 30 $trace "$zaitaku" fetch tiny --catalogue "$work/tiny.json" \
        --dir "$data" --cacert "$work/tls/ca.pem" --tries 1 \
        --connect-timeout 2 --quiet >"$work/stdout" 2>"$work/stderr" ||
        status=$?
    case " $* " in
    *" $status "*) ;;
    *) fail "$host: status $status: $(said)" ;;
    esac
    [ ! -e "$data/tiny" ] || fail "$host: something was published"
    [ -z "$trace" ] || cat "$work/trace" >>"$work/traces"
    n=$((n + 1))
}
silent() { # silent: no connection was made, nor tried
    [ ! -s "$four_log" ] || fail "a connection arrived: $(cat "$four_log")"
    [ ! -s "$six_log" ] || fail "a connection arrived: $(cat "$six_log")"
    # A UDP connect is getaddrinfo() that asks the kernel for a way; nothing
    # is sent.
    grep 'connect([0-9]*<TCP' "$work/traces" >"$work/connects" &&
        fail "tried all the same: $(head -n 3 "$work/connects")"
    :
}
for host in "127.0.0.1:$four" "localhost:$four" "[::1]:$six" \
    "[::ffff:127.0.0.1]:$four" "0.0.0.0:$four" "127.1:$four" \
    "2130706433:$four" "0x7f000001:$four" "127.0.0.1.:$four" \
    "localhost.:$four" "[::]:$six" 10.0.0.1 192.168.1.1 169.254.169.254 \
    "[fe80::1]" "[fd00::1]"; do
    try "$host" 3 4
done
silent
echo "$n hosts that are addresses: refused, no connection"

# ---- names of addresses that are not public ----------------------------------
n=0
if names_set <<END_OF_HOSTS; then
127.0.0.1 four.test both.test
::1 six.test both.test
0.0.0.0 any.test
::ffff:127.0.0.1 mapped.test
127.9.8.7 lo.test
10.0.0.1 ten.test
172.16.0.1 private.test
192.168.1.1 home.test
169.254.169.254 metadata.test
100.64.0.1 carrier.test
192.0.2.1 example.test
198.18.0.1 bench.test
224.0.0.1 multicast.test
255.255.255.255 broadcast.test
fe80::1 link.test
fd00::1 unique.test
::ffff:10.0.0.1 mapped10.test
64:ff9b::7f00:1 nat64.test
2002:7f00:1:: sixtofour.test
2001:db8::1 example6.test
END_OF_HOSTS
    for host in $(sed 's/^[^ ]* //' "$work/hosts" | tr ' ' '\n' | sort -u); do
        port=$four
        [ $host != six.test ] || port=$six
        try "$host:$port" 4
        tells 'address|public|private' "$host"
    done
    silent
    echo "$n names of addresses that are not public: refused, no connection"
else
    echo "names of private addresses: passed over, no namespaces here"
fi

# ---- redirects ---------------------------------------------------------------
# By the proxy, so that nothing but the program's own rules stops them.
nginx_start "$tree"
faults_start "$tree" --cert "$work/tls/good.pem" --virtual
proxy_start "www.test=$faults_port"
export https_proxy="$proxy"
page=/www.test/tiny/index.html
file=/www.test/tiny/jigyosho_130_all_20260630180342.csv
python3 $here/catalogue.py "$work/tiny.json" 'hosts=["www.test","files.test"]'
mkdir "$tree/files.test"
cp -r "$tree/www.test/tiny" "$tree/files.test"

redirect() { # redirect FROM TO [STATUS]
    rules <<END_OF_RULES
{"$1": [{"status": ${3:-302}, "headers": {"Location": "$2"}}]}
END_OF_RULES
    rm -rf "$data"
    : >"$proxy_log"
    fetch tiny --catalogue "$work/tiny.json" --dir "$data" --tries 1 \
        --cacert "$work/tls/ca.pem" --quiet
}
n=0
for to in https://other.test/tiny/index.html http://www.test/tiny/index.html \
    http://files.test/tiny/index.html file:///etc/passwd \
    ftp://www.test/x gopher://www.test/x dict://127.0.0.1:11/x \
    data:text/html,x \
    "https://127.0.0.1:$four/x" "https://localhost:$four/x" \
    "https://[::1]:$six/x" https://169.254.169.254/latest/meta-data/ \
    https://10.0.0.1/ "https://www.test:$four/tiny/index.html" \
    https://www.test@other.test/tiny/index.html \
    https://other.test#@www.test/tiny/ 'https://other.test\\@www.test/' \
    https://www.test.other.test/ //other.test/tiny/index.html \
    "$(printf 'https://www.test/tiny/index.html')" /tiny/index.html; do
    for from in $page $file; do
        # A page that sends to itself is a loop. Files wait for their turn, so
        # that not all of these are tried with them.
        case $from$to in
        $page*) ;;
        */tiny/index.html | *x | */) continue ;;
        esac
        redirect $from "$to"
        [ "$status" -eq 4 ] || [ "$status" -eq 3 ] ||
            fail "$from to $to: status $status: $(said)"
        tells 'redirect|sends|elsewhere|leads|host|address' "$from to $to"
        [ ! -e "$data/tiny" ] || fail "$to: something was published"
        logged "$proxy_log" '[r["asked"] for r in rows
            if "www.test:443" not in r["asked"]]' >"$work/asked"
        grep -qx '\[\]' "$work/asked" || fail "$to: $(cat "$work/asked")"
        n=$((n + 1))
    done
done
echo "$n redirects refused, no connection to where they lead"

for code in 301 303 308; do
    redirect $file "https://files.test/tiny/${file##*/}" $code
    ends 0 "$code to a host of the source"
    cmp "$tree$file" "$data/tiny/2026-06-30/${file##*/}" || fail "$code"
done
# Five are followed, the sixth not; the same by way of each other's host.
chain() { # chain N: N redirects, then the file
    python3 -c 'import json, sys
n, file = int(sys.argv[1]), sys.argv[2]
rule = [{"status": 302, "headers": {"Location": f"{file}?{i}"}}
        for i in range(n)] + [{}]
print(json.dumps({"/www.test" + file: rule}))' "$1" "${file#/www.test}" | rules
    rm -rf "$data"
    fetch tiny --catalogue "$work/tiny.json" --dir "$data" --tries 1 \
        --cacert "$work/tls/ca.pem" --quiet
}
chain 5
ends 0 "five redirects"
chain 6
[ "$status" -eq 4 ] || ends 3 "six redirects"
[ ! -e "$data/tiny" ] || fail "six redirects: published"
[ ! -s "$four_log" ] && [ ! -s "$six_log" ] || fail "a connection arrived"
echo "followed: five at most, on the hosts of the source"

# ---- by a mirror -------------------------------------------------------------
# It stands for the hosts of the source, and for nothing else.
unset https_proxy
faults_start "$tree"
: >"$work/traces"
n=0
mirrored() { # mirrored FROM TO: redirected while a mirror is used
    rules <<END_OF_RULES
{"$1": [{"status": 302, "headers": {"Location": "$2"}}]}
END_OF_RULES
    rm -rf "$data"
    status=0
    timeout 30 $trace "$zaitaku" fetch tiny --catalogue "$work/tiny.json" \
        --dir "$data" --mirror "http://127.0.0.1:$faults_port" --tries 1 \
        --quiet >"$work/stdout" 2>"$work/stderr" || status=$?
    [ -z "$trace" ] || cat "$work/trace" >>"$work/traces"
    n=$((n + 1))
}
for to in https://other.test/x http://files.test/x http://127.0.0.1:1/x \
    "http://127.0.0.1:$faults_port/other.test/x" "https://127.0.0.1:$four/x" \
    "https://[::1]:$six/x" http://169.254.169.254/ file:///etc/passwd; do
    for from in $page $file; do
        mirrored $from "$to"
        [ "$status" -eq 3 ] || [ "$status" -eq 4 ] || fail "$to: $status"
        [ ! -e "$data/tiny" ] || fail "$to: something was published"
        logged "$faults/log" '[r["path"] for r in rows
            if "/other.test" in r.get("path", "")]' | grep -qx '\[\]' ||
            fail "$to was asked for"
    done
done
mirrored $file "https://files.test/tiny/${file##*/}"
ends 0 "a mirror stands for both hosts"
grep 'connect([0-9]*<TCP' "$work/traces" |
    grep -v "htons($faults_port), sin_addr=inet_addr(\"127.0.0.1\")" \
        >"$work/connects" &&
    fail "connected elsewhere: $(head -n 3 "$work/connects")"
[ ! -s "$four_log" ] && [ ! -s "$six_log" ] || fail "a connection arrived"
echo "$n redirects of a mirror: none leads out of it"
