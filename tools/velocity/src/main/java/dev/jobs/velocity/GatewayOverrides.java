package dev.jobs.velocity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values that a template sets in {@code $context.responseOverride}, each at most once. */
final class GatewayOverrides {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Map<String, Object> header = new SetOnce();
  private final Map<String, Object> response = new SetOnce();

  GatewayOverrides() {
    response.put("header", header);
  }

  /** {@code $context}: the variables of all requests, those of this one, and the overrides. */
  @SuppressWarnings("unchecked")
  Map<String, Object> contextOf(JsonNode common, JsonNode own) {
    Map<String, Object> variables = JSON.convertValue(common, LinkedHashMap.class);
    variables.putAll(JSON.convertValue(own, Map.class));
    variables.put("responseOverride", response);
    return variables;
  }

  Object status() {
    return response.get("status");
  }

  Map<String, Object> headers() {
    return header;
  }

  /** Public, so that Velocity finds its methods. */
  public static final class SetOnce extends LinkedHashMap<String, Object> {
    @Override
    public Object put(String name, Object value) {
      if (containsKey(name)) {
        throw new IllegalStateException(name + " is overridden a second time");
      }
      return super.put(name, value);
    }
  }
}
