import { randomUUID } from 'node:crypto';
import { headerValue, type HttpRequest, type HttpResponse } from '../../kernel/index.ts';
import { type AwsService, ServiceError } from '../../wire/index.ts';
import { functionNotFound, InvokeError } from '../engine/errors.ts';
import { type FunctionReference, parseFunctionName } from './function-name.ts';

/**
 * Runs functions. A function is identified by its name, with a version or an alias if the caller gave one
 * (docs/facts/f.md#f7). Both ways to invoke throw an `InvokeError` when Lambda rejects.
 */
export interface LambdaInvoker {
  /** Queues an asynchronous invocation. */
  invokeEvent(functionName: string, payload: string): { readonly requestId: string };
  invoke(functionName: string, payload: string): Promise<InvocationResult>;
  /** Whether a function exists, with the named version or alias. */
  has(functionName: string): boolean;
}

export interface InvocationResult {
  readonly requestId: string;
  /** `Unhandled`, when the function failed. */
  readonly functionError?: string;
  readonly payload: string;
  readonly executedVersion: string;
}

export interface LambdaServiceOptions {
  readonly region: string;
  readonly accountId: string;
}

/** The part of Lambda that the local run needs: Invoke (docs/facts/b.md#b1 to #b7). */
export function createLambdaService(invoker: LambdaInvoker, { region, accountId }: LambdaServiceOptions): AwsService {
  const arnOf = (reference: FunctionReference) =>
    `arn:aws:lambda:${region}:${reference.accountId ?? accountId}:function:${qualifiedName(reference)}`;
  const notFound = (reference: FunctionReference) =>
    functionNotFound(arnOf({ ...reference, qualifier: reference.qualifier ?? '$LATEST' }));

  const handle = async (request: HttpRequest): Promise<HttpResponse> => {
    const reference = functionOf(request, region);
    refuseUnsupported(request);
    if ((reference.accountId ?? accountId) !== accountId) throw notFound(reference);
    if (invocationType(request) !== 'DryRun') return invoke(invoker, reference, request);
    if (!invoker.has(qualifiedName(reference))) throw notFound(reference);
    return response(204, '', {});
  };

  return {
    signingName: 'lambda',
    accepts: (request) => /^\/20\d\d-\d\d-\d\d\/functions(?:\/|$)/.test(request.path),
    permission: (request) => ({ action: 'lambda:InvokeFunction', resource: arnOf(functionOf(request, region)) }),
    handle: async (request) => {
      try {
        return await handle(request);
      } catch (error) {
        if (error instanceof InvokeError) return response(error.status, error.body, { 'x-amzn-errortype': error.code });
        throw error;
      }
    },
    errorResponse: ({ status, code, message }) =>
      response(
        status,
        JSON.stringify(code === 'AccessDeniedException' ? { Message: message } : { Type: 'User', message }),
        { 'x-amzn-errortype': code },
      ),
  };
}

async function invoke(
  invoker: LambdaInvoker,
  reference: FunctionReference,
  request: HttpRequest,
): Promise<HttpResponse> {
  const name = qualifiedName(reference);
  const payload = request.body.toString('utf8');
  if (invocationType(request) === 'Event') {
    return response(202, '', { 'x-amzn-requestid': invoker.invokeEvent(name, payload).requestId });
  }
  const result = await invoker.invoke(name, payload);
  return response(200, result.payload, {
    'x-amzn-requestid': result.requestId,
    'x-amz-executed-version': result.executedVersion,
    ...(result.functionError !== undefined && { 'x-amz-function-error': result.functionError }),
  });
}

function qualifiedName({ name, qualifier }: FunctionReference): string {
  return qualifier === undefined ? name : `${name}:${qualifier}`;
}

function functionOf(request: HttpRequest, region: string) {
  const encoded = /^\/2015-03-31\/functions\/([^/]+)\/invocations\/?$/.exec(request.path)?.[1];
  if (request.method !== 'POST' || encoded === undefined) {
    throw new ServiceError(
      404,
      'UnknownOperationException',
      `The local run does not support the operation ${request.method} ${request.path} of Lambda; it supports Invoke.`,
    );
  }
  const qualifier = new URLSearchParams(request.query).get('Qualifier') ?? undefined;
  return parseFunctionName(decode(encoded), qualifier, region);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A malformed escape can't be part of a function's name, so it is rejected later as an invalid name.
    return text;
  }
}

type InvocationType = 'Event' | 'RequestResponse' | 'DryRun';

function invocationType(request: HttpRequest): InvocationType {
  const type = headerValue(request, 'x-amz-invocation-type') ?? 'RequestResponse';
  if (type === 'Event' || type === 'RequestResponse' || type === 'DryRun') return type;
  throw new ServiceError(
    400,
    'InvalidParameterValueException',
    `The value ${type} of X-Amz-Invocation-Type is not valid. Use Event, RequestResponse or DryRun.`,
  );
}

/** For an `Event`, Lambda itself ignores a client context (docs/facts/b.md#b7) and returns no log. */
function refuseUnsupported(request: HttpRequest): void {
  if (invocationType(request) !== 'RequestResponse') return;
  const logType = headerValue(request, 'x-amz-log-type') ?? 'None';
  const context = headerValue(request, 'x-amz-client-context');
  if (logType === 'None' && context === undefined) return;
  throw unsupported(logType === 'None' ? 'X-Amz-Client-Context' : `X-Amz-Log-Type: ${logType}`);
}

const unsupported = (header: string) =>
  new ServiceError(400, 'InvalidParameterValueException', `The local run does not support ${header}.`);

const response = (status: number, body: string, headers: Readonly<Record<string, string>>): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID(), ...headers },
  body,
});
