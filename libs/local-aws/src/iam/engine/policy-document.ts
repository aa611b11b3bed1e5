import { conditionOperators, parseOperator } from './condition-operators.ts';
import { PolicyError } from './errors.ts';

/** A parsed IAM policy, with lists where the document may have a single value. */
export interface PolicyDocument {
  readonly statements: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Match;
  /** Absent in a trust policy. */
  readonly resources?: Match;
  /** Only in a trust policy or resource policy. */
  readonly principals?: { readonly aws: readonly string[]; readonly services: readonly string[] };
  readonly conditions: readonly Condition[];
}

/** `Action` or `Resource`; with `except`, `NotAction` or `NotResource`. */
export interface Match {
  readonly patterns: readonly string[];
  readonly except: boolean;
}

export interface Condition {
  /** Such as `StringEquals`, including `IfExists` if present. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/**
 * Parses a policy document from a CloudFormation template, with intrinsic functions resolved.
 * @param where names the document in errors, such as `JobsApiInvokeRole.AssumeRolePolicyDocument`
 * @throws PolicyError for anything that the evaluation doesn't support
 */
export function parsePolicyDocument(document: unknown, where: string): PolicyDocument {
  const { Version, Id, Statement, ...rest } = record(document, where);
  refuseUnknown(rest, where);
  if (Id !== undefined) text(Id, `${where}.Id`);
  if (Version !== '2012-10-17') {
    throw new PolicyError(`${where}.Version is ${JSON.stringify(Version)}; only "2012-10-17" is supported.`);
  }
  if (Statement === undefined) throw new PolicyError(`${where} has no Statement.`);
  return { statements: list(Statement).map((one, index) => parseStatement(one, `${where}.Statement[${index}]`)) };
}

function parseStatement(statement: unknown, where: string): PolicyStatement {
  const { Sid, Effect, Action, NotAction, Resource, NotResource, Principal, Condition, ...rest } = record(
    statement,
    where,
  );
  refuseUnknown(rest, where);
  if (Sid !== undefined) text(Sid, `${where}.Sid`);
  if (Effect !== 'Allow' && Effect !== 'Deny') {
    throw new PolicyError(`${where}.Effect is ${JSON.stringify(Effect)}; it must be "Allow" or "Deny".`);
  }
  const actions = match(Action, NotAction, `${where}.Action`);
  if (!actions) throw new PolicyError(`${where} has no Action.`);
  const resources = match(Resource, NotResource, `${where}.Resource`);
  if (!resources && Principal === undefined) throw new PolicyError(`${where} has neither Resource nor Principal.`);
  return {
    effect: Effect,
    actions,
    conditions: Condition === undefined ? [] : parseConditions(Condition, `${where}.Condition`),
    ...(resources && { resources }),
    ...(Principal !== undefined && { principals: parsePrincipals(Principal, `${where}.Principal`) }),
  };
}

function match(including: unknown, excluding: unknown, where: string): Match | undefined {
  if (including !== undefined && excluding !== undefined) {
    throw new PolicyError(`${where} cannot be combined with its Not… form.`);
  }
  if (including === undefined && excluding === undefined) return undefined;
  return { patterns: texts(including ?? excluding, where), except: including === undefined };
}

function parsePrincipals(value: unknown, where: string): NonNullable<PolicyStatement['principals']> {
  if (value === '*') return { aws: ['*'], services: [] };
  const { AWS = [], Service = [], ...rest } = record(value, where);
  refuseUnknown(rest, where);
  return { aws: texts(AWS, `${where}.AWS`), services: texts(Service, `${where}.Service`) };
}

function parseConditions(value: unknown, where: string): readonly Condition[] {
  return Object.entries(record(value, where)).flatMap(([operator, keys]) => {
    const known = parseOperator(operator);
    if (!known) {
      throw new PolicyError(
        `${where}: the condition operator ${operator} is not supported. Supported: ${conditionOperators.join(', ')}, all except Null also with IfExists.`,
      );
    }
    return Object.entries(record(keys, `${where}.${operator}`)).map(([key, listed]) => {
      const values = texts(listed, `${where}.${operator}.${key}`);
      const wrong = values.find((one) => !one.includes('${') && !known.accepts(one));
      if (wrong !== undefined) {
        throw new PolicyError(
          `${where}.${operator}.${key}: ${JSON.stringify(wrong)} is not a valid value for ${operator}.`,
        );
      }
      return { operator, key, values };
    });
  });
}

function record(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new PolicyError(`${where} is not an object: ${JSON.stringify(value)}`);
}

function refuseUnknown(rest: Readonly<Record<string, unknown>>, where: string): void {
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new PolicyError(`${where}.${unknown} is not supported.`);
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [value]);

const texts = (value: unknown, where: string) => list(value).map((one) => text(one, where));

function text(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new PolicyError(`${where} is not a string: ${JSON.stringify(value)}`);
}
