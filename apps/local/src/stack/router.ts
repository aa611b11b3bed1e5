import { AccessDeniedError, authenticate, type Iam, signedService } from '@jobs/local-aws/iam';
import {
  AuthenticationError,
  type Caller,
  type Clock,
  type HttpRequest,
  type HttpResponse,
} from '@jobs/local-aws/kernel';
import { type AwsService, ServiceError } from '@jobs/local-aws/wire';
import { absentService } from './absent-service.ts';
import { type Protocol, protocolOf, refusal } from './refusals.ts';

export interface AwsApi {
  /** Whether a request is an AWS API call: to `/`, to a path of a service, or signed for a service that isn't here. */
  accepts(request: HttpRequest): boolean;
  handle(request: HttpRequest): Promise<HttpResponse>;
}

export interface AwsApiOptions {
  readonly services: readonly AwsService[];
  /** Where the API's paths begin, with its stage: `/dev`. Those are never a service's. */
  readonly apiPath: string;
  readonly iam: Iam;
  readonly region: string;
  /** Temporary credentials expire by it, and clients outside date their signatures by it. */
  readonly realClock: Clock;
  /** Functions date their signatures by it. */
  readonly stackClock: Clock;
}

/** The AWS services on one port: finds the service of a call, checks its signature and its caller's permission. */
export function createAwsApi({ services, apiPath, iam, region, realClock, stackClock }: AwsApiOptions): AwsApi {
  const names = [...new Set(services.map(({ signingName }) => signingName))];
  const serviceOf = (request: HttpRequest) => services.find((service) => service.accepts(request));

  const answer = async (service: AwsService, request: HttpRequest): Promise<HttpResponse> => {
    const caller = authenticate(request, {
      service: service.signingName,
      region,
      realTime: realClock.now(),
      stackTime: stackClock.now(),
      credentials: iam.credentials,
    });
    checkPermission(iam, service, request, caller);
    return service.handle(request, caller);
  };

  return {
    accepts: (request) => {
      // On AWS the host decides, and the host of an API has no other services. Here, the API's paths are its host.
      if (request.path === apiPath || request.path.startsWith(`${apiPath}/`)) return false;
      const signed = signedService(request);
      const isForOther = signed !== undefined && signed !== 'execute-api' && !names.includes(signed);
      return isForOther || request.path === '/' || serviceOf(request) !== undefined;
    },
    handle: async (request) => {
      const service = serviceOf(request);
      if (!service) return absentService(request, names);
      try {
        return await answer(service, request);
      } catch (error) {
        const refused = asRefusal(error, protocolOf(request));
        if (!refused) throw error;
        return service.errorResponse(refused);
      }
    },
  };
}

function checkPermission(iam: Iam, service: AwsService, request: HttpRequest, caller: Caller): void {
  const needed = service.permission(request);
  if (!needed) return;
  const { action, resource } = needed;
  const verdict = iam.authorize(caller, action, resource, { 'aws:SourceIp': request.sourceIp });
  if (verdict.allowed) return;
  throw new AccessDeniedError(
    `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${verdict.reason}`,
  );
}

function asRefusal(error: unknown, protocol: Protocol) {
  if (error instanceof AuthenticationError || error instanceof AccessDeniedError) return refusal(error, protocol);
  return error instanceof ServiceError ? error : undefined;
}
