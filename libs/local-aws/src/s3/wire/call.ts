import type { Caller, HttpRequest } from '../../kernel/index.ts';
import { headerValue } from '../../kernel/index.ts';
import type { Bucket } from '../engine/bucket.ts';
import type { Buckets } from '../engine/buckets.ts';
import { S3Error } from '../engine/s3-error.ts';
import type { Address } from './address.ts';
import type { Context, S3Ports, Verified } from './ports.ts';

/** A request to S3 with its address, its caller and its context. */
export class S3Call {
  readonly request: HttpRequest;
  readonly query: URLSearchParams;
  readonly address: Address;
  readonly verified: Verified | undefined;
  readonly buckets: Buckets;
  readonly ports: S3Ports;

  constructor(given: Pick<S3Call, 'request' | 'query' | 'address' | 'verified' | 'buckets' | 'ports'>) {
    this.request = given.request;
    this.query = given.query;
    this.address = given.address;
    this.verified = given.verified;
    this.buckets = given.buckets;
    this.ports = given.ports;
  }

  get caller(): Caller | undefined {
    return this.verified?.caller;
  }

  /** @throws S3Error `NoSuchBucket` */
  get bucket(): Bucket {
    return this.buckets.find(this.address.bucket);
  }

  get key(): string {
    return this.address.key;
  }

  /** The value of a header, decoded as UTF-8; Node decodes headers as Latin-1. */
  header(name: string): string | undefined {
    const value = headerValue(this.request, name);
    return value === undefined ? undefined : Buffer.from(value, 'latin1').toString('utf8');
  }

  /**
   * Checks the caller's permission on a bucket or an object.
   * @throws S3Error `AccessDenied` with the caller and the reason
   */
  authorize(action: string, address: Address, context: Context = {}): void {
    const verdict = this.#ask(action, address, context);
    if (verdict.allowed) return;
    const who = this.caller?.arn ?? 'anonymous';
    const message = `User: ${who} is not authorized to perform: ${action} on resource: "${arnOf(address)}" ${verdict.reason}`;
    throw new S3Error('AccessDenied', {}, message);
  }

  /** Whether the caller may find out that an object doesn't exist. */
  mayList(address: Address): boolean {
    return this.#ask('s3:ListBucket', { bucket: address.bucket, key: '' }, {}).allowed;
  }

  #ask(action: string, address: Address, context: Context) {
    const needed = { action, resource: arnOf(address), bucketName: address.bucket };
    const isPresigned = this.verified !== undefined && this.header('authorization') === undefined;
    return this.ports.authorize(this.caller, needed, {
      'aws:SourceIp': this.request.sourceIp,
      // The loopback interface counts as a secure transport.
      'aws:SecureTransport': 'true',
      's3:TlsVersion': '1.3',
      's3:ResourceAccount': this.ports.accountId,
      's3:authType': isPresigned ? 'REST-QUERY-STRING' : 'REST-HEADER',
      ...context,
    });
  }
}

const arnOf = ({ bucket, key }: Address) =>
  bucket === '' ? '*' : key === '' ? `arn:aws:s3:::${bucket}` : `arn:aws:s3:::${bucket}/${key}`;
