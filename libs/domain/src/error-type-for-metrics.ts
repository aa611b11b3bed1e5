import { jobErrorTypes } from '#job';
import { errorNames } from './error-names.ts';

/** The error types of failed jobs, except those that jobs themselves throw. */
const knownTypes: ReadonlySet<string> = new Set([
  ...jobErrorTypes,
  ...errorNames('load', 'submission', 'claim', 'work', 'store'),
  // JavaScript's.
  'AbortError',
  'AggregateError',
  'Error',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TimeoutError',
  'TypeError',
  'URIError',
  // Lambda's (docs/facts/b.md#b24, #b26 to #b28, docs/facts/f.md#f9, #f11, #f15, #f16).
  'EventAgeExceeded',
  'Runtime.CallbackHandlerDeprecated',
  'Runtime.ExitError',
  'Runtime.HandlerNotFound',
  'Runtime.ImportModuleError',
  'Runtime.JSONStringifyError',
  'Runtime.MalformedHandlerName',
  'Runtime.NodeJsExit',
  'Runtime.OutOfMemory',
  'Runtime.UnhandledPromiseRejection',
  'Runtime.UserCodeSyntaxError',
  'Sandbox.Timedout',
  'ZeroReservedConcurrency',
]);

/**
 * The error type as the dimension of a metric. Each value is a separate, billed metric, and the name of an error can be
 * any text, even from a job's input, so unknown types count as `Other`.
 */
export function errorTypeForMetrics(type: string): string {
  return knownTypes.has(type) ? type : 'Other';
}
