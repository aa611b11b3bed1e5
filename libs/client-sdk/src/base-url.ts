import { JobsConfigurationError } from './errors.ts';

const EXECUTE_API_HOST =
  /\.execute-api(?:-fips)?\.([a-z0-9-]+)\.(?:vpce\.)?(?:amazonaws\.com(?:\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn)$/;

/** Where the API is and what its requests are signed for. */
export interface Endpoint {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly region: string;
}

/**
 * Checks the address of the API and finds its region: an `execute-api` host name has it, for any other host it must be given.
 * @throws JobsConfigurationError
 */
export function readEndpoint(baseUrl: string, region?: string): Endpoint {
  // Without base, query or user: messages must not repeat a password that somebody put there.
  if (!URL.canParse(baseUrl)) throw new JobsConfigurationError('baseUrl is not an absolute URL.');
  const url = new URL(baseUrl);
  if (!/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new JobsConfigurationError('baseUrl must be http(s)://host/stage, without user, query and fragment.');
  }
  const signingRegion = region ?? EXECUTE_API_HOST.exec(url.hostname)?.[1];
  if (!signingRegion) {
    throw new JobsConfigurationError(
      `The host ${url.host} does not tell its region (it is not …execute-api.<region>.amazonaws.com): pass region to createJobsClient.`,
    );
  }
  return { baseUrl: url.href.replace(/\/+$/, ''), region: signingRegion };
}
