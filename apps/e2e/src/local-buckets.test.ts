import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LocalStackOptions } from '@jobs/local';
import { assemblyWithBucket, bucketName, type BucketOptions } from './testing/assembly-with-bucket.ts';
import type { Resources } from './testing/modified-assembly.ts';
import { isDeployed, startLocalTarget } from './testing/target.ts';

/** A function without any code specific to the local run. */
const processor = `
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
export const handler = async ({ Key, Body }) => {
  const Bucket = '${bucketName}';
  try {
    if (Body !== undefined) await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
    const { Body: got } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket }));
    return { text: await got.transformToString(), KeyCount };
  } catch ({ name, message }) {
    return { name, message };
  }
};
`;

async function start(options: BucketOptions = {}, more: Partial<LocalStackOptions> = {}) {
  const target = await startLocalTarget({ assembly: assemblyWithBucket({ processor, ...options }), ...more });
  onTestFinished(() => target.stop());
  const { stack, userCredentials, region } = target;
  const config = { region, endpoint: stack.endpoint, credentials: userCredentials, maxAttempts: 1 };
  const lambda = new LambdaClient(config);
  const functionName = stack.functions.find(({ name }) => name.includes('Processor'))?.name ?? '';
  const invoke = async (event: object) => {
    const command = new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) });
    const { Payload } = await lambda.send(command);
    return JSON.parse(Payload?.transformToString() ?? '') as Record<string, unknown>;
  };
  return { ...target, invoke, config, s3: new S3Client(config) };
}

const object = { Bucket: bucketName, Key: 'a b/ü' };

