package reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.generic.GenericData;

/** Reads values by the schemas that they were written with. */
public final class Decoder implements AutoCloseable {
  // As Confluent's and Apicurio's serializers begin each value: a zero, then the schema's ID.
  private static final byte MAGIC_BYTE = 0;
  private static final int HEADER_BYTES = 5;

  private final Registry registry;
  private final ObjectMapper json = new ObjectMapper();
  private final AvroKafkaDeserializer<Object> avro;

  public Decoder(Registry registry) {
    this.registry = registry;
    this.avro = new AvroKafkaDeserializer<>(new RegistrySchemas(registry));
    avro.configure(Map.of(), false);
  }

  /**
   * @param value null deletes what had this key before
   * @return JSON as the schema has it; a text where there is no schema
   * @throws IOException if the registry is away or does not know the schema
   */
  public JsonNode decode(String topic, byte[] value) throws IOException {
    if (value == null) return null;
    if (value.length < HEADER_BYTES || value[0] != MAGIC_BYTE) {
      return TextNode.valueOf(new String(value, StandardCharsets.UTF_8));
    }
    int id = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    String type = registry.schema(id).path("schemaType").asText("AVRO");
    return switch (type) {
      case "AVRO" -> avro(topic, value);
      case "JSON" -> json.readTree(value, HEADER_BYTES, value.length - HEADER_BYTES);
      default ->
          throw new IOException(
              "Schemas of type %s need generated classes: generate them, and read these values here"
                  .formatted(type));
    };
  }

  private JsonNode avro(String topic, byte[] value) throws IOException {
    try {
      return json.readTree(GenericData.get().toString(avro.deserialize(topic, value)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() {
    avro.close();
  }
}
