import type { CredentialsView } from '../protocol.ts';
import { shellQuote } from './shell-quote.ts';

export interface CommandContext {
  readonly apiUrl: string;
  readonly region: string;
  readonly credentials: CredentialsView;
}

/** The command of curl (7.75 or later) that submits a job, with the session's credentials. */
export function curlCommand(parameters: string, { apiUrl, region, credentials }: CommandContext): string {
  return [
    `curl --aws-sigv4 ${shellQuote(`aws:amz:${region}:execute-api`)}`,
    `--user ${shellQuote(`${credentials.accessKeyId}:${credentials.secretAccessKey}`)}`,
    `-H ${shellQuote(`x-amz-security-token: ${credentials.sessionToken}`)}`,
    `-H 'content-type: application/json'`,
    `-d ${shellQuote(parameters)} ${shellQuote(`${apiUrl}/jobs`)}`,
  ].join(' \\\n  ');
}

/** The same with the command of this repository, which finds the run and its credentials by itself. */
export const jobsApiCommand = (parameters: string): string =>
  // A word that begins with a dash would be an option.
  `npx jobs-api submit ${parameters.startsWith('-') ? '-- ' : ''}${shellQuote(parameters)} --wait`;

/** The same in TypeScript, with credentials from where the AWS SDK looks for them. */
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

/** JSON is an expression of JavaScript, but for `__proto__`, which a literal would set instead of having it. */
function toLiteral(json: string): string {
  return json.includes('__proto__') || json.includes('\\u') ? `JSON.parse(${literal(json)})` : json;
}
