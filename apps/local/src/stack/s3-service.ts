import type { Account } from '@jobs/local-aws/cloudformation';
import {
  type Iam,
  isQuerySignedV2,
  s3SigningRules,
  signedService,
  verifyQuerySignatureV2,
  verifySignature,
  withResourcePolicy,
} from '@jobs/local-aws/iam';
import type { Clock, RequestHead } from '@jobs/local-aws/kernel';
import type { S3, S3Ports, S3Service } from '@jobs/local-aws/s3';
import type { ResourcePolicies } from './resource-policies.ts';

export interface S3ServiceOptions {
  readonly account: Account;
  readonly iam: Iam;
  readonly policies: ResourcePolicies;
  readonly stackClock: Clock;
  readonly realClock: Clock;
  readonly reportProblem: (problem: string) => void;
}

/** Whether a request is for S3: signed for it, or unsigned and naming a bucket. */
export function isForS3(s3: S3, request: RequestHead): boolean {
  const service = isQuerySignedV2(request) ? 's3' : signedService(request);
  return service === undefined ? s3.namesBucket(request) : service === 's3';
}

/** S3, with the signatures and permissions of IAM. */
export function createStackS3(s3: S3, options: S3ServiceOptions): S3Service {
  const { account, iam, policies, stackClock, realClock, reportProblem } = options;
  const verify: S3Ports['verify'] = (request, bucketInHost) => {
    if (isQuerySignedV2(request)) {
      const times = [realClock.now(), stackClock.now()];
      return { caller: verifyQuerySignatureV2(request, bucketInHost, { credentials: iam.credentials, times }) };
    }
    const { caller, ...chunks } = verifySignature(request, {
      service: 's3',
      region: account.region,
      realTime: realClock.now(),
      stackTime: stackClock.now(),
      credentials: iam.credentials,
      rules: s3SigningRules,
    });
    return { caller, chunks };
  };
  const authorize: S3Ports['authorize'] = (caller, { action, resource, bucketName }, context) => {
    const policy = policies.get(bucketName);
    if (caller || policy) return withResourcePolicy(iam, policy)(caller, action, resource, context);
    return { allowed: false, reason: `because no resource-based policy allows the ${action} action` };
  };
  return s3.createService({ ...account, verify, authorize, reportProblem });
}
