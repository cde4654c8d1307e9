package reader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads data products, record by record, until it is stopped. */
public final class Main {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Main() {}

  /** Begin here: do with a record what your service is for. */
  static void handle(ReadRecord record) throws JsonProcessingException {
    System.out.println(JSON.writeValueAsString(record));
  }

  public static void main(String[] args) throws IOException {
    Settings settings = Settings.of(System.getenv());
    Registry registry =
        new Registry(
            settings.registryUrl(), settings.registryUser(), settings.registryPassword());
    try (var decoder = new Decoder(registry);
        var consumer =
            new KafkaConsumer<>(
                settings.consumer(), new StringDeserializer(), new ByteArrayDeserializer())) {
      stopWith(consumer);
      consumer.subscribe(settings.topics());
      read(consumer, decoder, settings.count());
    } catch (WakeupException stopped) {
      System.err.println("Stopped");
    }
  }

  /** What throws is read again: Kafka counts only what was handled as read. */
  private static void read(KafkaConsumer<String, byte[]> consumer, Decoder decoder, long count)
      throws IOException {
    long left = count;
    while (left > 0) {
      Map<TopicPartition, OffsetAndMetadata> handled = new HashMap<>();
      for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofSeconds(1))) {
        if (left == 0) break;
        var value = decoder.decode(each.topic(), each.value());
        handle(new ReadRecord(each.topic(), each.partition(), each.offset(), each.key(), value));
        handled.put(
            new TopicPartition(each.topic(), each.partition()),
            new OffsetAndMetadata(each.offset() + 1));
        left -= 1;
      }
      consumer.commitSync(handled);
    }
  }

  private static void stopWith(KafkaConsumer<?, ?> consumer) {
    Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  consumer.wakeup();
                  try {
                    main.join(Duration.ofSeconds(10).toMillis());
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }
}
