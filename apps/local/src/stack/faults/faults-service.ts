import type { HttpRequest, HttpResponse } from '@jobs/local-aws/kernel';
import { type AwsService, ServiceError } from '@jobs/local-aws/wire';
import { type FaultRequest, FaultRequestError } from './fault.ts';
import type { FaultPlan } from './fault-plan.ts';

/** The path for fault injection, which collides with no path of AWS or of the Jobs API. */
export const faultsPath = '/_local/faults';
/** The signing name for these requests. */
export const faultsSigningName = 'jobs-local';

/** GET lists the faults that are set, POST sets one, DELETE clears all. */
export function createFaultsService(plan: FaultPlan): AwsService {
  return {
    signingName: faultsSigningName,
    accepts: ({ path }) => path === faultsPath,
    permission: () => ({ action: 'jobs-local:Faults', resource: '*' }),
    handle: (request) => Promise.resolve().then(() => answer(plan, request)),
    errorResponse: ({ status, code, message }) => json(status, { code, message }),
  };
}

function answer(plan: FaultPlan, request: HttpRequest): HttpResponse {
  switch (request.method) {
    case 'GET':
      return json(200, plan.list());
    case 'DELETE':
      plan.clear();
      return json(200, plan.list());
    case 'POST':
      return json(200, add(plan, request.body.toString()));
    default:
      throw new ServiceError(405, 'MethodNotAllowed', 'Allowed methods: GET, POST, DELETE.');
  }
}

function add(plan: FaultPlan, body: string) {
  try {
    return plan.add(JSON.parse(body) as FaultRequest);
  } catch (error) {
    if (error instanceof FaultRequestError) throw new ServiceError(400, 'BadFault', error.message);
    if (error instanceof SyntaxError || error instanceof TypeError)
      throw new ServiceError(400, 'BadFault', 'The body is not a JSON object.');
    throw error;
  }
}

const json = (status: number, body: unknown): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
