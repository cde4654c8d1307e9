package reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** A schema registry with Confluent's REST API. What it has said once, it is not asked again. */
public final class Registry {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final ObjectMapper json = new ObjectMapper();
  // An ID and a version stand for one schema for ever.
  private final Map<String, JsonNode> known = new HashMap<>();
  private final String url;
  private final String authorization;

  /** @param user null where the registry asks for none */
  public Registry(String url, String user, String password) {
    this.url = url.replaceAll("/+$", "");
    byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    this.authorization =
        user == null ? null : "Basic " + Base64.getEncoder().encodeToString(login);
  }

  /** A schema, its type (Avro if there is none) and references, by its ID. */
  public JsonNode schema(int id) throws IOException {
    return get("/schemas/ids/" + id);
  }

  /** The same by subject and version, as references name it. */
  public JsonNode schema(String subject, int version) throws IOException {
    String name = URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    return get("/subjects/" + name + "/versions/" + version);
  }

  private JsonNode get(String path) throws IOException {
    JsonNode found = known.get(path);
    if (found == null) {
      found = ask(path);
      known.put(path, found);
    }
    return found;
  }

  private JsonNode ask(String path) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
    if (authorization != null) request.header("Authorization", authorization);
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(
            "The schema registry answers %d for %s: %s"
                .formatted(response.statusCode(), path, response.body()));
      }
      return json.readTree(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while asking the schema registry", e);
    }
  }
}
