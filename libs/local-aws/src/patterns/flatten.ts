import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/index.ts';

export type Leaf = string | number | boolean | null;

export interface FlatValue {
  readonly leaf: Leaf;
  /** The enclosing lists of objects, each with the index of the enclosing element. */
  readonly within: ReadonlyMap<JsonValue[], number>;
}

/** The scalar values of an event by dotted path; list elements have the path of their list. */
export function flatten(event: JsonObject): ReadonlyMap<string, readonly FlatValue[]> {
  const values = new Map<string, FlatValue[]>();
  const addObject = (object: JsonObject, path: string, within: FlatValue['within']) => {
    for (const [name, value] of Object.entries(object)) add(value, path === '' ? name : `${path}.${name}`, within);
  };
  const add = (value: JsonValue, path: string, within: FlatValue['within']) => {
    if (isJsonObject(value)) addObject(value, path, within);
    else if (Array.isArray(value)) {
      value.forEach((element, index) => {
        add(element, path, isJsonObject(element) ? new Map(within).set(value, index) : within);
      });
    } else {
      const there = values.get(path);
      if (there) there.push({ leaf: value, within });
      else values.set(path, [{ leaf: value, within }]);
    }
  };
  addObject(event, '', new Map());
  return values;
}
