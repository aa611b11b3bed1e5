import { JobsConfigurationError } from './errors.ts';

const awsDomains = ['amazonaws.com', 'amazonaws.com.cn', 'api.aws', 'api.amazonwebservices.com.cn'];

/** Where the API is and what its requests are signed for. */
export interface Endpoint {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly region: string;
}

/**
 * Checks the address of the API and finds its region: an `execute-api` host name has it, for any other host it must be given.
 * @param allowHttp also for a host that is not this machine
 * @throws JobsConfigurationError
 */
export function readEndpoint(baseUrl: string, region?: string, allowHttp = false): Endpoint {
  const { href, origin, pathname = '', protocol, hostname = '' } = parseUrl(baseUrl);
  const signingRegion = region ?? regionOf(hostname);
  // Nothing but these: no user, no query.
  if (href === undefined || href !== `${origin}${pathname}` || !/^[a-z0-9-]+$/.test(signingRegion)) {
    // Without the URL: somebody may have put a password there.
    throw new JobsConfigurationError(
      'baseUrl must be https://host/stage; region must be given unless the host has it.',
    );
  }
  if (protocol === 'http:' && !allowHttp && !isLoopback(hostname)) {
    throw new JobsConfigurationError(
      'baseUrl must begin with https://: over http:// the session token and the parameters are sent unencrypted; allowHttp allows it.',
    );
  }
  return { baseUrl: href.replace(/(?<!\/)\/+$/, ''), region: signingRegion };
}

/** Empty for what is none, or begins or ends with blanks, which a parser takes away. */
function parseUrl(text: string): Partial<URL> {
  try {
    // Not URL.canParse: Node 24 says yes to long hosts that its parser then refuses.
    return /^https?:\/\/\S+$/.test(text) ? new URL(text) : {};
  } catch {
    return {};
  }
}

/** Empty for any host that is not one of AWS's for APIs. */
function regionOf(hostname: string): string {
  const [, service = '', region = '', ...rest] = hostname.split('.');
  const domain = (rest[0] === 'vpce' ? rest.slice(1) : rest).join('.');
  return /^execute-api(?:-fips)?$/.test(service) && awsDomains.includes(domain) ? region : '';
}

/** An IPv4 address in a URL has four decimal parts, however it was written. */
const isLoopback = (hostname: string) =>
  /^127\.\d+\.\d+\.\d+$/.test(hostname) ||
  hostname === '[::1]' ||
  hostname === 'localhost' ||
  hostname.endsWith('.localhost');
