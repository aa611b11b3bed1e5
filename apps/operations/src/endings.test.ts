import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type AwsAnswers, jsonError, queryAnswer, queryError, startFakeAws } from './testing/fake-aws.ts';

const user = 'arn:aws:iam::111122223333:user/reader';
const caller = queryAnswer('GetCallerIdentity', `<Arn>${user}</Arn><UserId>A</UserId><Account>111122223333</Account>`);

/**
 * Runs an operation in an account with these responses; returns what it writes to standard error, and its exit code.
 */
async function run(
  operation: string,
  answers: AwsAnswers,
  environment: NodeJS.ProcessEnv = {},
  options: readonly string[] = [],
) {
  const aws = await startFakeAws({ GetCallerIdentity: caller, ...answers });
  onTestFinished(aws.stop);
  const child = spawn(process.execPath, [join(import.meta.dirname, operation, `${operation}.ts`), ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env.PATH,
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_MAX_ATTEMPTS: '1',
      JOBS_STAGE: 'dev',
      ...environment,
    },
  });
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'close') as Promise<[number | null]>]);
  return { errors, code, asked: aws.asked };
}

const template = JSON.stringify({ Resources: { Nothing: { Type: 'AWS::CloudFormation::WaitConditionHandle' } } });

/** A cloud assembly whose stack has one resource, which does nothing. */
function minimalAssembly(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const properties = {
    templateFile: 'template.json',
    requiresBootstrapStackVersion: 6,
    bootstrapStackVersionSsmParameter: '/version',
  };
  const stack = { type: 'aws:cloudformation:stack', environment: 'aws://unknown-account/unknown-region', properties };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '36.0.0', artifacts: { 'jobs-dev': stack } }));
  writeFileSync(join(folder, 'template.json'), template);
  return folder;
}

describe('an operation that fails ends in one message', () => {
  it('a bootstrap whose credentials may not read CloudFormation', async () => {
    const DescribeStacks = queryError(403, 'AccessDenied', `User: ${user} is not authorized`);
    const { errors, code } = await run('bootstrap', { DescribeStacks });
    expect(code).toBe(1);
    expect(errors).toMatch(/\n\nCannot bootstrap: Access denied: User: .* is not authorized\n.*permission\.\n$/);
    expect(errors.match(/is not authorized/g)).toHaveLength(1);
  });

  it('a bootstrap whose credentials may only read, without a stack trace', async () => {
    const DescribeStacks = queryError(400, 'ValidationError', 'Stack with id CDKToolkit does not exist');
    const CreateChangeSet = queryError(403, 'AccessDenied', `User: ${user} may not create`);
    const { errors, asked } = await run('bootstrap', { DescribeStacks, CreateChangeSet });
    expect(asked).toContain('CreateChangeSet');
    expect(errors).toMatch(/may not create/);
    expect(errors).not.toMatch(/^ +at /m);
    expect(errors).toMatch(/Cannot bootstrap: `cdk bootstrap` failed; see its output above\.\n$/);
  });

  it('a destroy without a terminal, before any request to AWS', async () => {
    const { errors, asked } = await run('destroy', {});
    expect(errors).toMatch(/no terminal\. To delete without confirmation: --force\n$/);
    expect(asked).toEqual([]);
  });

  it('a preflight that finds problems', async () => {
    const denied = jsonError(403, 'AccessDeniedException', 'not allowed');
    const { errors, code } = await run(
      'preflight',
      {
        GetParameter: jsonError(400, 'ParameterNotFound', 'There is none'),
        DescribeStacks: queryError(403, 'AccessDenied', 'not allowed'),
        'GET /account': denied,
        'GET /2016-08-19/account-settings': denied,
        'GET /2016-08-19/account-settings/': denied,
      },
      { JOBS_ASSEMBLY: minimalAssembly() },
    );
    expect(errors).toMatch(/\n\nThe problems marked with ✖ would stop a deployment\.\n$/);
    expect(errors).not.toMatch(/Cannot/);
    expect(code).toBe(1);
  });

  it('a throttled request', async () => {
    const { errors } = await run('bootstrap', { DescribeStacks: queryError(400, 'Throttling', 'Rate exceeded') });
    expect(errors).toMatch(
      /Cannot bootstrap: AWS throttled the request \(Rate exceeded\)\. Try again in a minute\.\n$/,
    );
  });
});

it('a deployment undoes manual changes on request, even with an unchanged template', async () => {
  const stack =
    '<Stacks><member><StackName>jobs-dev</StackName><StackId>arn:aws:cloudformation:eu-west-1:111122223333:stack/jobs-dev/1</StackId>' +
    '<StackStatus>UPDATE_COMPLETE</StackStatus><CreationTime>2026-01-01T00:00:00Z</CreationTime></member></Stacks>';
  const requests: URLSearchParams[] = [];
  const { errors } = await run(
    'deploy',
    {
      GetParameter: { body: { Parameter: { Name: '/version', Value: '30' } } },
      DescribeStacks: queryAnswer('DescribeStacks', stack),
      DeleteChangeSet: queryAnswer('DeleteChangeSet', ''),
      DescribeChangeSet: queryError(404, 'ChangeSetNotFound', 'There is none'),
      GetTemplate: queryAnswer('GetTemplate', `<TemplateBody>${template}</TemplateBody>`),
      CreateChangeSet: (body) => {
        requests.push(new URLSearchParams(body));
        return queryError(403, 'AccessDenied', 'enough was seen');
      },
    },
    { JOBS_ASSEMBLY: minimalAssembly() },
    ['--skip-preflight', '--revert-drift'],
  );
  expect(errors).toMatch(/enough was seen/);
  expect(requests[0]?.get('DeploymentMode')).toBe('REVERT_DRIFT');
});
