/** Ajv cannot compare objects that have a property `toString` or `valueOf`, so this renames these at any depth. */
export function comparable<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value).replace(/"(?:toString|valueOf)":/g, '"to-string":')) as Value;
}
