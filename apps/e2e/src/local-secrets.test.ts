import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { assemblyWithSecrets, type ServiceOptions } from './testing/assembly-with-services.ts';
import { isDeployed, startLocalTarget } from './testing/target.ts';

/** A function without any code specific to the local run. */
const processor = `
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
const secrets = new SecretsManagerClient({});
const parameters = new SSMClient({});
export const handler = async ({ secret, parameter, variable }) => {
  try {
    if (variable !== undefined) return process.env[variable];
    if (parameter === undefined) return (await secrets.send(new GetSecretValueCommand({ SecretId: secret }))).SecretString;
    const command = new GetParameterCommand({ Name: parameter, WithDecryption: true });
    return (await parameters.send(command)).Parameter.Value;
  } catch ({ name, message }) {
    return { name, message };
  }
};
`;

/** Starts the stack with a file of local values. */
async function start(values?: object | string, options: ServiceOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'values-'));
  const valuesFile = join(folder, 'values.json');
  const write = (content: object | string) => {
    writeFileSync(valuesFile, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 });
  };
  if (values !== undefined) write(values);
  const target = await startLocalTarget({ assembly: assemblyWithSecrets({ processor, ...options }), valuesFile });
  onTestFinished(() => target.stop());
  const { stack, userCredentials, region } = target;
  const config = { region, endpoint: stack.endpoint, credentials: userCredentials, maxAttempts: 1 };
  const FunctionName = stack.functions.find(({ name }) => name.includes('Processor'))?.name ?? '';
  const lambda = new LambdaClient(config);
  const invoke = async (event: object) => {
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }));
    return JSON.parse(Payload?.transformToString() ?? '') as unknown;
  };
  return { stack, write, invoke, secrets: new SecretsManagerClient(config), parameters: new SSMClient(config) };
}

