import { parseOperator } from './condition-operators.ts';
import type { Condition, Match, PolicyDocument, PolicyStatement } from './policy-document.ts';
import { matchesWildcard } from './wildcard.ts';

/** The condition keys, such as `aws:SourceIp`; names are case-insensitive. */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

export interface PolicyRequest {
  readonly action: string;
  /** Absent for a trust policy, which has no resources. */
  readonly resource?: string;
  readonly context: ConditionContext;
}

/** Whether a statement's principals cover the caller; statements without principals cover their holder. */
export type MatchesPrincipal = (principals: NonNullable<PolicyStatement['principals']>) => boolean;

/** Evaluates policies together: an explicit deny wins; without any match, the result is an implicit deny. */
export function evaluatePolicies(
  policies: readonly PolicyDocument[],
  request: PolicyRequest,
  matchesPrincipal: MatchesPrincipal = () => false,
): 'allow' | 'explicit-deny' | 'implicit-deny' {
  let lowered: Context | undefined;
  const asked: AskedRequest = {
    action: request.action.toLowerCase(),
    resource: request.resource,
    context: () => (lowered ??= lowerCaseKeys(request.context)),
  };
  const applicable = policies
    .flatMap(({ statements }) => statements)
    .filter((statement) => applies(statement, asked, matchesPrincipal));
  if (applicable.some(({ effect }) => effect === 'Deny')) return 'explicit-deny';
  return applicable.length > 0 ? 'allow' : 'implicit-deny';
}

type Context = ReadonlyMap<string, readonly string[]>;

interface AskedRequest {
  /** In lower case. */
  readonly action: string;
  readonly resource: string | undefined;
  /** Built lazily, because few statements need it. */
  readonly context: () => Context;
}

const lowerCaseKeys = (context: ConditionContext): Context =>
  new Map(
    Object.entries(context).map(([key, value]) => [key.toLowerCase(), typeof value === 'string' ? [value] : value]),
  );

function applies(
  statement: PolicyStatement,
  { action, resource, context }: AskedRequest,
  matchesPrincipal: MatchesPrincipal,
): boolean {
  return (
    fits(statement.actions, (pattern) => matchesWildcard(pattern.toLowerCase(), action)) &&
    (resource === undefined ||
      statement.resources === undefined ||
      fits(statement.resources, (pattern) => matchesResource(pattern, resource, context))) &&
    (statement.principals === undefined || matchesPrincipal(statement.principals)) &&
    statement.conditions.every((condition) => holds(condition, context()))
  );
}

const fits = ({ patterns, except }: Match, matches: (pattern: string) => boolean) => patterns.some(matches) !== except;

function matchesResource(pattern: string, resource: string, context: () => Context): boolean {
  const resolved = pattern.includes('${') ? substitute(pattern, context()) : pattern;
  return resolved !== undefined && matchesWildcard(resolved, resource);
}

function holds({ operator, key, values }: Condition, context: Context): boolean {
  const parsed = parseOperator(operator);
  if (!parsed) throw new TypeError(`unknown condition operator ${operator}`);
  const actual = context.get(key.toLowerCase());
  if (parsed.isNull) return values.some((value) => (value.toLowerCase() === 'true') === (actual === undefined));
  if (!actual) return parsed.ifExists || parsed.negated;
  const expected = values.map((value) => substitute(value, context)).filter((value) => value !== undefined);
  return actual.some((one) => expected.some((other) => parsed.compare(one, other))) !== parsed.negated;
}

/** Substitutes policy variables such as `${aws:username}`; undefined if one of them does not have exactly one value. */
function substitute(text: string, context: Context): string | undefined {
  const values = new Map<string, string | undefined>();
  for (const [, name = ''] of text.matchAll(variable)) {
    const actual = context.get(name.toLowerCase());
    values.set(name, /^[*?$]$/.test(name) ? name : actual?.length === 1 ? actual[0] : undefined);
  }
  if ([...values.values()].includes(undefined)) return undefined;
  return text.replace(variable, (_, name: string) => values.get(name) ?? '');
}

const variable = /\$\{([^}]+)\}/g;
