import { HostObject, method, type Value } from '@jobs/velocity';
import { JsonTextError } from '../json/read-json.ts';
import { readJsonPath } from './json-path.ts';
import { toJsonText } from './json-print.ts';
import { parseJsonText } from './json-text.ts';
import type { MappingScope, ParameterOverrides } from './mapping-scope.ts';

/** `$input`: the body and the request's parameters (docs/facts/a.md#a59 to #a65, #a94). */
export function inputVariable({ body, parameters }: Pick<MappingScope, 'body' | 'parameters'>): HostObject {
  const document = once(() => parseBody(body));
  const read = (path: string) => {
    const root = document();
    return root === undefined ? undefined : readJsonPath(root, path);
  };
  return new HostObject({
    typeName: '$input',
    property: (name) => (name === 'body' ? body || emptyBody : undefined),
    methods: {
      path: [method(['text'], (_, path) => read(path) ?? null)],
      json: [method(['text'], (_, path) => jsonOf(read(path), body === '' && path.trim() === '$'))],
      params: [
        method([], () => parameterMaps(parameters)),
        method(['text'], (_, name) => findParameter(parameters, name)),
      ],
    },
  });
}

/** The value of `$input.body` (docs/facts/a.md#a65) and `$input.json('$')` for an empty body. */
const emptyBody = '{}';

function jsonOf(found: Value | undefined, isWholeEmptyBody: boolean): string {
  if (isWholeEmptyBody) return emptyBody;
  return found === undefined ? '""' : toJsonText(found);
}

/** Undefined if the body is not JSON, so that no path matches. */
function parseBody(body: string): Value | undefined {
  if (body === '') return undefined;
  try {
    return parseJsonText(body);
  } catch (failure) {
    if (failure instanceof JsonTextError) return undefined;
    throw failure;
  }
}

/** The path, then the query string, then the headers; empty when none has it (docs/facts/a.md#a63). */
function findParameter({ path, querystring, header }: ParameterOverrides, name: string): string {
  const holder = [path, querystring, header].find((names) => Object.hasOwn(names, name));
  return holder?.[name] ?? '';
}

function parameterMaps({ path, querystring, header }: ParameterOverrides): Map<Value, Value> {
  const maps = { path, querystring, header };
  return new Map<Value, Value>(Object.entries(maps).map(([place, names]) => [place, new Map(Object.entries(names))]));
}

function once<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined;
  return () => (made ??= { result: make() }).result;
}
