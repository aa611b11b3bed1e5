/** Headers of a response that the gateway passes on under another name (docs/facts/a.md#a86). */
const remapped = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'date',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'trailer',
  'upgrade',
  'user-agent',
  'www-authenticate',
]);

/** The name under which a mapped header reaches the client. */
export function clientHeaderName(name: string): string {
  return remapped.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name;
}

/** Headers that cannot be set in an AWS integration request (docs/facts/a.md#a85). */
const refused = new Set([
  'authorization',
  'connection',
  'content-length',
  'expect',
  'proxy-authenticate',
  'te',
  'transfer-encoding',
]);

export const isRejectedRequestHeader = (name: string) => refused.has(name.toLowerCase());

/** Sets a header, keeping the spelling of an existing one. */
export function setHeader(headers: Record<string, string>, name: string, value: string): void {
  const lower = name.toLowerCase();
  const present = Object.keys(headers).find((header) => header.toLowerCase() === lower);
  headers[present ?? name] = value;
}

/** Whether a header is valid: a line break, for example, would end it. */
export function isSendable(name: string, value: string): boolean {
  // eslint-disable-next-line no-control-regex -- these are the characters that RFC 9110 forbids
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !/[\x00-\x08\x0a-\x1f\x7f]/.test(value);
}
