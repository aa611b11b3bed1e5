package dev.jobs.velocity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Renders the mapping templates of {@code <folder>/*.cases.json} for each of their requests, with the variables that
 * API Gateway provides, and writes {@code <folder>/<name>.json}: a list of body, status and headers; null where the
 * engine fails.
 */
public final class RecordTemplates {
  private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build());

  private RecordTemplates() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Renderer renderer = new Renderer("1.7", true);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".cases.json")).sorted().toList()) {
        JsonNode cases = JSON.readTree(Files.readString(file));
        List<String> lines = new ArrayList<>();
        for (JsonNode request : cases.get("requests")) {
          lines.add(JSON.writeValueAsString(render(renderer, cases, request)));
        }
        String name = file.getFileName().toString().replace(".cases.json", "");
        Files.writeString(folder.resolve(name + ".json"), "[\n  " + String.join(",\n  ", lines) + "\n]\n");
        System.out.println(name + ": " + lines.size() + " requests");
      }
    }
  }

  private static JsonNode render(Renderer renderer, JsonNode cases, JsonNode request) {
    GatewayOverrides overrides = new GatewayOverrides();
    Map<String, Object> variables =
        new HashMap<>(
            Map.of(
                "input", new GatewayInput(request.get("body").asText(), request.get("parameters")),
                "util", new GatewayUtil(),
                "context", overrides.contextOf(cases.get("context"), request.get("context"))));
    String body = renderer.render("template", cases.get("template").asText(), variables);
    if (body == null) {
      return JSON.nullNode();
    }
    ObjectNode output = JSON.createObjectNode().put("body", body);
    if (overrides.status() != null) {
      output.set("status", JSON.valueToTree(overrides.status()));
    }
    ObjectNode headers = output.putObject("headers");
    overrides.headers().forEach((name, value) -> headers.put(name, String.valueOf(value)));
    return output;
  }
}
