package dev.jobs.velocity;

import java.util.ArrayList;
import java.util.List;

/** One template of a cases file: {@code === name} or {@code === name :: {"json": "context"}}, then the template's lines. */
record GoldenCase(String name, String context, String template) {
  private static final String MARK = "=== ";

  static List<GoldenCase> parse(String file) {
    List<GoldenCase> cases = new ArrayList<>();
    for (String block : ("\n" + file).split("\n" + MARK)) {
      if (block.isBlank()) {
        continue;
      }
      int endOfHeader = block.indexOf('\n');
      String[] header = block.substring(0, endOfHeader).split(" :: ", 2);
      String template = block.substring(endOfHeader + 1);
      cases.add(new GoldenCase(header[0].trim(), header.length > 1 ? header[1] : "{}", withoutLastNewline(template)));
    }
    return cases;
  }

  private static String withoutLastNewline(String template) {
    return template.endsWith("\n") ? template.substring(0, template.length() - 1) : template;
  }
}
