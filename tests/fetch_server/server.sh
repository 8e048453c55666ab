# Read by every script of tests/fetch_cli, in place of lib.sh: servers on
# loopback that the script starts and that end with it, however it ends.
#
#   nginx_start TREE [RATE]    a real nginx serves TREE, see below
#   faults_start TREE [OPTION...]   faults.py: $faults is its folder
#   proxy_start [HOST=PORT...]      proxy.py:  $proxy is its URL
#   certificates_make          CA and the bad ones in $work/tls
#   names_set                  /etc/hosts of this script alone, from stdin
#   fetch WORD...              runs the program; $status, $work/stdout, stderr
#   logged FILE EXPRESSION     Python over `rows`, the lines of a JSON log
#
# nginx: $mirror and $mirror_tls are for --mirror (TREE/HOST/PATH). On $tls_port
# it is every host of TREE itself (name.test shows TREE/name.test), so that with
# the proxy the way without a mirror is tested, hosts and all. $port_expired,
# $port_wrong, $port_self, $port_old are mirrors with bad certificates and with
# TLS 1.1. RATE: bytes a second of each answer of $mirror_slow and $port_hosts.
# $nginx/access.log has one JSON object for each request.

# Nothing may leave this machine: where it is permitted, a script runs in a
# network of its own, that has loopback and no way out.
if [ "${FETCH_ALONE:-}" = "" ] && [ "$(id -u)" -eq 0 ] &&
    unshare -n -m true 2>/dev/null; then
    export FETCH_ALONE=yes
    exec unshare -n -m sh "$0" "$@"
fi
if [ "${FETCH_ALONE:-}" = yes ]; then
    # `ip link set lo up`, without needing iproute2.
    python3 -c 'import fcntl, socket, struct
s = socket.socket()
fcntl.ioctl(s, 0x8914, struct.pack("16sh14x", b"lo", 0x49))' || exit 1
fi

. tests/lib.sh
need nginx openssl python3 setpriv
unset http_proxy https_proxy all_proxy no_proxy \
    HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY
unset SOURCE_DATE_EPOCH # certificates and pauses are of today
here=tests/fetch_server
servers=
trap 'stop_all; rm -rf "$work"' EXIT

# A server that outlives its script would be in the way of others: when this
# shell is killed the kernel ends it too.
start() { # start NAME COMMAND...: what it says goes to $work/NAME.said
    name=$1
    shift
    setpriv --pdeathsig TERM "$@" >"$work/$name.said" 2>&1 </dev/null &
    servers="$servers $!"
    started=$!
}

stop() { # stop PID
    kill "$1" 2>/dev/null
    wait "$1" 2>/dev/null
    servers=$(echo " $servers " | sed "s/ $1 / /")
}

stop_all() {
    for pid in $servers; do
        kill "$pid" 2>/dev/null
    done
    for pid in $servers; do
        wait "$pid" 2>/dev/null
    done
    servers=
}

wait_for() { # wait_for FILE NAME: until the server has written it
    n=0
    until [ -s "$1" ]; do
        n=$((n + 1))
        [ "$n" -lt 200 ] && kill -0 "$started" 2>/dev/null || return 1
        sleep 0.05
    done
}

free_ports() { # free_ports N
    python3 -c 'import socket, sys
held = [socket.create_server(("127.0.0.1", 0)) for _ in range(int(sys.argv[1]))]
print(*(s.getsockname()[1] for s in held))' "$1"
}

# ---- certificates ------------------------------------------------------------
# signed NAME HOSTS FROM TO: by our own CA.
signed() {
    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
        -keyout "$work/tls/$1.key" -out "$work/tls/$1.csr" -subj "/CN=$1" \
        -addext "subjectAltName=$2" 2>/dev/null &&
        openssl ca -batch -config "$work/tls/ca.cnf" -notext -startdate "$3" \
            -enddate "$4" -in "$work/tls/$1.csr" -out "$work/tls/$1.crt" \
            2>"$work/tls/$1.said" &&
        cat "$work/tls/$1.crt" "$work/tls/$1.key" >"$work/tls/$1.pem"
}

