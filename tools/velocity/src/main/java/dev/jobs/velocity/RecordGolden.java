package dev.jobs.velocity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Renders each case of {@code <folder>/*.cases.vtl} and writes {@code <folder>/<group>.<version>.json}:
 * a case's name, and its output under {@code stock} (an undefined reference prints its source) and {@code quiet}
 * (it is an empty string); null if the engine rejects the template.
 */
public final class RecordGolden {
  private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private RecordGolden() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    String version = arguments[1];
    Renderer stock = new Renderer(version, false);
    Renderer quiet = new Renderer(version, true);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".cases.vtl")).sorted().toList()) {
        List<GoldenCase> cases = GoldenCase.parse(Files.readString(file));
        Map<String, Map<String, String>> outputs = new TreeMap<>();
        for (GoldenCase golden : cases) {
          Map<String, String> output = new TreeMap<>();
          output.put("stock", stock.render(golden));
          output.put("quiet", quiet.render(golden));
          if (outputs.put(golden.name(), output) != null) {
            throw new IllegalArgumentException(file + " has two cases named " + golden.name());
          }
        }
        String group = file.getFileName().toString().replace(".cases.vtl", "");
        Files.writeString(folder.resolve(group + "." + version + ".json"), JSON.writeValueAsString(outputs) + "\n");
        System.out.println(group + ": " + cases.size() + " cases");
      }
    }
  }
}
