"""Two stand-ins for the command side and the query side, for check.sh: they tell what reached them."""

import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FILE = bytes(range(256)) * 4096


class Stub(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    name = ""

    def do_GET(self):
        if self.path.startswith("/api/v1/events") or self.path.endswith("/replays/stream"):
            self.events()
        elif self.path.startswith("/api/v1/file"):
            self.file()
        elif self.path.startswith("/api/v1/own-headers"):
            self.answer(200, b"{}", {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"})
        else:
            self.echo()

    do_HEAD = do_GET

    def do_POST(self):
        """Says how many bytes came, and how long after the first the last one did."""
        first = last = None
        count = 0
        for part in self.parts():
            last = time.monotonic()
            first = first or last
            count += len(part)
            if "/impatient" in self.path and last - first > 2:
                # as the services do with a body that drips
                self.close_connection = True
                return self.answer(408, json.dumps({"stub": self.name, "bytes": count}).encode(), {"Connection": "close"})
        self.echo(bytes=count, seconds=round(last - first, 3) if first else 0)

    do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_POST

    def parts(self):
        if self.headers.get("Transfer-Encoding") == "chunked":
            while size := int(self.rfile.readline(), 16):
                yield self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            left = int(self.headers.get("Content-Length", 0))
            while left and (part := self.rfile.read1(min(left, 65536))):
                left -= len(part)
                yield part

    def echo(self, **more):
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.answer(200, json.dumps({"stub": self.name, "path": self.path, "headers": headers, **more}).encode())

    def file(self):
        if self.headers.get("If-None-Match") == '"strong"':
            self.answer(304, b"", {"ETag": '"strong"'})
        elif bounds := self.headers.get("Range"):
            start, end = (int(bound) for bound in bounds.removeprefix("bytes=").split("-"))
            self.answer(206, FILE[start:end + 1], {"ETag": '"strong"', "Content-Range": f"bytes {start}-{end}/{len(FILE)}"})
        else:
            self.answer(200, FILE, {"ETag": '"strong"', "Accept-Ranges": "bytes"})

    def events(self):
        """One event, and then nothing for longer than the check waits."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b"id: 1\ndata: first\n\n")
        self.wfile.flush()
        time.sleep(10)
        self.close_connection = True

    def answer(self, status, body, headers=None):
        self.send_response(status)
        self.send_header("X-Stub", self.name)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and status != 304:
            self.wfile.write(body)

    def log_message(self, *_):
        pass


def serve(name, port):
    server = ThreadingHTTPServer(("127.0.0.1", int(port)), type(name, (Stub,), {"name": name}))
    server.daemon_threads = True
    server.serve_forever()


if __name__ == "__main__":
    threading.Thread(target=serve, args=("query", sys.argv[2]), daemon=True).start()
    serve("command", sys.argv[1])