certificates_make() {
    [ ! -d "$work/tls" ] || return 0
    mkdir "$work/tls" "$work/tls/issued"
    : >"$work/tls/index.txt"
    cat >"$work/tls/ca.cnf" <<END_OF_CNF
[ca]
default_ca = own
[own]
dir = $work/tls
database = \$dir/index.txt
new_certs_dir = \$dir/issued
rand_serial = yes
certificate = \$dir/ca.pem
private_key = \$dir/ca.key
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
END_OF_CNF
    for ca in ca other; do
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 \
            -nodes -days 30 -keyout "$work/tls/$ca.key" \
            -out "$work/tls/$ca.pem" -subj "/CN=zaitaku test $ca" 2>/dev/null ||
            return 1
    done
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
        -days 30 -keyout "$work/tls/self.key" -out "$work/tls/self.crt" \
        -subj /CN=localhost -addext "subjectAltName=$tls_names" 2>/dev/null &&
        cat "$work/tls/self.crt" "$work/tls/self.key" >"$work/tls/self.pem" &&
        signed good "$tls_names" 20200101000000Z 20991231000000Z &&
        signed expired "$tls_names" 20200101000000Z 20200201000000Z &&
        signed wrong DNS:another.test 20200101000000Z 20991231000000Z
}
# OpenSSL takes no *.test: a whole top-level domain may not be certified.
tls_names=DNS:localhost,DNS:www.test,DNS:files.test,DNS:other.test
tls_names=$tls_names,DNS:expired.test,DNS:self.test,IP:127.0.0.1,IP:::1

# ---- nginx -------------------------------------------------------------------
nginx_server() { # nginx_server PORT [CERTIFICATE [HOST]]
    echo "server { listen 127.0.0.1:$1${2:+ ssl};"
    [ -z "${2:-}" ] || echo "ssl_certificate $work/tls/$2.pem;
        ssl_certificate_key $work/tls/$2.pem;"
}

nginx_conf() { # nginx_conf TREE RATE
    [ "$(id -u)" -ne 0 ] || echo "user root;"
    cat <<END_OF_CONF
worker_processes 1;
pid nginx.pid;
error_log error.log notice;
events { worker_connections 1024; }
http {
    log_format line escape=json '{"at":\$msec,"took":\$request_time,'
        '"host":"\$host","uri":"\$request_uri","method":"\$request_method",'
        '"status":\$status,"sent":\$bytes_sent,"body":\$body_bytes_sent,'
        '"range":"\$http_range","if_range":"\$http_if_range",'
        '"tag":"\$http_if_none_match","agent":"\$http_user_agent",'
        '"connection":\$connection,"port":\$server_port}';
    access_log access.log line;
    client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3;
    uwsgi_temp_path t4; scgi_temp_path t5;
    types { text/html html; text/csv csv; application/zip zip; }
    default_type application/octet-stream;
    charset UTF-8;
    gzip on; # of text/html only, as the ministry's servers do
    root $1;
    $(nginx_server "$port") }
    $(nginx_server "$port_slow")
        limit_rate $2; sendfile_max_chunk 4k; }
    $(nginx_server "$port_tls" good) }
    $(nginx_server "$port_expired" expired) }
    $(nginx_server "$port_wrong" wrong) }
    $(nginx_server "$port_self" self) }
    $(nginx_server "$port_old" good)
        ssl_protocols TLSv1 TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0; }
    $(nginx_server "$port_hosts" good)
        server_name *.test; root $1/\$host;
        limit_rate $2; sendfile_max_chunk 4k; }
    $(nginx_server "$port_hosts" expired)
        server_name expired.test; root $1/\$host; }
    $(nginx_server "$port_hosts" wrong)
        server_name wrong.test; root $1/\$host; }
    $(nginx_server "$port_hosts" self)
        server_name self.test; root $1/\$host; }
}
END_OF_CONF
}

