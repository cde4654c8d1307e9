"""Reads values by the schemas that they were written with."""

import io
import json
from collections.abc import Callable
from typing import Any

from fastavro import parse_schema, schemaless_reader

from .registry import Registry

# As Confluent's serializers begin each value: a zero, then the schema's ID.
MAGIC_BYTE = 0
HEADER_BYTES = 5


class Decoder:
    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._readings: dict[int, Callable[[bytes], Any]] = {}

    def decode(self, value: bytes | None) -> Any:
        """The value as its schema has it; text where there is no schema.

        None deletes what had this key before. Raises an OSError if the registry
        is away or does not know the schema.
        """
        if value is None:
            return None
        if len(value) < HEADER_BYTES or value[0] != MAGIC_BYTE:
            return value.decode(errors="replace")
        schema_id = int.from_bytes(value[1:HEADER_BYTES], "big")
        if schema_id not in self._readings:
            self._readings[schema_id] = self._reading_of(self._registry.schema(schema_id))
        return self._readings[schema_id](value[HEADER_BYTES:])

    def _reading_of(self, found: dict[str, Any]) -> Callable[[bytes], Any]:
        kind = found.get("schemaType") or "AVRO"
        if kind == "JSON":
            return json.loads
        if kind != "AVRO":
            raise ValueError(
                f"Schemas of type {kind} need generated classes: generate them, and read these values here"
            )
        named: dict[str, Any] = {}
        self._parse_references(found, named)
        schema = parse_schema(json.loads(found["schema"]), named)
        return lambda payload: schemaless_reader(io.BytesIO(payload), schema, None)

    # What a schema refers to comes before it.
    def _parse_references(self, found: dict[str, Any], named: dict[str, Any]) -> None:
        for reference in found.get("references") or []:
            if reference["name"] in named:
                continue
            referred = self._registry.version(reference["subject"], reference["version"])
            self._parse_references(referred, named)
            parse_schema(json.loads(referred["schema"]), named)
