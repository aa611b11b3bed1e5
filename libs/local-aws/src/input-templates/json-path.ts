import { isJsonObject, type JsonValue } from '../kernel/index.ts';

/** Reads the value at a path in an event; undefined if there is none. */
export type JsonPath = (root: JsonValue) => JsonValue | undefined;

const step = /\.([\w-]+)|\[(\d+)\]|\['([^']+)'\]|\["([^"]+)"\]|(\.\*|\[\*\])/y;

/**
 * Compiles the JSON paths that EventBridge supports: `$`, `.name` (letters, digits, `_`, `-`), `['name']`, `[0]`,
 * `[*]`.
 * @returns undefined if the text is not such a path
 */
export function compileJsonPath(text: string): JsonPath | undefined {
  if (!text.startsWith('$')) return undefined;
  const steps: JsonPath[] = [];
  step.lastIndex = 1;
  while (step.lastIndex < text.length) {
    const match = step.exec(text);
    if (!match) return undefined;
    const [, name, index, quoted, doubleQuoted, wildcard] = match;
    if (wildcard !== undefined) return withWildcard(steps, text.slice(step.lastIndex));
    steps.push(index === undefined ? property(name ?? quoted ?? doubleQuoted ?? '') : element(Number(index)));
  }
  return following(steps);
}

function withWildcard(before: JsonPath[], remainder: string): JsonPath | undefined {
  const after = compileJsonPath(`$${remainder}`);
  const list = following(before);
  if (!after) return undefined;
  return (root) => {
    const value = list(root);
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.values(value).flatMap((each: JsonValue) => after(each) ?? []);
  };
}

const following = (steps: readonly JsonPath[]): JsonPath => {
  return (root) =>
    steps.reduce<JsonValue | undefined>((value, next) => (value === undefined ? value : next(value)), root);
};

const property = (name: string): JsonPath => {
  return (value) => (isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined);
};

const element = (index: number): JsonPath => {
  return (value) => (Array.isArray(value) ? value[index] : undefined);
};
