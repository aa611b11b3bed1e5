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
import { type Protocol, protocolOf, rejection } from './rejections.ts';

export interface AwsApi {
  /**
   * Whether a request is an AWS API call: to `/`, to a path of a service, or signed for a service that is not
   * emulated.
   */
  accepts(request: HttpRequest): boolean;
  handle(request: HttpRequest): Promise<HttpResponse>;
}

export interface AwsApiOptions {
  readonly services: readonly AwsService[];
  /** The prefix of the API's paths, its stage: `/dev`. Such paths never belong to a service. */
  readonly apiPath: string;
  readonly iam: Iam;
  readonly region: string;
  /** The clock for the expiry of temporary credentials, and for signatures of external clients. */
  readonly realClock: Clock;
  /** The clock for signatures of functions. */
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
      // On AWS, an API has its own host. Here, its path prefix takes the place of the host.
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
        const refused = asRejection(error, protocolOf(request));
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
  const decision = iam.authorize(caller, action, resource, { 'aws:SourceIp': request.sourceIp });
  if (decision.allowed) return;
  throw new AccessDeniedError(
    `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${decision.reason}`,
  );
}

function asRejection(error: unknown, protocol: Protocol) {
  if (error instanceof AuthenticationError || error instanceof AccessDeniedError) return rejection(error, protocol);
  return error instanceof ServiceError ? error : undefined;
}
