/** Removes `aws-chunked`, which only applies to the transfer to S3; other encodings belong to the object. */
export function withoutChunkedEncoding(value: string | undefined): string | undefined {
  const encodings = value
    ?.split(',')
    .map((encoding) => encoding.trim())
    .filter((encoding) => encoding !== '' && encoding.toLowerCase() !== 'aws-chunked');
  return encodings?.length ? encodings.join(',') : undefined;
}
