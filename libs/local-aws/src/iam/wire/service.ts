import type { Caller, HttpRequest } from '../../kernel/index.ts';
import {
  type AwsService,
  queryError,
  queryParameters,
  queryResponse,
  type QueryService,
  ServiceError,
  unknownAction,
  type XmlValue,
} from '../../wire/index.ts';
import { AccessDeniedError } from '../engine/errors.ts';
import type { AssumedRole, Iam } from '../engine/iam.ts';

const sts: QueryService = { version: '2011-06-15', namespace: 'https://sts.amazonaws.com/doc/2011-06-15/' };

type Operation = (parameters: URLSearchParams, caller: Caller) => XmlValue;

/** The part of STS that the local run needs: AssumeRole and GetCallerIdentity (docs/facts/e.md#e1 to #e6, #e12). */
export function createStsService(iam: Iam): AwsService {
  const operations: Readonly<Record<string, Operation>> = {
    AssumeRole: (parameters, caller) => assumeRole(iam, parameters, caller),
    GetCallerIdentity: (_, { principalId, accountId, arn }) => ({ UserId: principalId, Account: accountId, Arn: arn }),
  };
  return {
    signingName: 'sts',
    accepts: (request) => queryParameters(request)?.get('Version') === sts.version,
    // iam.assumeRole decides, because the role's trust policy can also permit AssumeRole.
    permission: () => undefined,
    handle: (request, caller) => Promise.resolve().then(() => answer(operations, request, caller)),
    errorResponse: (error) => queryError(sts, error),
  };
}

function answer(operations: Readonly<Record<string, Operation>>, request: HttpRequest, caller: Caller) {
  const parameters = queryParameters(request) ?? new URLSearchParams();
  const action = parameters.get('Action') ?? '';
  const operation = Object.hasOwn(operations, action) ? operations[action] : undefined;
  if (!operation) throw unknownAction('STS', action, Object.keys(operations));
  return queryResponse(sts, action, operation(parameters, caller));
}

const known = new Set(['Action', 'Version', 'RoleArn', 'RoleSessionName', 'DurationSeconds', 'SourceIdentity']);

function assumeRole(iam: Iam, parameters: URLSearchParams, caller: Caller): XmlValue {
  const unknown = [...parameters.keys()].find((name) => !known.has(name) && !name.startsWith('X-Amz-'));
  if (unknown !== undefined) {
    throw validationError(`The local run does not support the parameter ${unknown} of AssumeRole.`);
  }
  const roleArn = required(parameters, 'RoleArn', 'roleArn');
  const sessionName = required(parameters, 'RoleSessionName', 'roleSessionName');
  checkRoleArn(roleArn);
  checkName(sessionName, 'roleSessionName');
  const sourceIdentity = parameters.get('SourceIdentity') ?? undefined;
  if (sourceIdentity !== undefined) checkName(sourceIdentity, 'sourceIdentity');
  const durationSeconds = parseDuration(parameters.get('DurationSeconds'));
  const assumed = assume(iam, caller, [roleArn, sessionName, durationSeconds, sourceIdentity]);
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = assumed.credentials;
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: new Date(expiresAt).toISOString().replace('.000Z', 'Z'),
    },
    AssumedRoleUser: { AssumedRoleId: assumed.assumedRoleId, Arn: assumed.arn },
    ...(assumed.sourceIdentity !== undefined && { SourceIdentity: assumed.sourceIdentity }),
  };
}

type RoleRequest = [roleArn: string, sessionName: string, seconds: number, sourceIdentity: string | undefined];

function assume(iam: Iam, caller: Caller, request: RoleRequest): AssumedRole {
  const [roleArn, , seconds] = request;
  try {
    const assumed = iam.assumeRole(caller, ...request);
    checkMaxDuration(iam, caller, roleArn, seconds);
    return assumed;
  } catch (error) {
    if (error instanceof AccessDeniedError) throw new ServiceError(403, error.code, error.message);
    throw error;
  }
}

/** A role's own limit, and one hour for a session made from a session (docs/facts/e.md#e3). */
function checkMaxDuration(iam: Iam, caller: Caller, roleArn: string, seconds: number): void {
  if (caller.roleArn !== undefined && seconds > 3600) {
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  if (seconds > (iam.findRole(roleArn)?.maxSessionDurationSeconds ?? 3600)) {
    throw validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
}

function checkRoleArn(roleArn: string): void {
  if (roleArn.length < 20) throw constraint(roleArn, 'roleArn', 'have length greater than or equal to 20');
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(roleArn)) throw validationError(`${roleArn} is invalid`);
}

function checkName(name: string, member: string): void {
  if (name.length < 2) throw constraint(name, member, 'have length greater than or equal to 2');
  if (name.length > 64) throw constraint(name, member, 'have length less than or equal to 64');
  if (!/^[\w+=,.@-]*$/.test(name)) {
    throw constraint(name, member, 'satisfy regular expression pattern: [\\w+=,.@-]*');
  }
}

function parseDuration(text: string | null): number {
  if (text === null) return 3600;
  const seconds = Number(text);
  if (!/^\d{1,9}$/.test(text)) throw new ServiceError(400, 'MalformedInput', `'${text}' is not a number of seconds`);
  if (seconds < 900) throw constraint(text, 'durationSeconds', 'have value greater than or equal to 900');
  if (seconds > 43_200) throw constraint(text, 'durationSeconds', 'have value less than or equal to 43200');
  return seconds;
}

function required(parameters: URLSearchParams, name: string, member: string): string {
  const value = parameters.get(name);
  if (value !== null && value !== '') return value;
  throw validationError(
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}

/** In AWS's words (docs/facts/e.md#e4). */
const constraint = (value: string, member: string, rule: string) =>
  validationError(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${rule}`,
  );

const validationError = (message: string) => new ServiceError(400, 'ValidationError', message);
