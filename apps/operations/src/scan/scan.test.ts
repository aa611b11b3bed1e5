import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installPythonTools } from './python-tools.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'python-tools-'));

/** What the installation says on a machine whose `python3` is this script. */
function installWith(python3: string | undefined): string {
  const path = folder();
  if (python3 !== undefined) {
    writeFileSync(join(path, 'python3'), `#!/bin/sh\n${python3}\n`);
    chmodSync(join(path, 'python3'), 0o755);
  }
  const requirements = join(path, 'requirements.txt');
  writeFileSync(requirements, 'cfn-lint==1.58.0\n');
  const script = `const { installPythonTools } = await import(process.argv[1]);
    try { installPythonTools(process.argv[2], process.argv[3]) } catch (error) { console.log(error.message) }`;
  const module = join(import.meta.dirname, 'python-tools.ts');
  const options = ['--input-type=module', '--eval', script, module, join(path, 'venv'), requirements];
  return spawnSync(process.execPath, options, { env: { PATH: path }, encoding: 'utf8' }).stdout;
}

describe('nx scan infra', () => {
  it('says how to install Python', () => {
    expect(installWith(undefined)).toMatch(/^No Python 3 found: .*3\.10 or later.*apt-get install python3/);
  });

  it('says that Python is too old', () => {
    expect(installWith('echo 3 9')).toMatch(/^Python 3\.9 is too old: .*3\.10 or later/);
  });

  it('says how to install the module venv', () => {
    expect(installWith('[ "$2" = venv ] && exit 1; echo 3 12')).toMatch(/no module venv.*python3-venv/);
  });

  it('installs nothing a second time until the requirements change', () => {
    const venv = folder();
    const requirements = join(venv, 'requirements.txt');
    writeFileSync(requirements, 'cfn-lint==1.58.0\n');
    expect(installPythonTools(venv, requirements)).toBe(join(venv, 'bin'));
  });
});
