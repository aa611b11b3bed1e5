import type { CredentialsView } from '../protocol.ts';
import { shellQuote } from './shell-quote.ts';

export interface CommandContext {
  readonly apiUrl: string;
  readonly region: string;
  readonly credentials: CredentialsView;
}

/** A curl command (7.75 or later) that submits a job with the session's credentials. */
export function curlCommand(parameters: string, { apiUrl, region, credentials }: CommandContext): string {
  return [
    `curl --aws-sigv4 ${shellQuote(`aws:amz:${region}:execute-api`)}`,
    `--user ${shellQuote(`${credentials.accessKeyId}:${credentials.secretAccessKey}`)}`,
    `-H ${shellQuote(`x-amz-security-token: ${credentials.sessionToken}`)}`,
    `-H 'content-type: application/json'`,
    `-d ${shellQuote(parameters)} ${shellQuote(`${apiUrl}/jobs`)}`,
  ].join(' \\\n  ');
}

/** The same with this repository's command, which finds the run and its credentials itself. */
export const jobsApiCommand = (parameters: string): string =>
  // A word that starts with a dash would be parsed as an option.
  `npx jobs-api submit ${parameters.startsWith('-') ? '-- ' : ''}${shellQuote(parameters)} --wait`;

/** The same in TypeScript, with the AWS SDK's default credentials. */
export function sdkProgram(parameters: string, { apiUrl, region }: Omit<CommandContext, 'credentials'>): string {
  return `import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { createJobsClient } from '@jobs/client-sdk';

const jobs = createJobsClient({
  baseUrl: ${literal(apiUrl)},
  region: ${literal(region)},
  credentials: fromNodeProviderChain(),
});
const job = await jobs.submitAndWait(${toLiteral(parameters)});
console.log(job.results);
`;
}

const literal = (text: string): string => JSON.stringify(text);

/** JSON is a JavaScript expression, except that `__proto__` in an object literal sets the prototype. */
function toLiteral(json: string): string {
  return json.includes('__proto__') || json.includes('\\u') ? `JSON.parse(${literal(json)})` : json;
}
