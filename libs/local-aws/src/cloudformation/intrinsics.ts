import { UnsupportedTemplateError } from '../kernel/index.ts';

/** Resolves the references of intrinsic functions. */
export interface ResolutionScope {
  /** The value of `Ref`: a resource's, or a pseudo parameter's. */
  ref(name: string): string | undefined;
  /** The value of `Fn::GetAtt`. */
  attribute(logicalId: string, name: string): string | undefined;
}

/**
 * Replaces the intrinsic functions in a value with their results: `Ref`, `Fn::GetAtt`, `Fn::Join`, `Fn::Split`,
 * `Fn::Select`, `Fn::Sub`.
 * @param owner the logical id that contains the value, and `path` its position, for messages
 * @throws UnsupportedTemplateError for any other function, or a reference to something that does not exist
 */
export function resolveIntrinsics(value: unknown, scope: ResolutionScope, owner: string, path: string): unknown {
  const inner = (child: unknown, key: string | number) => resolveIntrinsics(child, scope, owner, `${path}.${key}`);
  if (Array.isArray(value)) return value.map(inner);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? [];
  if (entries.length !== 1 || name === undefined || !isIntrinsic(name)) {
    return Object.fromEntries(entries.map(([key, child]) => [key, inner(child, key)]));
  }
  const evaluate = functions[name];
  if (!evaluate)
    throw new UnsupportedTemplateError(owner, path, `the function ${name} is not supported by the local run.`);
  const result = evaluate(argument, scope, (child) => inner(child, name));
  if (result === undefined) {
    throw new UnsupportedTemplateError(owner, path, `${name} ${JSON.stringify(argument)} can't be resolved.`);
  }
  return result;
}

function isIntrinsic(name: string): boolean {
  return name === 'Ref' || name === 'Condition' || name.startsWith('Fn::');
}

type Evaluate = (argument: unknown, scope: ResolutionScope, resolve: (value: unknown) => unknown) => unknown;

const functions: Readonly<Record<string, Evaluate>> = {
  Ref: (argument, scope) => scope.ref(String(argument)),
  'Fn::GetAtt': (argument, scope) => getAttribute(argument, scope),
  'Fn::Join': (argument, _scope, resolve) => join(resolve(argument)),
  'Fn::Split': (argument, _scope, resolve) => split(resolve(argument)),
  'Fn::Select': (argument, _scope, resolve) => select(resolve(argument)),
  'Fn::Sub': (argument, scope) => substitute(argument, scope),
};

function getAttribute(argument: unknown, scope: ResolutionScope): string | undefined {
  const [logicalId, ...name] = Array.isArray(argument) ? (argument as string[]) : String(argument).split('.');
  return logicalId === undefined ? undefined : scope.attribute(logicalId, name.join('.'));
}

function join(argument: unknown): string | undefined {
  if (!Array.isArray(argument)) return undefined;
  const [delimiter, parts] = argument as [unknown, unknown];
  return typeof delimiter === 'string' && Array.isArray(parts) ? parts.join(delimiter) : undefined;
}

function split(argument: unknown): string[] | undefined {
  if (!Array.isArray(argument)) return undefined;
  const [delimiter, text] = argument as [unknown, unknown];
  return typeof delimiter === 'string' && typeof text === 'string' ? text.split(delimiter) : undefined;
}

/** The index may be a string. */
function select(argument: unknown): unknown {
  if (!Array.isArray(argument)) return undefined;
  const [index, values] = argument as [unknown, unknown];
  return Array.isArray(values) ? (values as unknown[])[Number(index)] : undefined;
}

/** `Fn::Sub` in its short form: a text with `${Name}` and `${Resource.Attribute}`. */
function substitute(argument: unknown, scope: ResolutionScope): string | undefined {
  if (typeof argument !== 'string') return undefined;
  const parts = argument.split(/\$\{([^!}][^}]*)\}/).map((part, index) => {
    if (index % 2 === 0) return part.replaceAll('${!', '${');
    return part.includes('.') ? getAttribute(part, scope) : scope.ref(part);
  });
  return parts.includes(undefined) ? undefined : parts.join('');
}
