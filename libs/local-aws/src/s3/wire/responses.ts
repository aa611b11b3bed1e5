import { randomBytes } from 'node:crypto';
import type { HttpResponse } from '../../kernel/index.ts';
import type { S3Error } from '../engine/s3-error.ts';
import type { S3Call } from './call.ts';
import { type XmlContent, xmlDocument } from './xml.ts';

export interface ErrorSource {
  readonly requestId: string;
  readonly isHead: boolean;
  readonly path: string;
}

export const xmlResponse = (name: string, content: XmlContent, headers: Record<string, string> = {}): HttpResponse => ({
  status: 200,
  headers: { 'content-type': 'application/xml', ...headers },
  body: xmlDocument(name, content),
});

export const emptyResponse = (status: number, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers,
  body: '',
});

/** An error as S3 sends it; the response to a HEAD has no body. */
export function errorResponse(error: S3Error, { requestId, isHead, path }: ErrorSource): HttpResponse {
  const content = {
    Code: error.code,
    Message: error.message,
    ...error.details,
    Resource: path,
    RequestId: requestId,
    HostId: hostId,
  };
  const headers: Record<string, string> = { 'content-type': 'application/xml' };
  if (error.details.Region !== undefined) headers['x-amz-bucket-region'] = error.details.Region;
  return { status: error.status, headers, body: isHead ? '' : xmlDocument('Error', content, '') };
}

/** 16 characters, like S3's. */
export const newRequestId = (): string => randomBytes(8).toString('hex').toUpperCase();

export const hostId = Buffer.from('the local run').toString('base64');

/** The owner of all buckets. */
export const ownerOf = ({ ports }: S3Call) => ({ ID: ports.accountId.padStart(64, '0') });

/** The time format of S3's XML documents. */
export const xmlTime = (epochMs: number): string => new Date(epochMs).toISOString().replace(/\.\d{3}Z$/, '.000Z');
