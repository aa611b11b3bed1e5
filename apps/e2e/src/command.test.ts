import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { startCommand, temporaryFolder } from './testing/command-process.ts';
import { modifiedAssembly } from './testing/modified-assembly.ts';
import { isDeployed, stackName } from './testing/target.ts';

const run = (...args: string[]) => startCommand(args).exit;

describe.skipIf(isDeployed)('the command', () => {
  it('runs one job and stops, with --once', async () => {
    const { code, output, errors } = await run('--once');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toContain('The first job has succeeded: {"message":"I slept for 1 second"}');
  });

  it('writes its endpoints to files readable only by the user, and removes them when it is interrupted', async () => {
    const { child, state, exit, hasWritten } = startCommand([]);
    await hasWritten('Ctrl-C');
    const file = join(state, 'stack.json');
    const stack = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    expect(Object.keys(stack)).toEqual([
      ...['endpoint', 'region', 'accountId', 'stackName', 'outputs', 'credentials', 'faults', 'console', 'processId'],
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(state, 'aws-config'), 'utf8')).toMatch(
      /\[profile jobs-local\][\s\S]*\[profile jobs-local-invoke\]/,
    );
    child.kill('SIGINT');
    expect((await exit).code).toBe(0);
    expect(existsSync(file)).toBe(false);
  });

  it("keeps its user's access key between runs", async () => {
    const state = temporaryFolder();
    const key = () => readFileSync(join(state, 'credentials.json'), 'utf8');
    await startCommand(['--once'], state).exit;
    const first = key();
    await startCommand(['--once'], state).exit;
    expect(key()).toBe(first);
  });

  it('stops when its output is closed', async () => {
    const { child, state, exit, output } = startCommand(['--no-watch']);
    await vi.waitFor(
      () => {
        expect(output()).not.toBe('');
      },
      { timeout: 20_000 },
    );
    child.stdout.destroy();
    const { code, errors } = await exit;
    expect({ code, errors }).toEqual({ code: 1, errors: 'The output was closed (EPIPE). Stopping the run.\n' });
    expect(existsSync(join(state, 'stack.json'))).toBe(false);
  });

  it('continues when the first job fails, and reports why', async () => {
    const assembly = assemblyWithBroken((id) => id.includes('Processor'));
    const { child, exit, output } = startCommand(['--assembly', assembly]);
    await vi.waitFor(
      () => {
        expect(output()).toContain('Ctrl-C');
      },
      { timeout: 20_000 },
    );
    expect(output()).toContain('The first job failed: Error: broken at import. The run continues.');
    child.kill('SIGINT');
    expect((await exit).code).toBe(0);
  });

  it('does not touch the files of another run in the same folder', async () => {
    const first = startCommand(['--no-watch', '--no-first-job']);
    await first.hasWritten('Ctrl-C');
    const before = readFileSync(join(first.state, 'stack.json'), 'utf8');
    const second = startCommand(['--no-watch'], first.state);
    await second.hasWritten('Ctrl-C');
    const port = /127\.0\.0\.1:(\d+)/.exec(second.output())?.[1] ?? '';
    expect(second.output()).toContain(join(port, 'stack.json'));
    expect(existsSync(join(first.state, port, 'stack.json'))).toBe(true);
    second.child.kill('SIGINT');
    await second.exit;
    expect(existsSync(join(first.state, port))).toBe(false);
    expect(readFileSync(join(first.state, 'stack.json'), 'utf8')).toBe(before);
    expect(first.output()).not.toContain('accepted');
    first.child.kill('SIGINT');
    await first.exit;
    expect(existsSync(join(first.state, 'stack.json'))).toBe(false);
  });

  it('starts with an unsupported resource type, and reports it', async () => {
    const assembly = modifiedAssembly((resources) => {
      resources.Flow = { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: '{}' } };
      const processor = Object.entries(resources).find(
        ([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.includes('Processor'),
      )?.[1];
      const { Variables } = processor?.Properties.Environment as { Variables: Record<string, unknown> };
      Object.assign(Variables, { FLOW: { Ref: 'Flow' }, FLOW_ARN: { 'Fn::GetAtt': ['Flow', 'Arn'] } });
      Object.assign(Variables, { FLOW_NAME: { 'Fn::GetAtt': ['Flow', 'Name'] } });
    });
    const { code, output, errors } = await run('--once', '--assembly', assembly);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toContain('Not emulated (names only): Flow (AWS::StepFunctions::StateMachine).');
  });

  it("passes the stage's local environment variables to functions", async () => {
    const assembly = assemblyWithBroken((id) => id.includes('Processor'), 'process.env.AWS_ENDPOINT_URL_SES');
    const environment = { AWS_ENDPOINT_URL_SES: 'http://127.0.0.1:9' };
    writeFileSync(join(assembly, `${stackName}.local.json`), JSON.stringify({ environment }));
    const { output, errors } = await run('--once', '--assembly', assembly);
    expect(`${output}${errors}`).toContain('Error: http://127.0.0.1:9');
  });

  it('prints its usage with --help', async () => {
    const { code, output } = await run('--help');
    expect(code).toBe(0);
    expect(output).toMatch(/--port[\s\S]*--once/);
  });
});

/**
 * A cloud assembly in which some functions throw on import.
 * @param message the error message, as a JavaScript expression
 */
function assemblyWithBroken(isBroken: (logicalId: string) => boolean, message = "'broken at import'"): string {
  const bundle = temporaryFolder();
  writeFileSync(join(bundle, 'handler.mjs'), `throw new Error(${message});`);
  return modifiedAssembly((resources, assets) => {
    assets.broken = { source: { path: bundle }, destinations: { here: { objectKey: 'broken.zip' } } };
    for (const [id, { Type, Properties }] of Object.entries(resources)) {
      if (Type === 'AWS::Lambda::Function' && isBroken(id)) Properties.Code = { S3Bucket: 'b', S3Key: 'broken.zip' };
    }
  });
}

/** Expects exit code 1 and a message of at most three lines without a stack trace. */
async function expectMessage(exit: ReturnType<typeof run>, message: RegExp): Promise<void> {
  const { code, errors } = await exit;
  expect(errors).toMatch(message);
  expect(errors).not.toMatch(/^\s+at /m);
  expect(errors.trim().split('\n').length).toBeLessThanOrEqual(3);
  expect(code).toBe(1);
}

describe.skipIf(isDeployed)('the command names the problem and exits with 1', () => {
  it('when the port is busy', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expectMessage(run('--port', String(port)), new RegExp(`${port}.*--port`));
    server.close();
  });

  it.each([
    ['an option is unknown', ['--prot', '1'], /--prot/],
    ['the port is not a port', ['--port', '70000'], /0 to 65535/],
    ['the stage does not exist', ['--stage', 'nothing'], /no stack '\S+-nothing'\. Stacks: \S+-dev, \S+-prod/],
    ['there is no cloud assembly', ['--assembly', '/nowhere'], /nx synth infra/],
  ])('when %s', async (_what, args, message) => {
    await expectMessage(run(...args), message);
  });

  it.each(['--data', '--state'])('when the folder of %s is below a file', async (option) => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const message = new RegExp(`^Cannot .*ENOTDIR: not a directory\\. Fix this.* with ${option}\\.$`, 'm');
    await expectMessage(run(option, join(file, 'folder')), message);
  });

  it('when its files cannot be written, and releases the lock on the data folder', async () => {
    const [data, state] = [temporaryFolder(), temporaryFolder()];
    mkdirSync(join(state, 'stack.json'));
    await expectMessage(startCommand(['--data', data], state).exit, /^Cannot use .*: EISDIR: .* with --state\.$/m);
    expect(await run('--once', '--data', data)).toMatchObject({ code: 0, errors: '' });
  });

  it('when the cloud assembly is broken', async () => {
    const assembly = modifiedAssembly(() => undefined);
    writeFileSync(join(assembly, `${stackName}.template.json`), '{');
    await expectMessage(run('--assembly', assembly), /-dev\.template\.json is not JSON/);
    rmSync(join(assembly, `${stackName}.template.json`));
    await expectMessage(run('--assembly', assembly), /Cannot read \S+-dev\.template\.json/);
  });

  it.each([
    ['the processor', (id: string) => id.includes('Processor'), /The first job failed: Error: broken at import/],
    ['each function', () => true, /the error handler failed to record it: Error: broken at import/],
  ])('when %s throws on import', async (_what, isBroken, message) => {
    const assembly = assemblyWithBroken(isBroken);
    await expectMessage(run('--assembly', assembly, '--once'), message);
  });
});
