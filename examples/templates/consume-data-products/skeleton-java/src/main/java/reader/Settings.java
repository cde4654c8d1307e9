package reader;

import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Where to read, and as whom. */
public record Settings(
    Properties consumer, String registryUrl, String registryUser, String registryPassword,
    List<String> topics, long count) {

  /** The topics of the data products that were asked for. */
  public static final List<String> TOPICS =
      List.of(
{%- for input in values.inputs %}
          "${{ input.topic }}"{% if not loop.last %},{% endif %}
{%- endfor %}
      );

  /**
   * Reads them from the environment. The page of the grant shows the values for it.
   *
   * @throws IllegalArgumentException that names the variable which is missing
   */
  public static Settings of(Map<String, String> env) {
    Properties consumer = new Properties();
    consumer.put("bootstrap.servers", required(env, "KAFKA_BROKERS"));
    consumer.put("group.id", env.getOrDefault("KAFKA_GROUP", "${{ values.service }}"));
    consumer.put("client.id", "${{ values.service }}");
    consumer.put("auto.offset.reset", "earliest");
    consumer.put("enable.auto.commit", "false");
    consumer.put("isolation.level", "read_committed");
    boolean ssl = "true".equals(env.get("KAFKA_SSL"));
    String username = env.get("KAFKA_USERNAME");
    if (username == null) {
      consumer.put("security.protocol", ssl ? "SSL" : "PLAINTEXT");
    } else {
      consumer.put("security.protocol", ssl ? "SASL_SSL" : "SASL_PLAINTEXT");
      consumer.put("sasl.mechanism", "SCRAM-SHA-512");
      consumer.put(
          "sasl.jaas.config",
          "org.apache.kafka.common.security.scram.ScramLoginModule required username=%s password=%s;"
              .formatted(quoted(username), quoted(env.getOrDefault("KAFKA_PASSWORD", ""))));
    }
    String topics = env.get("TOPICS");
    return new Settings(
        consumer,
        required(env, "SCHEMA_REGISTRY_URL"),
        env.get("SCHEMA_REGISTRY_USERNAME"),
        env.getOrDefault("SCHEMA_REGISTRY_PASSWORD", ""),
        topics == null ? TOPICS : List.of(topics.split(",")),
        Long.parseLong(env.getOrDefault("COUNT", "" + Long.MAX_VALUE)));
  }

  private static String required(Map<String, String> env, String name) {
    String value = env.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(name + " is not set");
    }
    return value;
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
