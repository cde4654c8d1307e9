package reader;

import com.fasterxml.jackson.databind.JsonNode;
import io.apicurio.registry.resolver.client.RegistryArtifactReference;
import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.client.RegistryVersionCoordinates;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Lets Apicurio's deserializers read from any registry with Confluent's REST API, Apicurio's own
 * among them. A content ID is the ID that a value begins with, and an artifact is a subject.
 */
final class RegistrySchemas implements RegistryClientFacade {
  private final Registry registry;

  RegistrySchemas(Registry registry) {
    this.registry = registry;
  }

  @Override
  public String getSchemaByContentId(Long id) {
    return textOf(asked(() -> registry.schema(id.intValue())));
  }

  @Override
  public List<RegistryArtifactReference> getReferencesByContentId(long id) {
    return referencesOf(asked(() -> registry.schema((int) id)));
  }

  @Override
  public String getSchemaByGAV(String group, String subject, String version) {
    return textOf(asked(() -> registry.schema(subject, Integer.parseInt(version))));
  }

  @Override
  public List<RegistryArtifactReference> getReferencesByGAV(
      String group, String subject, String version) {
    return referencesOf(asked(() -> registry.schema(subject, Integer.parseInt(version))));
  }

  @Override
  public Object getClient() {
    return registry;
  }

  private static String textOf(JsonNode found) {
    return found.get("schema").asText();
  }

  private static List<RegistryArtifactReference> referencesOf(JsonNode found) {
    List<RegistryArtifactReference> references = new ArrayList<>();
    for (JsonNode each : found.path("references")) {
      references.add(
          RegistryArtifactReference.builder()
              .name(each.get("name").asText())
              .groupId("default")
              .artifactId(each.get("subject").asText())
              .version(each.get("version").asText())
              .build());
    }
    return references;
  }

  private interface Asking {
    JsonNode ask() throws IOException;
  }

  private static JsonNode asked(Asking asking) {
    try {
      return asking.ask();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Only writers look schemas up by what is in them, or by IDs of Apicurio's own.

  @Override
  public String getSchemaByGlobalId(long id, boolean dereference) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String getSchemaByContentHash(String hash) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<RegistryArtifactReference> getReferencesByGlobalId(long id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<RegistryArtifactReference> getReferencesByContentHash(String hash) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<RegistryVersionCoordinates> searchVersionsByContent(
      String content, String type, ArtifactReference reference, boolean canonical) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RegistryVersionCoordinates createSchema(
      String type,
      String group,
      String subject,
      String version,
      String ifExists,
      boolean canonical,
      String content,
      Set<RegistryArtifactReference> references) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RegistryVersionCoordinates getVersionCoordinatesByGAV(
      String group, String subject, String version) {
    throw new UnsupportedOperationException();
  }
}
