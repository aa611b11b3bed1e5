import { JobsConfigurationError } from './errors.ts';

/** Whole hosts of AWS, and not those that only begin like them. */
const executeApiHost =
  /^[^.]+\.execute-api(?:-fips)?\.([a-z0-9-]+)\.(?:vpce\.)?(?:amazonaws\.com(?:\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn)$/;

const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/;

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
  const host =
    /^https?:\/\/[^/@?#\s]+(?:\/[^@?#\s]*)?$/.test(baseUrl) && URL.canParse(baseUrl) && new URL(baseUrl).hostname;
  const signingRegion = host && (region ?? executeApiHost.exec(host)?.[1]);
  if (!signingRegion) {
    // Without the URL: somebody may have put a password there.
    throw new JobsConfigurationError(
      'baseUrl must be https://host/stage; region must be given unless the host has it.',
    );
  }
  if (baseUrl.startsWith('http:') && !allowHttp && !loopback.test(host)) {
    throw new JobsConfigurationError(
      'baseUrl must begin with https://, because the session token and the parameters are sent as they are; allowHttp allows http://.',
    );
  }
  return { baseUrl: baseUrl.replace(/\/+$/, ''), region: signingRegion };
}
