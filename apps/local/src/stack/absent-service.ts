import { signedService } from '@jobs/local-aws/iam';
import { headerValue, type HttpRequest, type HttpResponse } from '@jobs/local-aws/kernel';
import { jsonError, queryError, queryParameters } from '@jobs/local-aws/wire';

/** Names of services in the SDKs' AWS_ENDPOINT_URL_… variables, where they differ from the signing name. */
const serviceIds: Readonly<Record<string, string>> = {
  bedrock: 'BEDROCK_RUNTIME',
  email: 'SES',
  ses: 'SES',
  logs: 'CLOUDWATCH_LOGS',
  monitoring: 'CLOUDWATCH',
  states: 'SFN',
};

/** REST services with XML errors; query services have them, too. */
const xmlServices = new Set(['s3', 's3express', 'cloudfront', 'route53']);

/** Answers a call to a service that the local run doesn't emulate, in the protocol of the call. */
export function absentService(request: HttpRequest, known: readonly string[]): HttpResponse {
  const service = signedService(request);
  const target = headerValue(request, 'x-amz-target');
  const parameters = target === undefined ? queryParameters(request) : undefined;
  const message =
    service === undefined || known.includes(service) ? unknownOperation(request, known) : explainAbsence(service);
  if (parameters) {
    const form = { version: '', namespace: 'http://webservices.amazon.com/AWSFault/2005-15-09' };
    return queryError(form, { status: 400, code: 'InvalidAction', message });
  }
  if (service !== undefined && xmlServices.has(service)) {
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NotImplemented</Code><Message>${message}</Message></Error>`;
    return { status: 501, headers: { 'content-type': 'application/xml' }, body };
  }
  return jsonError({ status: target === undefined ? 404 : 400, code: 'UnknownOperationException', message }, '1.1');
}

function explainAbsence(service: string): string {
  const variable = `AWS_ENDPOINT_URL_${serviceIds[service] ?? service.toUpperCase().replaceAll('-', '_')}`;
  const needsBucket = service === 's3' ? ' The stack has no bucket.' : '';
  return (
    `The local run does not emulate ${service}.${needsBucket} To use another endpoint, set ${variable} in local.environment ` +
    'of the stage in apps/infra/src/stages/stages.ts.'
  );
}

function unknownOperation(request: HttpRequest, known: readonly string[]): string {
  const parameters = queryParameters(request);
  const requested =
    headerValue(request, 'x-amz-target') ??
    (parameters
      ? `${parameters.get('Action') ?? ''} (version ${parameters.get('Version') ?? 'not given'})`
      : `${request.method} ${request.path}`);
  return `The local run does not support the operation ${requested}. It emulates: ${known.join(', ')}.`;
}
