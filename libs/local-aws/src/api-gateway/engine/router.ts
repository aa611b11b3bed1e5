import type { MethodDefinition } from './definition.ts';
import { decodePercent, emptyRecord } from './request-parameters.ts';

export interface RouteMatch<T> {
  readonly route: T;
  /** Percent-decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** A path below the stage, such as `/jobs/123`: percent-decoded segments, without a slash at the end. */
export function pathSegments(path: string): readonly string[] {
  const trimmed = path.endsWith('/') ? path.slice(0, -1) : path;
  return trimmed === '' ? [] : trimmed.slice(1).split('/').map(decodePercent);
}

/**
 * Finds the method for a request. A literal segment takes precedence over `{name}`, which takes precedence over
 * `{name+}`.
 */
export class Router<T> {
  readonly #root: Node<T> = newNode();

  add(method: Pick<MethodDefinition, 'resourcePath' | 'httpMethod'>, route: T): void {
    let node = this.#root;
    for (const segment of method.resourcePath.split('/').filter((part) => part !== '')) node = child(node, segment);
    node.methods.set(method.httpMethod, route);
  }

  match(httpMethod: string, segments: readonly string[]): RouteMatch<T> | undefined {
    const pathParameters = emptyRecord();
    const route = find(this.#root, segments, 0, httpMethod, pathParameters);
    return route === undefined ? undefined : { route, pathParameters };
  }
}

interface Node<T> {
  readonly literals: Map<string, Node<T>>;
  readonly parameters: Map<string, Node<T>>;
  readonly greedy: Map<string, Node<T>>;
  readonly methods: Map<string, T>;
}

const newNode = <T>(): Node<T> => ({
  literals: new Map(),
  parameters: new Map(),
  greedy: new Map(),
  methods: new Map(),
});

function child<T>(node: Node<T>, segment: string): Node<T> {
  const [, name, plus] = /^\{(.+?)(\+?)\}$/.exec(segment) ?? [];
  const children = name === undefined ? node.literals : plus === '+' ? node.greedy : node.parameters;
  const key = name ?? segment;
  const existing = children.get(key);
  if (existing) return existing;
  const created = newNode<T>();
  children.set(key, created);
  return created;
}

function find<T>(
  node: Node<T>,
  segments: readonly string[],
  at: number,
  httpMethod: string,
  parameters: Record<string, string>,
): T | undefined {
  const segment = segments[at];
  if (segment === undefined) return node.methods.get(httpMethod) ?? node.methods.get('ANY');
  const literal = node.literals.get(segment);
  const found = literal && find(literal, segments, at + 1, httpMethod, parameters);
  if (found !== undefined) return found;
  if (segment === '') return undefined;
  for (const [name, next] of node.parameters) {
    const below = find(next, segments, at + 1, httpMethod, parameters);
    if (below === undefined) continue;
    parameters[name] = segment;
    return below;
  }
  for (const [name, next] of node.greedy) {
    const below = find(next, [], 0, httpMethod, parameters);
    if (below === undefined) continue;
    parameters[name] = segments.slice(at).join('/');
    return below;
  }
  return undefined;
}
