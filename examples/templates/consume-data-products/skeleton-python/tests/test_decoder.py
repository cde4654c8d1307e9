import io
import json
import threading
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from fastavro import parse_schema, schemaless_writer

from reader.decoder import Decoder
from reader.registry import Registry

PART = {"type": "record", "name": "Part", "fields": [{"name": "id", "type": "long"}]}
WHOLE = {
    "type": "record",
    "name": "Whole",
    "fields": [{"name": "part", "type": "Part"}, {"name": "note", "type": ["null", "string"]}],
}


def with_id(schema_id: int, payload: bytes) -> bytes:
    return b"\0" + schema_id.to_bytes(4, "big") + payload


def whole(value: dict[str, Any]) -> bytes:
    named: dict[str, Any] = {}
    parse_schema(PART, named)
    written = io.BytesIO()
    schemaless_writer(written, parse_schema(WHOLE, named), value)
    return written.getvalue()


class DecoderTest(unittest.TestCase):
    """Reads values by the schemas of a registry that runs in the test."""

    def setUp(self) -> None:
        self.answers: dict[str, Any] = {}
        answers = self.answers

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200 if self.path in answers else 404)
                self.end_headers()
                self.wfile.write(json.dumps(answers.get(self.path)).encode())

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{self.server.server_port}"
        self.decoder = Decoder(Registry(url, ("me", "secret")))

    def tearDown(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def test_avro_is_read_with_what_its_schema_refers_to(self) -> None:
        reference = {"name": "Part", "subject": "a/part", "version": 2}
        self.answers["/schemas/ids/7"] = {"schema": json.dumps(WHOLE), "references": [reference]}
        self.answers["/subjects/a%2Fpart/versions/2"] = {"schema": json.dumps(PART)}
        value = {"part": {"id": 2**63 - 1}, "note": "n"}
        self.assertEqual(self.decoder.decode(with_id(7, whole(value))), value)
        self.answers.clear()
        value = {"part": {"id": 1}, "note": None}
        self.assertEqual(self.decoder.decode(with_id(7, whole(value))), value)

    def test_json_text_and_deletions_are_read(self) -> None:
        self.answers["/schemas/ids/8"] = {"schema": "{}", "schemaType": "JSON"}
        self.assertEqual(self.decoder.decode(with_id(8, b'{"id":"1"}')), {"id": "1"})
        self.assertEqual(self.decoder.decode(b"plain"), "plain")
        self.assertIsNone(self.decoder.decode(None))

    def test_what_cannot_be_read_is_said(self) -> None:
        self.answers["/schemas/ids/9"] = {"schema": "syntax", "schemaType": "PROTOBUF"}
        with self.assertRaisesRegex(ValueError, "PROTOBUF"):
            self.decoder.decode(with_id(9, b"x"))
        with self.assertRaisesRegex(OSError, "answers 404 for /schemas/ids/10"):
            self.decoder.decode(with_id(10, b"x"))
