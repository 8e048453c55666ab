# TLS is verified and never downgraded: whoever is not the publisher, by a
# certificate that is expired, of another name, by nobody or too old, gives
# nothing, by the mirror and by a proxy.
. tests/fetch_server/server.sh
tree=$work/tree
python3 $here/make_mirror.py tiny "$tree" --per-town 1 || fail "no mirror made"
for host in expired wrong self; do
    cp -r "$tree/www.test" "$tree/$host.test"
done
nginx_start "$tree"
proxy_start
n=0

source_at() { # source_at HOST: a catalogue whose publisher is HOST
    python3 $here/catalogue.py "$work/tiny.json" \
        "page=\"https://$1/tiny/index.html\"" "hosts=[\"$1\"]"
}
run() { # run OPTION...: into a new folder
    rm -rf "$work/data"
    fetch tiny --catalogue "$work/tiny.json" --dir "$work/data" --tries 2 \
        --quiet "$@"
}
refused() { # refused WORDS WHAT
    ends 4 "$2"
    tells "$1" "$2"
    [ ! -e "$work/data/tiny" ] || fail "$2: something was published"
    n=$((n + 1))
}

# ---- by the mirror -----------------------------------------------------------
source_at www.test
run --mirror "$mirror_tls" --cacert "$ca"
ends 0 "own authority"
whole "$work/data" "own authority"
run --mirror "$mirror_tls"
refused certificate "unknown authority"
run --mirror "$mirror_tls" --cacert "$work/tls/other.pem"
refused certificate "another authority"
run --mirror "https://127.0.0.1:$port_expired" --cacert "$ca"
refused 'certificate.*expired|expired.*certificate' "expired"
run --mirror "https://127.0.0.1:$port_wrong" --cacert "$ca"
refused 'certificate' "wrong name"
run --mirror "https://127.0.0.1:$port_self" --cacert "$ca"
refused 'certificate' "self-signed"
run --mirror "https://127.0.0.1:$port_old" --cacert "$ca"
refused 'TLS|secure|certificate' "TLS 1.1"
# A server that speaks no TLS at all.
run --mirror "https://127.0.0.1:$port" --cacert "$ca"
refused 'TLS|secure|SSL' "plain text"
run --mirror "$mirror_tls" --cacert "$work/none.pem"
[ "$status" -eq 5 ] || [ "$status" -eq 2 ] || fail "no such file: $status"
tells none.pem "certificates that are not there"
echo "not a certificate" >"$work/none.pem"
run --mirror "$mirror_tls" --cacert "$work/none.pem"
[ "$status" -ne 0 ] || fail "certificates that are none"
tells none.pem "certificates that are none"
# As Windows saves it: the right certificate in the wrong form.
openssl x509 -in "$ca" -outform DER -out "$work/office.cer" ||
    fail "openssl writes no DER"
run --mirror "$mirror_tls" --cacert "$work/office.cer"
ends 5 "certificates in DER"
tells 'office[.]cer.*PEM' "certificates in DER"

# ---- by a proxy, as in a town hall -------------------------------------------
export https_proxy="$proxy"
run --cacert "$ca"
ends 0 "by a proxy"
whole "$work/data" "by a proxy"
run
refused certificate "by a proxy, unknown authority"
for host in expired wrong self; do
    source_at $host.test
    run --cacert "$ca"
    refused certificate "by a proxy, $host.test"
done
# A proxy that refuses the host, that is not there, that is no proxy.
source_at www.invalid
run --cacert "$ca"
refused 'proxy|403' "a host that the proxy refuses"
source_at www.test
export https_proxy=http://127.0.0.1:1
run --cacert "$ca"
refused '' "a proxy that is not there"
export https_proxy="http://127.0.0.1:$port"
run --cacert "$ca"
refused '' "a proxy that is none"
unset https_proxy
python3 -c 'import json, sys
bad = [e for e in map(json.loads, open(sys.argv[1])) if not e["allowed"]]
print(len(bad), "requests of other hosts than .test were made")
sys.exit(any("invalid" not in e["asked"] for e in bad))' "$proxy_log" ||
    fail "the proxy was asked for another host"

# ---- not on loopback, not https ----------------------------------------------
for bad in http://192.0.2.1 https://10.0.0.1/m http://mirror.test \
    http://127.0.0.1.other.test http://localhost.other.test \
    http://127.0.0.1@192.0.2.1/ ftp://127.0.0.1/ file:///etc 127.0.0.1:80 ''; do
    run --mirror "$bad"
    ends 2 "mirror '$bad'"
    n=$((n + 1))
done
for page in http://www.test/tiny/index.html ftp://www.test/tiny/index.html \
    file:///etc/passwd //www.test/tiny/index.html; do
    python3 $here/catalogue.py "$work/tiny.json" "page=\"$page\""
    run --mirror "$mirror"
    ends 3 "page '$page'"
    n=$((n + 1))
done
echo "$n refused, each with its sentence; nothing published"
