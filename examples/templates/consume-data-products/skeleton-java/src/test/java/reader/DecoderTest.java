package reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads values by the schemas of a registry that runs in the test. */
class DecoderTest {
  private static final String PART =
      """
      {"type":"record","name":"Part","fields":[{"name":"id","type":"long"}]}""";
  private static final String WHOLE =
      """
      {"type":"record","name":"Whole","fields":[
        {"name":"part","type":"Part"},{"name":"note","type":["null","string"]}]}""";

  private final Map<String, Object> answers = new HashMap<>();
  private HttpServer server;
  private Decoder decoder;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Object answer = answers.get(exchange.getRequestURI().getRawPath());
          byte[] body = new ObjectMapper().writeValueAsBytes(answer);
          exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    decoder = new Decoder(new Registry(url, "me", "secret"));
  }

  @AfterEach
  void stop() {
    decoder.close();
    server.stop(0);
  }

  private static byte[] withId(int id, byte[] payload) {
    return ByteBuffer.allocate(5 + payload.length).put((byte) 0).putInt(id).put(payload).array();
  }

  private static byte[] whole(long id, String note) throws IOException {
    Schema.Parser parser = new Schema.Parser();
    var part = new GenericData.Record(parser.parse(PART));
    part.put("id", id);
    var whole = new GenericData.Record(parser.parse(WHOLE));
    whole.put("part", part);
    whole.put("note", note);
    var bytes = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(whole.getSchema()).write(whole, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  @Test
  void readsAvroWithWhatItsSchemaRefersTo() throws IOException {
    var reference = Map.of("name", "Part", "subject", "a/part", "version", 2);
    answers.put("/schemas/ids/7", Map.of("schema", WHOLE, "references", List.of(reference)));
    answers.put("/subjects/a%2Fpart/versions/2", Map.of("schema", PART));
    var read = decoder.decode("t", withId(7, whole(Long.MAX_VALUE, "n")));
    assertEquals("{\"part\":{\"id\":9223372036854775807},\"note\":\"n\"}", read.toString());
    answers.clear();
    assertTrue(decoder.decode("t", withId(7, whole(1, null))).get("note").isNull());
  }

  @Test
  void readsJsonAndTextAndDeletions() throws IOException {
    answers.put("/schemas/ids/8", Map.of("schema", "{}", "schemaType", "JSON"));
    byte[] json = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);
    assertEquals("1", decoder.decode("t", withId(8, json)).get("id").asText());
    assertEquals("plain", decoder.decode("t", "plain".getBytes(StandardCharsets.UTF_8)).asText());
    assertNull(decoder.decode("t", null));
  }

  @Test
  void saysWhatItCannotRead() {
    answers.put("/schemas/ids/9", Map.of("schema", "syntax…", "schemaType", "PROTOBUF"));
    for (var each : Map.of(9, "PROTOBUF", 10, "answers 404 for /schemas/ids/10").entrySet()) {
      byte[] value = withId(each.getKey(), new byte[1]);
      var error = assertThrows(IOException.class, () -> decoder.decode("t", value));
      assertTrue(error.getMessage().contains(each.getValue()), error.getMessage());
    }
  }
}
