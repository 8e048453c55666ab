"""A web server on loopback that does wrong what no real server can be told to.

    faults.py FOLDER TREE [--cert PEM] [--six]

Serves TREE (/HOST/PATH, as for --mirror; --virtual: PATH, the host comes from
the Host header). FOLDER gets `port`, one JSON line for each event in `log`
("connect", "request", "end"), and is where `rules.json` may lie:

    {"/HOST/PATH": [ANSWER, ANSWER, ...], ...}

The n-th request of a path gets the n-th answer, those after the last one the
last. The file is read anew when it changes, and counting starts again. A path
without a rule gets the file of the tree, as a good server gives it.

An answer is an object; {} is the good one. What may be said in it:
  status, headers   instead of the good ones; a header of null is left out
  body, file, junk  a text, another file of TREE, or that many bytes
  etag              "weak", "none", or the tag to give
  range             "ignore" (200), "shift" (another start), "whole" (another
                    whole length), "mute" (206 without Content-Range)
  length            this much is added to Content-Length
  chunked           no Content-Length; the body in chunks, "endless": for ever
  gzip              Content-Encoding, "cut": without its end; "bomb": that many
                    bytes of zeros
  cut, stall        after so many bytes of the body: close, or say nothing more
  drip              bytes a second
  flood             so many bytes of headers
  reset             close at once, without an answer
"""
import argparse
import email.utils
import gzip
import hashlib
import json
import pathlib
import re
import socket
import ssl
import struct
import threading
import time
import zlib

TYPES = {".html": "text/html; charset=UTF-8", ".csv": "text/csv",
         ".zip": "application/zip"}


class Rules:
    """rules.json, and how often each path was asked for since it was read."""

    def __init__(self, path):
        self.path = path
        self.read_at = None
        self.rules = {}
        self.seen = {}
        self.lock = threading.Lock()

    def answer(self, path):
        with self.lock:
            try:
                stat = self.path.stat()
                now = (stat.st_mtime_ns, stat.st_ino)
            except FileNotFoundError:
                now = None
            if now != self.read_at:
                self.rules = json.loads(self.path.read_text()) if now else {}
                self.seen = {}
                self.read_at = now
            n = self.seen[path] = self.seen.get(path, 0) + 1
            answers = self.rules.get(path) or [{}]
            return answers[min(n, len(answers)) - 1], n


class Log:
    def __init__(self, path):
        self.file = open(path, "a", encoding="utf-8")
        self.lock = threading.Lock()

    def write(self, event, **more):
        line = json.dumps({"at": time.time(), "event": event, **more})
        with self.lock:
            self.file.write(line + "\n")
            self.file.flush()


class Gone(Exception):
    """The client has closed the connection."""


