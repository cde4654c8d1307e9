"""Where to read, and as whom."""

from collections.abc import Mapping
from dataclasses import dataclass

#: The topics of the data products that were asked for.
TOPICS = [
{%- for input in values.inputs %}
    "${{ input.topic }}",
{%- endfor %}
]


@dataclass(frozen=True)
class Settings:
    consumer: dict[str, str | bool]
    registry_url: str
    #: User and password, where the registry asks for them.
    registry_login: tuple[str, str] | None
    topics: list[str]
    #: How many records to read; without end if it is None.
    count: int | None


def read_settings(env: Mapping[str, str]) -> Settings:
    """Reads them from the environment. The page of the grant shows the values for it.

    Raises a ValueError that names the variable which is missing.
    """

    def required(name: str) -> str:
        value = env.get(name)
        if not value:
            raise ValueError(f"{name} is not set")
        return value

    consumer: dict[str, str | bool] = {
        "bootstrap.servers": required("KAFKA_BROKERS"),
        "group.id": env.get("KAFKA_GROUP", "${{ values.service }}"),
        "client.id": "${{ values.service }}",
        "auto.offset.reset": "earliest",
        # In the background, what was handled: see `store_offsets`.
        "enable.auto.commit": True,
        "enable.auto.offset.store": False,
    }
    ssl = env.get("KAFKA_SSL") == "true"
    username = env.get("KAFKA_USERNAME")
    if username:
        consumer |= {
            "security.protocol": "sasl_ssl" if ssl else "sasl_plaintext",
            "sasl.mechanism": "SCRAM-SHA-512",
            "sasl.username": username,
            "sasl.password": env.get("KAFKA_PASSWORD", ""),
        }
    else:
        consumer["security.protocol"] = "ssl" if ssl else "plaintext"
    user = env.get("SCHEMA_REGISTRY_USERNAME")
    return Settings(
        consumer=consumer,
        registry_url=required("SCHEMA_REGISTRY_URL").rstrip("/"),
        registry_login=(user, env.get("SCHEMA_REGISTRY_PASSWORD", "")) if user else None,
        topics=env["TOPICS"].split(",") if env.get("TOPICS") else TOPICS,
        count=int(env["COUNT"]) if env.get("COUNT") else None,
    )
