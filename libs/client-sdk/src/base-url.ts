import { JobsConfigurationError } from './errors.ts';

const awsDomains = ['amazonaws.com', 'amazonaws.com.cn', 'api.aws', 'api.amazonwebservices.com.cn'];

/** The URL of the API, and the region that its requests are signed for. */
export interface Endpoint {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly region: string;
}

/**
 * Checks the URL of the API and finds its region, which an `execute-api` host name contains; for any other host it is
 * required.
 * @param allowHttp also for a host that is not this machine
 * @throws JobsConfigurationError
 */
export function readEndpoint(baseUrl: string, region?: string, allowHttp = false): Endpoint {
  const { href, origin, pathname = '', protocol, hostname = '' } = parseUrl(baseUrl);
  const signingRegion = region ?? regionOf(hostname);
  // No other parts: no user, no query.
  if (href === undefined || href !== `${origin}${pathname}` || !/^[a-z0-9-]+$/.test(signingRegion)) {
    // Without the URL, which may contain a password.
    throw new JobsConfigurationError('baseUrl must be https://host/stage; set region unless the host contains it.');
  }
  if (protocol === 'http:' && !allowHttp && !isLoopback(hostname)) {
    throw new JobsConfigurationError(
      'baseUrl must begin with https://: http:// sends the session token and the parameters unencrypted. Set allowHttp to allow it.',
    );
  }
  return { baseUrl: href.replace(/(?<!\/)\/+$/, ''), region: signingRegion };
}

/** Empty for an invalid URL, or one with leading or trailing spaces, which a parser strips. */
function parseUrl(text: string): Partial<URL> {
  try {
    // Not URL.canParse: in Node 24 it accepts long hosts that the parser then rejects.
    return /^https?:\/\/\S+$/.test(text) ? new URL(text) : {};
  } catch {
    return {};
  }
}

/** Empty for any host that is not an AWS API host. */
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