describe.skipIf(isDeployed)('a stack with a bucket', () => {
  it('has functions that can read and write it with the grant in the template', async () => {
    const { invoke, s3 } = await start();
    expect(await invoke({ Key: object.Key, Body: 'text' })).toEqual({ text: 'text', KeyCount: 1 });
    const got = await s3.send(new GetObjectCommand(object));
    expect(await got.Body?.transformToString()).toBe('text');
  });

  it('has functions that cannot access it without the grant', async () => {
    const { invoke } = await start({ actions: [] });
    expect(await invoke({ Key: 'k', Body: 'text' })).toMatchObject({
      name: 'AccessDenied',
      message: expect.stringMatching(
        /assumed-role\/.*Processor.* is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::files-of-jobs\/k" because no identity-based policy allows the s3:PutObject action/,
      ) as string,
    });
  });

  it('reports a missing key as missing only to callers with list permission', async () => {
    const { invoke } = await start({ actions: ['s3:GetObject'] });
    expect(await invoke({ Key: 'k' })).toMatchObject({ name: 'AccessDenied' });
    const lister = await start();
    expect(await lister.invoke({ Key: 'k' })).toMatchObject({ name: 'NoSuchKey' });
  });

  it('enforces the bucket policy for all callers', async () => {
    const statement = { Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucketName}/secret/*` };
    const { invoke, s3 } = await start({ statements: [{ Effect: 'Deny', ...statement }] });
    await s3.send(new PutObjectCommand({ Bucket: bucketName, Key: 'secret/k', Body: 'a' }));
    const explicit = { name: 'AccessDenied', message: expect.stringContaining('with an explicit deny') as string };
    await expect(s3.send(new GetObjectCommand({ Bucket: bucketName, Key: 'secret/k' }))).rejects.toMatchObject(
      explicit,
    );
    expect(await invoke({ Key: 'secret/k' })).toMatchObject(explicit);
    expect(await invoke({ Key: 'open', Body: 'text' })).toMatchObject({ text: 'text' });
  });

  it('rejects unsigned requests unless the policy allows them', async () => {
    const statement = { Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucketName}/public/*` };
    const { s3, stack } = await start({ statements: [{ Effect: 'Allow', ...statement }] });
    for (const Key of ['public/k', 'k']) await s3.send(new PutObjectCommand({ Bucket: bucketName, Key, Body: 'text' }));
    const open = await fetch(`${stack.endpoint}/${bucketName}/public/k`);
    expect([open.status, await open.text()]).toEqual([200, 'text']);
    const closed = await fetch(`${stack.endpoint}/${bucketName}/k`);
    expect(closed.status).toBe(403);
    expect(await closed.text()).toContain('<Code>AccessDenied</Code>');
  });

  it('accepts presigned URLs until they expire', async () => {
    const { s3 } = await start();
    await s3.send(new PutObjectCommand({ ...object, Body: 'text' }));
    const fresh = await fetch(await getSignedUrl(s3, new GetObjectCommand(object), { expiresIn: 60 }));
    expect([fresh.status, await fresh.text()]).toEqual([200, 'text']);
    const signingDate = new Date(Date.now() - 61_000);
    const old = await fetch(await getSignedUrl(s3, new GetObjectCommand(object), { expiresIn: 60, signingDate }));
    expect(old.status).toBe(403);
    expect(await old.text()).toContain('<Message>Request has expired</Message>');
    const url = await getSignedUrl(s3, new PutObjectCommand({ Bucket: bucketName, Key: 'put' }), { expiresIn: 60 });
    expect((await fetch(url, { method: 'PUT', body: 'by URL' })).status).toBe(200);
    const other = await fetch(url.replace('/put?', '/other?'), { method: 'PUT', body: 'by URL' });
    expect(await other.text()).toContain('<Code>SignatureDoesNotMatch</Code>');
  });

  it.each<[string, object, string]>([
    [
      'a wrong secret',
      { credentials: { accessKeyId: 'AKIALOCALUSEROFTHETEST', secretAccessKey: 'x' } },
      'SignatureDoesNotMatch',
    ],
    ['an unknown key', { credentials: { accessKeyId: 'AKIAOTHER', secretAccessKey: 'x' } }, 'InvalidAccessKeyId'],
    ['another region', { region: 'us-east-2' }, 'AuthorizationHeaderMalformed'],
  ])('rejects %s', async (_what, config, name) => {
    const { config: common } = await start();
    const s3 = new S3Client({ ...common, ...config });
    await expect(s3.send(new GetObjectCommand(object))).rejects.toMatchObject({ name });
  });

  it("has only the template's buckets", async () => {
    const { s3 } = await start();
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual([bucketName]);
    await expect(s3.send(new CreateBucketCommand({ Bucket: bucketName }))).rejects.toMatchObject({
      name: 'BucketAlreadyOwnedByYou',
    });
    await expect(s3.send(new CreateBucketCommand({ Bucket: 'another' }))).rejects.toMatchObject({
      message: expect.stringContaining('Add another to the stack.') as string,
    });
  });

  it('keeps its objects for the next run, with a data folder', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'data-'));
    const first = await start({}, { dataFolder });
    await first.s3.send(new PutObjectCommand({ ...object, Body: 'text' }));
    await first.stop();
    const next = await start({}, { dataFolder });
    expect(await next.invoke({ Key: object.Key })).toEqual({ text: 'text', KeyCount: 1 });
    await next.stop();
    const other = await start();
    const { KeyCount } = await other.s3.send(new ListObjectsV2Command({ Bucket: bucketName }));
    expect(KeyCount).toBe(0);
  });

  it.each<[string, (resources: Resources) => void, string]>([
    [
      'an unsupported property',
      ({ Files }) => Object.assign(Files?.Properties ?? {}, { ObjectLockEnabled: true }),
      'Unsupported template: Files.Properties.ObjectLockEnabled: is not supported by the local run.',
    ],
    [
      'event notifications, which would not be sent',
      (resources) => (resources.Events = { Type: 'Custom::S3BucketNotifications', Properties: {} }),
      'Unsupported template: Events.Type: the local run does not support S3 event notifications',
    ],
    [
      'an invalid bucket name',
      ({ Files }) => Object.assign(Files?.Properties ?? {}, { BucketName: '../Files' }),
      'Unsupported template: Files.Properties.BucketName: has a value that the local run does not support (must be a bucket name',
    ],
  ])('does not start with %s', async (_what, change, message) => {
    await expect(startLocalTarget({ assembly: assemblyWithBucket({ change }) })).rejects.toThrow(message);
  });
});
