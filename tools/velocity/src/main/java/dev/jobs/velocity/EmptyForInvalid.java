package dev.jobs.velocity;

import org.apache.velocity.app.event.InvalidReferenceEventHandler;
import org.apache.velocity.context.Context;
import org.apache.velocity.util.introspection.Info;

/** Makes each reference that has no value an empty string, as API Gateway was recorded to do. */
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