class Connection:
    def __init__(self, server, sock):
        self.server = server
        self.sock = sock
        self.rest = b""
        self.sent = 0

    def send(self, data):
        try:
            self.sock.sendall(data)
        except OSError as e:
            raise Gone from e

    def head(self):
        while b"\r\n\r\n" not in self.rest:
            try:
                data = self.sock.recv(65536)
            except OSError as e:
                raise Gone from e
            if not data or len(self.rest) > 1 << 20:
                raise Gone
            self.rest += data
        head, self.rest = self.rest.split(b"\r\n\r\n", 1)
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ", 2)
        headers = {}
        for line in lines:
            name, value = line.split(":", 1)
            headers[name.strip().lower()] = value.strip()
        return method, target, headers

    def serve(self):
        while True:
            method, target, headers = self.head()
            path = target.split("?")[0]
            if self.server.virtual:
                path = "/" + headers.get("host", "").split(":")[0] + path
            answer, n = self.server.rules.answer(path)
            self.server.log.write(
                "request", method=method, path=path, n=n,
                agent=headers.get("user-agent"), range=headers.get("range"),
                if_range=headers.get("if-range"),
                if_none_match=headers.get("if-none-match"),
                if_modified_since=headers.get("if-modified-since"),
                host=headers.get("host"))
            self.sent = 0
            status = 0
            try:
                status, close = self.reply(method, path, headers, answer)
            finally:
                self.server.log.write("end", path=path, n=n, status=status,
                                      sent=self.sent)
            if close:
                return

    def reply(self, method, path, headers, answer):
        if answer.get("reset"):
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                 struct.pack("ii", 1, 0))
            return 0, True
        status, body, given = self.content(path, headers, answer)
        given |= answer.get("headers", {})
        if answer.get("flood"):
            for i in range(answer["flood"] // 1000):
                given[f"X-Flood-{i}"] = "x" * 980
        endless = answer.get("chunked") == "endless"
        chunked = endless or answer.get("chunked")
        if chunked:
            given["Transfer-Encoding"] = "chunked"
        elif status not in (204, 304):
            given.setdefault("Content-Length",
                             str(len(body) + answer.get("length", 0)))
        head = [f"HTTP/1.1 {status} Said"]
        head += [f"{k}: {v}" for k, v in given.items() if v is not None]
        self.send(("\r\n".join(head) + "\r\n\r\n").encode("latin-1"))
        if method == "HEAD" or status in (204, 304):
            return status, False
        if endless:
            while True:
                self.chunk(b"x" * 65536)
        self.body(body, answer, self.chunk if chunked else self.plain)
        close = "cut" in answer or "length" in answer
        if chunked and not close:
            self.send(b"0\r\n\r\n")
        return status, close

    def plain(self, data):
        self.send(data)
        self.sent += len(data)

    def chunk(self, data):
        self.send(b"%x\r\n%s\r\n" % (len(data), data))
        self.sent += len(data)

    def body(self, body, answer, put):
        stop = answer.get("cut", answer.get("stall"))
        if stop is not None:
            body = body[:stop]
        if answer.get("drip"):
            for i in range(len(body)):
                put(body[i:i + 1])
                time.sleep(1 / answer["drip"])
        else:
            for i in range(0, len(body), 65536):
                put(body[i:i + 65536])
        if "stall" in answer:
            # Until the client has had enough.
            self.sock.settimeout(600)
            try:
                while self.sock.recv(65536):
                    pass
            except OSError:
                pass
            raise Gone

    def content(self, path, headers, answer):
        """Status, body, headers of what a good server would answer, but for
        what the answer says of content, tags and ranges."""
        given = {"Date": email.utils.formatdate(usegmt=True),
                 "Server": "faults"}
        file = self.server.tree / answer.get("file", path).lstrip("/")
        status = answer.get("status", 200)
        if "junk" in answer:
            body = b"x" * answer["junk"]
        elif "body" in answer:
            body = answer["body"].encode()
        elif "bomb" in answer:
            body = bomb(answer["bomb"])
            given["Content-Encoding"] = "gzip"
        elif file.is_file() and status < 300:
            body = file.read_bytes()
        elif status == 200:
            return 404, b"<html><title>404</title></html>", given
        else:
            body = b""
        given["Content-Type"] = TYPES.get(file.suffix,
                                          "application/octet-stream")
        if answer.get("gzip"):
            body = gzip.compress(body, mtime=0)
            given["Content-Encoding"] = "gzip"
            if answer["gzip"] == "cut":
                body = body[:len(body) * 3 // 4]
        if status != 200:
            return status, body, given
        tag = answer.get("etag")
        strong = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        given["ETag"] = {None: strong, "weak": "W/" + strong,
                         "none": None}.get(tag, f'"{tag}"')
        if tag != "none" and file.is_file():
            given["Last-Modified"] = email.utils.formatdate(
                file.stat().st_mtime, usegmt=True)
        if given["ETag"] and headers.get("if-none-match") == given["ETag"]:
            return 304, b"", given
        return self.part(status, body, given, headers, answer)

    def part(self, status, body, given, headers, answer):
        asked = re.fullmatch(r"bytes=(\d+)-", headers.get("range") or "")
        how = answer.get("range")
        if not asked or how == "ignore":
            return status, body, given
        given["Accept-Ranges"] = "bytes"
        if headers.get("if-range") not in (None, given["ETag"],
                                           given.get("Last-Modified")):
            return status, body, given
        start, whole = int(asked[1]), len(body)
        if start >= whole:
            given["Content-Range"] = f"bytes */{whole}"
            return 416, b"", given
        if how == "shift":
            start = max(0, start - 7)
        if how == "whole":
            whole += 5
        if how != "mute":
            given["Content-Range"] = f"bytes {start}-{len(body) - 1}/{whole}"
        return 206, body[start:], given


def bomb(size):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(1 << 20)
    parts = [packer.compress(zeros) for _ in range(size >> 20)]
    return b"".join(parts) + packer.flush()


class Server:
    def __init__(self, options):
        self.tree = options.tree
        self.virtual = options.virtual
        self.log = Log(options.folder / "log")
        self.rules = Rules(options.folder / "rules.json")
        self.tls = None
        if options.cert:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(options.cert)

    def connection(self, sock):
        try:
            # A client that says nothing does not keep a thread for ever.
            sock.settimeout(120)
            if self.tls:
                sock = self.tls.wrap_socket(sock, server_side=True)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            Connection(self, sock).serve()
        except (Gone, OSError, ValueError):
            pass
        finally:
            sock.close()

    def run(self, listener):
        while True:
            sock, peer = listener.accept()
            self.log.write("connect", peer=peer[0])
            threading.Thread(target=self.connection, args=(sock,),
                             daemon=True).start()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("tree", type=pathlib.Path)
    parser.add_argument("--cert")
    parser.add_argument("--six", action="store_true")
    parser.add_argument("--virtual", action="store_true")
    options = parser.parse_args()
    if options.six:
        listener = socket.create_server(("::1", 0), family=socket.AF_INET6)
    else:
        listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    server = Server(options)
    # Written last, and at once: who waits for it may connect.
    port = options.folder / "port"
    port.with_suffix(".new").write_text(f"{listener.getsockname()[1]}\n")
    port.with_suffix(".new").rename(port)
    server.run(listener)


if __name__ == "__main__":
    main()
