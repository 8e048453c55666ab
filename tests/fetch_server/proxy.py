"""A CONNECT proxy on loopback that lets nothing leave it.

    proxy.py FOLDER PORT [HOST=PORT...]

CONNECT HOST.test:443 reaches 127.0.0.1:PORT, or the port given for the host;
whatever else is asked for is refused with 403. FOLDER gets `port` and, in
`log`, one JSON line for each request.
"""
import json
import pathlib
import re
import socket
import sys
import threading
import time


def copy(from_, to):
    try:
        while data := from_.recv(65536):
            to.sendall(data)
    except OSError:
        pass
    for sock in (from_, to):
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def serve(sock, ports, default, log):
    head = b""
    while b"\r\n\r\n" not in head:
        data = sock.recv(65536)
        if not data or len(head) > 1 << 16:
            sock.close()
            return
        head += data
    first = head.split(b"\r\n", 1)[0].decode("latin-1")
    asked = re.fullmatch(r"CONNECT ([a-z0-9.-]+\.test):443 HTTP/1\.[01]", first)
    log({"at": time.time(), "asked": first, "allowed": bool(asked)})
    if not asked:
        sock.sendall(b"HTTP/1.1 403 Only .test, by CONNECT\r\n"
                     b"Content-Length: 0\r\n\r\n")
        sock.close()
        return
    there = socket.create_connection(
        ("127.0.0.1", ports.get(asked[1], default)))
    sock.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
    threading.Thread(target=copy, args=(there, sock), daemon=True).start()
    copy(sock, there)


def main():
    folder, default = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    ports = {host: int(port) for host, port in
             (word.split("=") for word in sys.argv[3:])}
    file = open(folder / "log", "a", encoding="utf-8")
    lock = threading.Lock()

    def log(entry):
        with lock:
            file.write(json.dumps(entry) + "\n")
            file.flush()

    def quietly(sock):
        try:
            serve(sock, ports, default, log)
        except OSError:
            sock.close()

    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    (folder / "port.new").write_text(f"{listener.getsockname()[1]}\n")
    (folder / "port.new").rename(folder / "port")
    while True:
        sock, _ = listener.accept()
        threading.Thread(target=quietly, args=(sock,), daemon=True).start()


if __name__ == "__main__":
    main()
