import type * as z from 'zod/mini';
import { propertyNames } from './property-names.ts';

type Issue = z.core.$ZodIssue;

/**
 * Describes the problem of each field, never its value: the text ends up in logs and in responses. A property that
 * `schema` does not name, such as a key of a map, is `*`, because its name is also data.
 */
export function describeIssues(error: z.core.$ZodError, schema: z.ZodMiniType): string {
  const names = propertyNames(schema);
  const sentences = error.issues.flatMap(concrete).map((issue) => `${fieldOf(issue, names)} ${describeFault(issue)}`);
  return [...new Set(sentences)].join('; ');
}

/** If no branch of a union matches: the problems of the branch that was most likely intended. */
function concrete(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const branches = issue.errors.map((branch) =>
    branch.flatMap(concrete).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
  );
  const [likeliest] = branches.sort((a, b) => distance(a, issue.path.length) - distance(b, issue.path.length));
  return likeliest ?? [issue];
}

/** A wrong type, or another value of a discriminator, is a poor match; wrong details are a close one. */
function distance(issues: readonly Issue[], depth: number): number {
  return issues.reduce((sum, { code, path }) => {
    if (path.length === depth) return sum + (code === 'invalid_type' ? 10_000 : 1);
    return sum + (code === 'invalid_value' && path.length === depth + 1 ? 100 : 1);
  }, 0);
}

function fieldOf({ path }: Issue, names: ReadonlySet<string>): string {
  if (path.length === 0) return 'it';
  return path.map((part) => (typeof part === 'number' || names.has(String(part)) ? String(part) : '*')).join('.');
}

function describeFault(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be of type ${issue.expected}`;
    case 'invalid_format':
      return issue.pattern === undefined ? `must have the format ${issue.format}` : `must match ${issue.pattern}`;
    case 'too_small':
      return `must be at least ${issue.minimum}`;
    case 'too_big':
      return `must be at most ${issue.maximum}`;
    case 'unrecognized_keys':
      return 'has properties that are not allowed';
    case 'invalid_value':
      return 'must be one of the allowed values';
    case 'invalid_union':
      return 'must match exactly one of the alternatives';
    case 'custom':
      return issue.message;
    default:
      return 'is not valid';
  }
}
