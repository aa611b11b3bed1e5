import { S3Error } from '../../engine/s3-error.ts';

/**
 * A number in the query, capped at the maximum.
 * @throws S3Error `InvalidArgument`
 */
export function numberParameter(
  query: URLSearchParams,
  name: string,
  otherwise: number,
  { min, max }: { readonly min: number; readonly max: number },
): number {
  const text = query.get(name);
  if (text === null || text === '') return otherwise;
  const details = { ArgumentName: name, ArgumentValue: text };
  if (!/^-?\d{1,10}$/.test(text)) {
    throw new S3Error('InvalidArgument', details, `Provided ${name} not an integer or within integer range`);
  }
  if (Number(text) < min || Number(text) > 2_147_483_647) {
    throw new S3Error('InvalidArgument', details, `Argument ${name} must be an integer between ${min} and 2147483647`);
  }
  return Math.min(Number(text), max);
}

/**
 * Returns the encoding of names in a listing: with `encoding-type=url`, percent-encoding except for slashes.
 * @throws S3Error `InvalidArgument` for any other encoding
 */
export function urlEncoding(query: URLSearchParams): (text: string) => string {
  const type = query.get('encoding-type');
  if (type === null) return (text) => text;
  if (type === 'url') return encodeName;
  const details = { ArgumentName: 'encoding-type', ArgumentValue: type };
  throw new S3Error('InvalidArgument', details, 'Invalid Encoding Method specified in Request');
}

const encodeName = (text: string) =>
  encodeURIComponent(text)
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%2F/g, '/')
    .replace(/%20/g, '+');
