package dev.jobs.velocity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.app.event.EventCartridge;

/** Renders a template with Apache Velocity in non-strict mode, with settings that match version 1.x. */
final class Renderer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final VelocityEngine engine = new VelocityEngine();
  private final boolean emptyForInvalid;

  Renderer(String version, boolean emptyForInvalid) {
    this.emptyForInvalid = emptyForInvalid;
    if (version.startsWith("1.")) {
      engine.setProperty("runtime.log.logsystem.class", "org.apache.velocity.runtime.log.NullLogChute");
      engine.setProperty("velocimacro.permissions.allow.inline", "false");
    } else {
      engine.setProperty("parser.space_gobbling", "bc");
      engine.setProperty("parser.allow_hyphen_in_identifiers", "true");
      engine.setProperty("directive.if.empty_check", "false");
      engine.setProperty("velocimacro.inline.allow", "false");
    }
    engine.init();
  }

  /** The output, or null if the engine rejects the template or fails to render it. */
  String render(GoldenCase golden) {
    return render(golden.name(), golden.template(), variables(golden.context()));
  }

  /** The same with given variables. */
  String render(String name, String template, Map<String, Object> variables) {
    try {
      VelocityContext context = new VelocityContext(variables);
      if (emptyForInvalid) {
        EventCartridge cartridge = new EventCartridge();
        cartridge.addEventHandler(new EmptyForInvalid());
        cartridge.attachToContext(context);
      }
      StringWriter writer = new StringWriter();
      engine.evaluate(context, writer, name, template);
      return writer.toString();
    } catch (RuntimeException | Error failure) {
      if (System.getenv("VELOCITY_SHOW_ERRORS") != null) {
        System.err.println(name + ": " + failure);
      }
      return null;
    }
  }

  private static Map<String, Object> variables(String json) {
    try {
      return new LinkedHashMap<>(JSON.readValue(json, Map.class));
    } catch (JsonProcessingException failure) {
      throw new IllegalArgumentException("not a JSON object: " + json, failure);
    }
  }
}
