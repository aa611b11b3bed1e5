package dev.jobs.velocity;

import org.apache.velocity.app.event.InvalidReferenceEventHandler;
import org.apache.velocity.context.Context;
import org.apache.velocity.util.introspection.Info;

/** Turns each reference without a value into an empty string, as recorded from API Gateway. */
final class EmptyForInvalid implements InvalidReferenceEventHandler {
  @Override
  public Object invalidGetMethod(Context context, String reference, Object object, String property, Info info) {
    return "";
  }

  @Override
  public boolean invalidSetMethod(Context context, String leftReference, String rightReference, Info info) {
    return false;
  }

  @Override
  public Object invalidMethod(Context context, String reference, Object object, String method, Info info) {
    return "";
  }
}
