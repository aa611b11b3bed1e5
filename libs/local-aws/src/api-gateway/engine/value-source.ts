import type { GatewayContext } from './mapping/index.ts';
import { emptyRecord, type RequestParameters } from './request-parameters.ts';
import { textAt, valueAt } from './variables.ts';

/** The sources of values for parameter mappings. */
export interface MappingValues {
  readonly context: GatewayContext;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly parameters: RequestParameters;
  /** The client's body, or the integration's when its response is mapped. */
  readonly body: string;
  /** Of the integration's response. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Returns undefined if there is nothing to map; the target parameter is then omitted. */
export type ValueSource = (values: MappingValues) => string | undefined;

/**
 * Compiles the source of a parameter mapping: `'static'`, `context.…`, `stageVariables.…`, or an expression specific
 * to `side`.
 * @param side `method.request` for an integration request, `integration.response` for an integration response
 * @throws Error for any other expression
 */
export function compileValueSource(expression: string, side: 'method.request' | 'integration.response'): ValueSource {
  if (/^'.*'$/s.test(expression)) {
    const text = expression.slice(1, -1);
    return () => text;
  }
  const [, root, name = ''] = /^(context|stageVariables)\.(.+)$/.exec(expression) ?? [];
  if (root === 'context') return ({ context }) => textAt(context, name.split('.'));
  if (root === 'stageVariables') return ({ stageVariables }) => textAt(stageVariables, [name]);
  const own = expression.startsWith(`${side}.`) ? expression.slice(side.length + 1) : undefined;
  const source = own === undefined ? undefined : (bodySource(own) ?? parameterSource(own, side));
  if (source) return source;
  throw new Error(`"${expression}" cannot be mapped here`);
}

function parameterSource(expression: string, side: 'method.request' | 'integration.response'): ValueSource | undefined {
  const [, location, name = ''] = /^(header|path|querystring)\.(.+)$/.exec(expression) ?? [];
  if (location === undefined) return undefined;
  if (side === 'method.request')
    return ({ parameters }) => textAt(parameters[location as keyof RequestParameters], [name]);
  if (location !== 'header') return undefined;
  const wanted = name.toLowerCase();
  return ({ headers = emptyRecord() }) =>
    Object.entries(headers).find(([header]) => header.toLowerCase() === wanted)?.[1];
}

function bodySource(expression: string): ValueSource | undefined {
  if (expression === 'body') return ({ body }) => body;
  if (!/^body(?:\.\w+|\[\d+\])+$/.test(expression)) return undefined;
  const path = [...expression.slice(4).matchAll(/\.(\w+)|\[(\d+)\]/g)].map(([, key, index]) => key ?? Number(index));
  return ({ body }) => {
    const document = parseJson(body);
    return textAt(document, path) ?? jsonAt(document, path);
  };
}

function jsonAt(document: unknown, path: readonly (string | number)[]): string | undefined {
  const value = valueAt(document, path);
  return value === undefined || value === null ? undefined : JSON.stringify(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
