package dev.jobs.velocity;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidJsonException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import java.util.LinkedHashMap;
import java.util.Map;
import net.minidev.json.JSONStyle;
import net.minidev.json.JSONValue;

/** {@code $input}, with the JSON provider that Jayway's JsonPath has by default. */
public final class GatewayInput {
  private static final Configuration JAYWAY = Configuration.defaultConfiguration();
  private final String body;
  private final Map<String, Map<String, String>> parameters = new LinkedHashMap<>();
  private Object document;

  GatewayInput(String body, JsonNode parameters) {
    this.body = body;
    for (String place : new String[] {"path", "querystring", "header"}) {
      Map<String, String> values = new LinkedHashMap<>();
      parameters.get(place).fields().forEachRemaining(entry -> values.put(entry.getKey(), entry.getValue().asText()));
      this.parameters.put(place, values);
    }
  }

  /** A property: {@code $input.body}. */
  public String getBody() {
    return body.isEmpty() ? "{}" : body;
  }

  /** What a path leads to; null when it leads nowhere. */
  public Object path(String path) {
    if (body.isEmpty()) {
      return null;
    }
    try {
      if (document == null) {
        document = JAYWAY.jsonProvider().parse(body);
      }
      return JsonPath.using(JAYWAY).parse(document).read(path);
    } catch (InvalidJsonException | PathNotFoundException nothing) {
      return null;
    }
  }

  /** What a path leads to, as JSON. */
  public String json(String path) {
    if (body.isEmpty() && path.equals("$")) {
      return "{}";
    }
    Object found = path(path);
    if (found == null) {
      return "\"\"";
    }
    // What the provider does with lists and objects; it refuses anything else.
    return JSONValue.toJSONString(found, JSONStyle.LT_COMPRESS);
  }

  public Map<String, Map<String, String>> params() {
    return parameters;
  }

  /** The path, then the query string, then the headers. */
  public String params(String name) {
    for (Map<String, String> values : parameters.values()) {
      if (values.containsKey(name)) {
        return values.get(name);
      }
    }
    return "";
  }
}
