import type { Value } from '@jobs/velocity';
import { JsonList } from './json-list.ts';
import { parseJsonPath, type PathStep } from './json-path-parser.ts';

/** The value or values that a path matches; undefined if a definite path matches nothing. */
export function readJsonPath(root: Value, path: string): Value | undefined {
  const steps = parseJsonPath(path);
  let found: Value[] = [root];
  for (const step of steps) found = found.flatMap((value) => follow(value, step));
  return steps.every(isDefinite) ? found[0] : JsonList.from(found);
}

/** Whether a step matches at most one value, so that the result is a value and not a list. */
function isDefinite(step: PathStep): boolean {
  return step.type === 'members' && step.keys.length === 1;
}

function follow(value: Value, step: PathStep): Value[] {
  switch (step.type) {
    case 'members':
      return step.keys.flatMap((key) => member(value, key));
    case 'wildcard':
      return children(value);
    case 'slice':
      return Array.isArray(value) ? value.slice(step.from, step.to) : [];
    case 'descend':
      return descendants(value);
  }
}

function member(value: Value, key: string | number): Value[] {
  if (typeof key === 'string') return value instanceof Map && value.has(key) ? [value.get(key) ?? null] : [];
  if (!Array.isArray(value)) return [];
  const item = value.at(key);
  return item === undefined ? [] : [item];
}

function children(value: Value): Value[] {
  if (Array.isArray(value)) return value.slice();
  return value instanceof Map ? Array.from(value.values()) : [];
}

function descendants(value: Value): Value[] {
  return [value, ...children(value).flatMap(descendants)];
}
