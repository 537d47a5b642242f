"""Passes a log on, with the last byte of every answer under /tile/entries/ changed."""

import sys
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

UPSTREAM = sys.argv[1]


class Tamperer(BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            with urllib.request.urlopen(UPSTREAM + self.path, timeout=30) as answer:
                status, body = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            status, body = error.code, error.read()
        if status == 200 and self.path.startswith("/tile/entries/"):
            body = body[:-1] + bytes([body[-1] ^ 1])
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Says nothing: the requests are the judge's."""


server = ThreadingHTTPServer(("127.0.0.1", 0), Tamperer)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
