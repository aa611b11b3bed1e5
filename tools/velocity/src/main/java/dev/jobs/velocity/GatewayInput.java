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

/** {@code $input}, with the default JSON provider of Jayway's JsonPath. */
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

  /** The value at a path; null if there is none. */
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

  /** The value at a path, as JSON. */
  public String json(String path) {
    if (body.isEmpty() && path.equals("$")) {
      return "{}";
    }
    Object found = path(path);
    if (found == null) {
      return "\"\"";
    }
    // As the provider does for lists and objects; it rejects anything else.
    return JSONValue.toJSONString(found, JSONStyle.LT_COMPRESS);
  }

  public Map<String, Map<String, String>> params() {
    return parameters;
  }

  /** Looks in the path, then the query string, then the headers. */
  public String params(String name) {
    for (Map<String, String> values : parameters.values()) {
      if (values.containsKey(name)) {
        return values.get(name);
      }
    }
    return "";
  }
}
