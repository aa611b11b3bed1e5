package dev.jobs.validation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.fge.jackson.JsonLoader;
import com.github.fge.jsonschema.core.exceptions.ProcessingException;
import com.github.fge.jsonschema.core.report.LogLevel;
import com.github.fge.jsonschema.core.report.ProcessingMessage;
import com.github.fge.jsonschema.main.JsonSchema;
import com.github.fge.jsonschema.main.JsonSchemaFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Validates each document of {@code <folder>/*.cases.txt} and writes {@code <folder>/<group>.json}: each schema with its
 * documents, as text, and the validator's results. {@code messages} are those of the levels error and fatal, in
 * the order of the report; {@code failure} stands there instead when the document can't be read or validated.
 */
public final class RecordGolden {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .configure(JsonGenerator.Feature.ESCAPE_NON_ASCII, true);

  private RecordGolden() {}

  public static void main(String[] arguments) throws IOException, ProcessingException {
    Path folder = Path.of(arguments[0]);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".cases.txt")).sorted().toList()) {
        List<ValidationCase> cases = ValidationCase.parse(Files.readString(file));
        ArrayNode records = JSON.createArrayNode();
        for (ValidationCase one : cases) {
          records.add(record(one));
        }
        String group = file.getFileName().toString().replace(".cases.txt", "");
        Files.writeString(folder.resolve(group + ".json"), JSON.writeValueAsString(records) + "\n");
        int documents = cases.stream().mapToInt(one -> one.documents().size()).sum();
        System.out.println(group + ": " + cases.size() + " schemas, " + documents + " documents");
      }
    }
  }

  private static ObjectNode record(ValidationCase one) throws IOException, ProcessingException {
    JsonSchema schema = JsonSchemaFactory.byDefault().getJsonSchema(JsonLoader.fromString(one.schema()));
    ObjectNode golden = JSON.createObjectNode().put("name", one.name());
    golden.set("schema", JSON.readTree(one.schema()));
    ArrayNode documents = golden.putArray("documents");
    for (String text : one.documents()) {
      documents.add(judge(schema, text));
    }
    return golden;
  }

  private static ObjectNode judge(JsonSchema schema, String text) {
    ObjectNode verdict = JSON.createObjectNode().put("text", text);
    try {
      ArrayNode messages = JSON.createArrayNode();
      for (ProcessingMessage message : schema.validate(JsonLoader.fromString(text))) {
        if (message.getLogLevel().compareTo(LogLevel.ERROR) >= 0) {
          messages.add(message.getMessage());
        }
      }
      verdict.put("valid", messages.isEmpty()).set("messages", messages);
    } catch (IOException | ProcessingException | RuntimeException | StackOverflowError failure) {
      verdict.put("failure", failure.getClass().getSimpleName());
    }
    return verdict;
  }
}
