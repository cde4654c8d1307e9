"""A schema registry with Confluent's REST API."""

import base64
import json
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

TIMEOUT_SECONDS = 10


class Registry:
    def __init__(self, url: str, login: tuple[str, str] | None = None) -> None:
        self._url = url
        self._headers = {}
        if login:
            token = base64.b64encode(":".join(login).encode()).decode()
            self._headers["Authorization"] = f"Basic {token}"

    def schema(self, schema_id: int) -> dict[str, Any]:
        """A schema, its type (Avro if there is none) and references, by its ID."""
        return self._get(f"/schemas/ids/{schema_id}")

    def version(self, subject: str, version: int) -> dict[str, Any]:
        """The same by subject and version, as references name it."""
        return self._get(f"/subjects/{quote(subject, safe='')}/versions/{version}")

    def _get(self, path: str) -> dict[str, Any]:
        request = Request(self._url + path, headers=self._headers)
        try:
            with urlopen(request, timeout=TIMEOUT_SECONDS) as response:
                return json.load(response)
        except HTTPError as error:
            raise OSError(f"The schema registry answers {error.code} for {path}") from error
