import type { StackResourceSummary } from '@aws-sdk/client-cloudformation';

/** A log group of a stage, and what it contains. */
export interface LogGroup {
  readonly name: string;
  /** For the person at the terminal. */
  readonly source: string;
  readonly kind: 'function' | 'access' | 'execution';
}

const kinds: readonly (readonly [pattern: RegExp, source: string, kind: LogGroup['kind']])[] = [
  [/ErrorHandler/, 'error-handler', 'function'],
  [/Processor/, 'processor', 'function'],
  [/AccessLogs/, 'api', 'access'],
  [/ExecutionLogs/, 'gateway', 'execution'],
  [/JobEvents/, 'job-events', 'execution'],
];

/** The log groups among the resources of a stack. */
export function logGroupsOf(resources: readonly StackResourceSummary[]): LogGroup[] {
  return resources
    .filter(({ ResourceType }) => ResourceType === 'AWS::Logs::LogGroup')
    .map(({ LogicalResourceId = '', PhysicalResourceId = '' }) => {
      const [, source, kind] = kinds.find(([pattern]) => pattern.test(LogicalResourceId)) ?? [];
      return { name: PhysicalResourceId, source: source ?? LogicalResourceId, kind: kind ?? 'function' };
    });
}
