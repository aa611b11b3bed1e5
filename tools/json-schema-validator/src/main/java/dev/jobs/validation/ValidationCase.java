package dev.jobs.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A schema from a cases file and its documents: {@code === name}, a line with the schema, and a line for each document. */
record ValidationCase(String name, String schema, List<String> documents) {
  static List<ValidationCase> parse(String file) {
    List<ValidationCase> cases = new ArrayList<>();
    for (String block : ("\n" + file).split("\n=== ")) {
      if (block.isBlank()) {
        continue;
      }
      List<String> lines = Arrays.stream(block.split("\n")).filter(line -> !line.isEmpty()).toList();
      cases.add(new ValidationCase(lines.get(0), lines.get(1), lines.subList(2, lines.size())));
    }
    return cases;
  }
}