nginx_start() { # nginx_start TREE [RATE]
    certificates_make || fail "openssl makes no certificates"
    nginx=$work/nginx
    mkdir -p "$nginx"
    # A free port may be taken before nginx has it: then others.
    for again in 1 2 3 4 5 none; do
        [ $again != none ] ||
            fail "nginx does not start: $(cat "$nginx/error.log")"
        read -r port port_slow port_tls port_expired port_wrong port_self \
            port_old port_hosts <<END_OF_PORTS
$(free_ports 8)
END_OF_PORTS
        nginx_conf "$(realpath "$1")" "${2:-1m}" >"$nginx/nginx.conf"
        start nginx nginx -p "$nginx" -e error.log -c "$nginx/nginx.conf" \
            -g 'daemon off;'
        wait_for "$nginx/nginx.pid" && break
        stop "$started"
    done
    mirror=http://127.0.0.1:$port
    mirror_slow=http://127.0.0.1:$port_slow
    mirror_tls=https://127.0.0.1:$port_tls
    ca=$work/tls/ca.pem
}

# ---- the others --------------------------------------------------------------
faults_start() { # faults_start TREE [OPTION...]: $faults, $faults_port
    faults=$(mktemp -d "$work/faults.XXXXXX")
    tree=$1
    shift
    start "${faults##*/}.server" python3 $here/faults.py "$faults" "$tree" "$@"
    wait_for "$faults/port" || fail "faults.py: $(cat "$work/$name.said")"
    faults_port=$(cat "$faults/port")
}

# What faults.py answers from now on; the JSON comes on the standard input.
rules() {
    cat >"$faults/rules.new"
    mv "$faults/rules.new" "$faults/rules.json"
    : >"$faults/log"
}

proxy_start() { # proxy_start [HOST=PORT...]: $proxy
    folder=$(mktemp -d "$work/proxy.XXXXXX")
    start "${folder##*/}.server" python3 $here/proxy.py "$folder" \
        "$port_hosts" "$@"
    wait_for "$folder/port" || fail "proxy.py: $(cat "$work/$name.said")"
    proxy=http://127.0.0.1:$(cat "$folder/port")
    proxy_log=$folder/log
}

# names_set < lines of /etc/hosts: false where a script is not alone.
names_set() {
    [ "${FETCH_ALONE:-}" = yes ] || return 1
    cat >"$work/hosts"
    mount --bind "$work/hosts" /etc/hosts
}

# ---- asking ------------------------------------------------------------------
limit=60 # no run may hang
fetch() {
    status=0
    timeout $limit "$zaitaku" fetch "$@" >"$work/stdout" 2>"$work/stderr" ||
        status=$?
    [ "$status" -ne 124 ] || fail "hangs: fetch $*"
    # A run that fails says why, in a sentence.
    [ "$status" -eq 0 ] || grep -q '^zaitaku: error: ' "$work/stderr" ||
        grep -q "$(printf '\t')" "$work/stdout" ||
        fail "status $status without a word: fetch $*"
}

said() { cat "$work/stdout" "$work/stderr"; }

# ends STATUS WHAT: the last run did, or the test fails with what it said.
ends() {
    [ "$status" -eq "$1" ] || fail "$2: status $status, not $1: $(said)"
}

# tells PATTERN WHAT: the last run said so (grep -E, any case).
tells() {
    said | grep -qiE -- "$1" || fail "$2: '$1' is not in: $(said)"
}

logged() {
    python3 -c 'import json, sys
with open(sys.argv[1]) as f:
    rows = [json.loads(line) for line in f]
print(eval(sys.argv[2]))' "$1" "$2"
}

# nginx writes its line when the client may have gone already.
nginx_logged() {
    sleep 0.1
    logged "$nginx/access.log" "$1"
}

# whole DATA: no reader sees anything torn: `verify` finds nothing and `list
# snapshots` reads all.
whole() {
    "$zaitaku" verify --dir "$1" >"$work/verify" 2>&1 ||
        fail "$2: verify: $(cat "$work/verify")"
    "$zaitaku" list snapshots --dir "$1" --json >"$work/snapshots" \
        2>"$work/verify" || fail "$2: list: $(cat "$work/verify")"
}
