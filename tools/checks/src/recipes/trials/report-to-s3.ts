import { GetObjectCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { expectText } from '../../workspace/expect-text.ts';
import type { Trial } from './trial.ts';

/** The report is in the bucket, under the key that the job returned. */
export const reportToS3: Trial = {
  check: async ({ stack: { endpoint, region, credentials }, results }) => {
    const s3 = new S3Client({ endpoint, region, credentials });
    const { Buckets: [bucket] = [] } = await s3.send(new ListBucketsCommand());
    const { key } = results[0] as { readonly key: string };
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket?.Name, Key: key }));
    expectText(key, (await Body?.transformToString()) ?? '', /^"Sales in May"\r\n"Apples","12\.5"\r\n$/);
    s3.destroy();
  },
};
