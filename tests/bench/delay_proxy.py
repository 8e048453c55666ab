"""A line that takes time, on loopback: TCP through it is late, not slow.

    delay_proxy.py FOLDER PORT [--delay-ms 50]

Whoever connects is passed on to 127.0.0.1:PORT. The model is a long wire of
unlimited width: every piece of data comes out DELAY later than it went in,
in each direction, in order, and pieces do not wait for one another. So a
question and its answer take twice the delay however much data the answer has,
and a connection that is kept open saves what opening one costs: the three-way
handshake, which loopback does at once, is added to the first data of each
connection (one round, twice the delay). Not modelled: loss, slow start,
receive windows, a common bottleneck. FOLDER gets `port`.
"""
import argparse
import asyncio
import collections
import pathlib

PIECE = 1 << 18
HELD = 64  # pieces on their way in one direction: bounds the memory


async def carry(source, sink, delay_s, wait_s):
    """Everything from source to sink, late. The first piece waits longer."""
    loop = asyncio.get_running_loop()
    line = collections.deque()
    came, went = asyncio.Event(), asyncio.Event()

    async def deliver():
        while True:
            while not line:
                came.clear()
                await came.wait()
            due, data = line.popleft()
            went.set()
            if (wait := due - loop.time()) > 0:
                await asyncio.sleep(wait)
            if not data:
                return
            sink.write(data)
            await sink.drain()

    task = asyncio.create_task(deliver())
    try:
        data = b"-"
        while data and not task.done():
            try:
                data = await source.read(PIECE)
            except OSError:
                data = b""
            line.append((loop.time() + delay_s + wait_s, data))
            wait_s = 0
            came.set()
            while len(line) >= HELD and not task.done():
                went.clear()
                await went.wait()
        await task
        if sink.can_write_eof():
            sink.write_eof()
    except OSError:
        task.cancel()


async def serve(reader, writer, port, delay_s):
    try:
        there, out = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        writer.close()
        return
    await asyncio.gather(carry(reader, out, delay_s, 2 * delay_s),
                         carry(there, writer, delay_s, 0))
    for stream in (out, writer):
        stream.close()


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("port", type=int)
    parser.add_argument("--delay-ms", type=float, default=50)
    options = parser.parse_args()
    server = await asyncio.start_server(
        lambda r, w: serve(r, w, options.port, options.delay_ms / 1000),
        "127.0.0.1", 0, backlog=256, limit=PIECE)
    port = server.sockets[0].getsockname()[1]
    (options.folder / "port.new").write_text(f"{port}\n")
    (options.folder / "port.new").rename(options.folder / "port")
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
