import { compileTemplate, type MappingOptions, type MappingResult, renderMappingTemplate } from './index.ts';
import type { MappingScope } from './mapping-scope.ts';

/** A scope for tests: an unauthenticated POST /jobs, with a test's changes. */
export function mappingScope(changes: Partial<MappingScope> = {}): MappingScope {
  return {
    body: '',
    parameters: { path: {}, querystring: {}, header: {} },
    context: {
      resourceId: 'abc123',
      resourcePath: '/jobs',
      httpMethod: 'POST',
      extendedRequestId: 'JKJaXmPLvHcESHA=',
      requestTime: '20/Nov/2026:10:00:00 +0000',
      path: '/dev/jobs',
      accountId: '000000000000',
      protocol: 'HTTP/1.1',
      stage: 'dev',
      domainPrefix: 'local',
      requestTimeEpoch: 1_795_000_000_123,
      requestId: '6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11',
      identity: { sourceIp: '127.0.0.1', userAgent: 'curl/8' },
      domainName: 'localhost',
      deploymentId: 'dep1',
      apiId: 'api1',
    },
    stageVariables: {},
    ...changes,
  };
}

export function renderResult(source: string, changes?: Partial<MappingScope>, options?: MappingOptions): MappingResult {
  return renderMappingTemplate(compileTemplate(source, 'test.vtl'), mappingScope(changes), options);
}

/** The output of a template. */
export function render(source: string, changes?: Partial<MappingScope>, options?: MappingOptions): string {
  return renderResult(source, changes, options).body;
}
