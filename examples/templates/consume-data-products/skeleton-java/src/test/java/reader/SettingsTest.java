package reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void namesTheVariableThatIsMissing() {
    var error = assertThrows(IllegalArgumentException.class, () -> Settings.of(Map.of()));
    assertEquals("KAFKA_BROKERS is not set", error.getMessage());
    assertFalse(Settings.TOPICS.isEmpty());
  }

  @Test
  void takesPasswordsWithQuotes() {
    var settings =
        Settings.of(
            Map.of(
                "KAFKA_BROKERS", "a:1",
                "SCHEMA_REGISTRY_URL", "http://b",
                "KAFKA_USERNAME", "me",
                "KAFKA_PASSWORD", "a\"b\\c",
                "TOPICS", "x,y"));
    assertEquals(List.of("x", "y"), settings.topics());
    var login = settings.consumer().getProperty("sasl.jaas.config");
    assertTrue(login.endsWith("username=\"me\" password=\"a\\\"b\\\\c\";"), login);
  }
}
