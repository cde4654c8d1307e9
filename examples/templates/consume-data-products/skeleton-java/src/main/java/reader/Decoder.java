package reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;

/** Reads values by the schemas that they were written with. */
public final class Decoder {
  // As Confluent's serializers begin each value: a zero, then the schema's ID.
  private static final byte MAGIC_BYTE = 0;
  private static final int HEADER_BYTES = 5;

  private final Registry registry;
  private final ObjectMapper json = new ObjectMapper();
  private final Map<Integer, Reading> readings = new HashMap<>();

  public Decoder(Registry registry) {
    this.registry = registry;
  }

  private interface Reading {
    JsonNode read(byte[] value, int from) throws IOException;
  }

  /**
   * @param value null deletes what had this key before
   * @return JSON as the schema has it; a text where there is no schema
   * @throws IOException if the registry is away or does not know the schema
   */
  public JsonNode decode(byte[] value) throws IOException {
    if (value == null) return null;
    if (value.length < HEADER_BYTES || value[0] != MAGIC_BYTE) {
      return TextNode.valueOf(new String(value, StandardCharsets.UTF_8));
    }
    int id = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    Reading reading = readings.get(id);
    if (reading == null) {
      reading = readingOf(registry.schema(id));
      readings.put(id, reading);
    }
    return reading.read(value, HEADER_BYTES);
  }

  private Reading readingOf(JsonNode found) throws IOException {
    String type = found.path("schemaType").asText("AVRO");
    return switch (type) {
      case "AVRO" -> avro(found);
      case "JSON" -> (value, from) -> json.readTree(value, from, value.length - from);
      default ->
          throw new IOException(
              "Schemas of type %s need generated classes: generate them, and read these values here"
                  .formatted(type));
    };
  }

  private Reading avro(JsonNode found) throws IOException {
    Schema.Parser parser = new Schema.Parser();
    parseReferences(found, parser, new HashSet<>());
    Schema schema = parser.parse(found.get("schema").asText());
    GenericDatumReader<Object> reader = new GenericDatumReader<>(schema);
    return (value, from) -> {
      var bytes = DecoderFactory.get().binaryDecoder(value, from, value.length - from, null);
      return json.readTree(GenericData.get().toString(reader.read(null, bytes)));
    };
  }

  // What a schema refers to comes before it.
  private void parseReferences(JsonNode found, Schema.Parser parser, Set<String> parsed)
      throws IOException {
    for (JsonNode reference : found.path("references")) {
      if (!parsed.add(reference.get("name").asText())) continue;
      String subject = reference.get("subject").asText();
      JsonNode referred = registry.schema(subject, reference.get("version").asInt());
      parseReferences(referred, parser, parsed);
      parser.parse(referred.get("schema").asText());
    }
  }
}
