package reader;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A record as its schema has it.
 *
 * @param key may be null
 * @param value null deletes what had this key before
 */
public record ReadRecord(
    String topic, int partition, long offset, String key, JsonNode value) {}
