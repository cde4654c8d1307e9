"""Reads data products, record by record, until it is stopped."""

import base64
import json
import os
import signal
from typing import Any

from confluent_kafka import Consumer, KafkaException

from .decoder import Decoder
from .registry import Registry
from .settings import Settings, read_settings


def handle(record: dict[str, Any]) -> None:
    """Begin here: do with a record what your service is for."""
    print(json.dumps(record, default=in_json), flush=True)


def in_json(value: Any) -> str:
    """What JSON has no word for: bytes in base64, dates and decimals as text."""
    return base64.b64encode(value).decode() if isinstance(value, bytes) else str(value)


def read(consumer: Consumer, decoder: Decoder, settings: Settings) -> None:
    """What raises is read again: Kafka counts only what was handled as read."""
    left = settings.count
    while left is None or left > 0:
        message = consumer.poll(1.0)
        if message is None:
            continue
        if message.error():
            raise KafkaException(message.error())
        key = message.key()
        handle(
            {
                "topic": message.topic(),
                "partition": message.partition(),
                "offset": message.offset(),
                "key": None if key is None else key.decode(errors="replace"),
                "value": decoder.decode(message.value()),
            }
        )
        consumer.store_offsets(message)
        if left is not None:
            left -= 1


def stop(*_: Any) -> None:
    raise SystemExit(0)


def main() -> None:
    settings = read_settings(os.environ)
    decoder = Decoder(Registry(settings.registry_url, settings.registry_login))
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    consumer = Consumer(settings.consumer)
    try:
        consumer.subscribe(settings.topics)
        read(consumer, decoder, settings)
    finally:
        consumer.close()


main()
