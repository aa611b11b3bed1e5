import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { onTestFinished } from 'vitest';
import { AdjustableClock, type Caller, createHttpServer, type HttpRequest } from '../../kernel/index.ts';
import { openS3, type S3Ports } from '../index.ts';

const localUser: Caller = {
  accountId: '000000000000',
  accessKeyId: 'AKIA',
  principalId: 'AIDA',
  arn: 'arn:aws:iam::000000000000:user/local',
};

export interface S3FixtureOptions {
  /** @default a new folder, which is removed when the test ends */
  readonly folder?: string;
  /** Permissions that the caller lacks, such as `s3:ListBucket`. */
  readonly denied?: readonly string[];
  readonly ports?: Partial<S3Ports>;
}

/** S3 with the buckets `first` and `second` on a port, without signature verification, and an AWS SDK client. */
export async function startS3({ folder = temporaryFolder(), denied = [], ports }: S3FixtureOptions = {}) {
  const clock = new AdjustableClock();
  const problems: string[] = [];
  const requests: HttpRequest[] = [];
  const reportProblem = (problem: string) => problems.push(problem);
  const definitions = ['first', 'second'].map((name) => ({ name, arn: `arn:aws:s3:::${name}` }));
  const s3 = await openS3(definitions, { folder, clock, reportProblem });
  const service = s3.createService({
    region: 'eu-west-1',
    accountId: localUser.accountId,
    verify: () => ({ caller: localUser }),
    authorize: (_caller, { action }) =>
      denied.includes(action) ? { allowed: false, reason: 'because it is denied' } : { allowed: true },
    reportProblem,
    ...ports,
  });
  const server = createHttpServer(
    (request) => {
      requests.push(request);
      return service.handle(request);
    },
    { stopTimeoutMs: 100, streams: () => true, report: (error) => problems.push(String(error)) },
  );
  const endpoint = `http://127.0.0.1:${await server.listen(0)}`;
  const stop = () => server.stop();
  onTestFinished(stop);
  const createClient = (config: S3ClientConfig = {}) => {
    const client = new S3Client({
      region: 'eu-west-1',
      endpoint,
      credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' },
      maxAttempts: 1,
      ...config,
    });
    onTestFinished(() => {
      client.destroy();
    });
    return client;
  };
  return { client: createClient(), createClient, clock, endpoint, folder, problems, requests, stop };
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 's3-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
