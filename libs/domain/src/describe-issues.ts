import type * as z from 'zod/mini';

type Issue = z.core.$ZodIssue;

/** Says what is wrong with each field, and never what is in it: the text ends in logs and in answers to others. */
export function describeIssues(error: z.core.$ZodError): string {
  const sentences = error.issues.map((issue) => `${fieldOf(issue)} ${faultOf(issue)}`);
  return [...new Set(sentences)].join('; ');
}

function fieldOf({ path }: Issue): string {
  return path.length === 0 ? 'it' : path.map(String).join('.');
}

function faultOf(issue: Issue): string {
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
      return 'has other properties';
    case 'custom':
      return issue.message;
    default:
      return 'is not valid';
  }
}
