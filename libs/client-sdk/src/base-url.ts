import { JobsConfigurationError } from './errors.ts';

const executeApiHost = /\.execute-api(?:-fips)?\.([^.]+)\.(?:vpce\.)?(?:amazonaws|api)\./;

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
  const host = /^https?:\/\/([^/@?#\s]+)(?:\/[^@?#\s]*)?$/.exec(baseUrl)?.[1];
  const signingRegion = host && (region ?? executeApiHost.exec(host)?.[1]);
  if (!signingRegion) {
    // Without the URL: somebody may have put a password there.
    throw new JobsConfigurationError(
      'baseUrl must be https://host/stage; region must be given unless the host has it.',
    );
  }
  return { baseUrl: baseUrl.replace(/\/+$/, ''), region: signingRegion };
}