describe.skipIf(isDeployed)('a stack with secrets and parameters', () => {
  it("has functions that can read the template's secrets and parameters with its grants", async () => {
    const { invoke } = await start();
    const generated = JSON.parse(String(await invoke({ secret: 'database' }))) as Record<string, string>;
    expect(generated.username).toBe('jobs');
    expect(generated.password).toMatch(/^[A-Z0-9]{32}$/i);
    expect(await invoke({ parameter: '/jobs/address' })).toBe('here');
  });

  it('takes values of imported and empty secrets and of parameters from the local file', async () => {
    const { invoke, parameters } = await start({
      secrets: { imported: 'text', empty: { key: 'k' }, database: 'mine' },
      parameters: { '/other/list': ['a', 'b'], '/other/token': { SecureString: 't' }, '/jobs/address': 'there' },
    });
    expect(await invoke({ secret: 'imported' })).toBe('text');
    expect(await invoke({ secret: 'empty' })).toBe('{"key":"k"}');
    expect(await invoke({ secret: 'database' })).toBe('mine');
    expect(await invoke({ parameter: '/other/list' })).toBe('a,b');
    expect(await invoke({ parameter: '/other/token' })).toBe('t');
    const { Parameter } = await parameters.send(new GetParameterCommand({ Name: '/other/token' }));
    expect(Parameter?.Value).toMatch(/^.{60,}$/);
    expect(await invoke({ parameter: '/jobs/address' })).toBe('there');
  });

  it("names the missing line and file in the service's own error", async () => {
    const { invoke } = await start();
    const hint = (line: string) => expect.stringMatching(new RegExp(`${line} in .*values\\.json\\.$`)) as string;
    expect(await invoke({ secret: 'imported' })).toEqual({
      name: 'ResourceNotFoundException',
      message: hint(`^Secrets Manager can't find the specified secret\\. .* add "imported": "…" to "secrets"`),
    });
    expect(await invoke({ secret: 'empty' })).toEqual({
      name: 'ResourceNotFoundException',
      message: hint('^Secrets Manager .* staging label: AWSCURRENT\\. .* add "empty": "…" to "secrets"'),
    });
    expect(await invoke({ parameter: '/other/none' })).toEqual({
      name: 'ParameterNotFound',
      message: hint('add "/other/none": "…" to "parameters"'),
    });
  });

  it('denies access that is not granted, as AWS does', async () => {
    const { invoke } = await start({ secrets: { another: 'x' } });
    const denied = (action: string, resource: string) => ({
      name: 'AccessDeniedException',
      message: expect.stringMatching(
        new RegExp(
          `assumed-role/.*Processor.* is not authorized to perform: ${action} on resource: ${resource} because`,
        ),
      ) as string,
    });
    expect(await invoke({ secret: 'another' })).toEqual(
      denied('secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:another-\\w{6}'),
    );
    expect(await invoke({ parameter: '/another' })).toEqual(
      denied('ssm:GetParameter', 'arn:aws:ssm:eu-west-1:000000000000:parameter/another'),
    );
  });

  it('resolves dynamic references in the variables of a function', async () => {
    const reference = (rest: string) => ({
      'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Database' }, rest]],
    });
    const environment = {
      NAME: reference(':SecretString:username::}}'),
      IMPORTED: '{{resolve:secretsmanager:imported:SecretString:::}}',
      PINNED: 'at {{resolve:ssm:/other/value:3}}',
      OWN: '{{resolve:ssm:/jobs/address}}',
    };
    const { invoke } = await start(
      { secrets: { imported: 'text' }, parameters: { '/other/value': 'v' } },
      { environment },
    );
    expect(await invoke({ variable: 'NAME' })).toBe('jobs');
    expect(await invoke({ variable: 'IMPORTED' })).toBe('text');
    expect(await invoke({ variable: 'PINNED' })).toBe('at v');
    expect(await invoke({ variable: 'OWN' })).toBe('here');
  });

  it('does not start when a reference in the template has no value, and reports what to add', async () => {
    const environment = { TOKEN: '{{resolve:ssm:/other/token}}' };
    await expect(start({}, { environment })).rejects.toThrow(
      /Environment\.Variables\.TOKEN: \{\{resolve:ssm:\/other\/token\}\} has no value here\. .* add "\/other\/token": "…" to "parameters"/,
    );
  });

  it.each([
    ['{"secrets": {"a": hidden}}', /values\.json is not valid JSON, line 1, column 19\. It must look like/],
    ['{"secrets": {"a": 5}}', /values\.json, secrets, "a" must be a non-empty string/],
    ['{"secrets": {"a": ""}}', /values\.json, secrets, "a" must be a non-empty string/],
    ['{"secret": {}}', /values\.json has "secret", which is neither/],
    ['["hidden"]', /values\.json is not a JSON object/],
    ['{"parameters": {"a": {"SecureString": 5}}}', /values\.json, parameters, "a" must be/],
  ])('does not start with the values %s, and does not print them', async (values, message) => {
    const starting = start(values);
    await expect(starting).rejects.toThrow(message);
    await expect(starting).rejects.not.toThrow('hidden');
  });

  it('applies file changes on reload, but keeps values put by a call', async () => {
    const { stack, write, invoke, secrets } = await start({ secrets: { imported: 'old', empty: 'file' } });
    expect(await invoke({ secret: 'imported' })).toBe('old');
    await secrets.send(new PutSecretValueCommand({ SecretId: 'empty', SecretString: 'put' }));
    write({ secrets: { imported: 'new', empty: 'file' } });
    await stack.reload();
    expect(await invoke({ secret: 'imported' })).toBe('new');
    expect(await invoke({ secret: 'empty' })).toBe('put');
    const before = new GetSecretValueCommand({ SecretId: 'imported', VersionStage: 'AWSPREVIOUS' });
    expect((await secrets.send(before)).SecretString).toBe('old');
    write('{');
    await expect(stack.reload()).rejects.toThrow('is not valid JSON');
    expect(await invoke({ secret: 'imported' })).toBe('new');
  });
});
