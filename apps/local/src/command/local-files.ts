import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { uniqueId } from '@jobs/local-aws/iam';
import { LocalRunError } from '@jobs/local-aws/kernel';
import { faultsPath, faultsSigningName } from '../stack/faults/faults-service.ts';
import type { LocalStack } from '../stack/local-stack.ts';
import { attempt, isMissing, reasonOf } from '../stack/persistence/file-system.ts';

export interface UserCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Files with keys are readable only by their owner. */
const ownerOnly = { mode: 0o600 };

/**
 * The access key of the local user: created at the first start, and kept.
 * @throws LocalRunError when the file can't be read or written
 */
export function userCredentials(folder: string): UserCredentials {
  const file = join(folder, 'credentials.json');
  return explained(folder, () => {
    const kept = readIfThere(file);
    if (kept !== undefined) return parseCredentials(kept, file);
    const made = {
      accessKeyId: uniqueId('AKIA', randomBytes(16)),
      secretAccessKey: randomBytes(30).toString('base64'),
    };
    mkdirSync(folder, { recursive: true });
    replaceFile(file, `${JSON.stringify(made, null, 2)}\n`);
    return made;
  });
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function parseCredentials(text: string, file: string): UserCredentials {
  try {
    const { accessKeyId, secretAccessKey } = JSON.parse(text) as Partial<UserCredentials>;
    if (accessKeyId && secretAccessKey) return { accessKeyId, secretAccessKey };
  } catch {
    // Reported below, with what to do.
  }
  throw new LocalRunError(`${file} contains no key. Delete it to create a new one.`);
}

/**
 * The files that describe a running stack: `stack.json`, for programs, and `aws-config`, for the AWS CLI and SDKs.
 * While another run has its files in the folder, they go to a folder below it that is named after the port.
 */
export class StackFiles {
  readonly #stateFolder: string;
  #folder: string | undefined;

  constructor(stateFolder: string) {
    this.#stateFolder = stateFolder;
  }

  /**
   * Writes or rewrites the files.
   * @param console the address of the console with its token
   * @returns the folder that contains them
   * @throws LocalRunError when they can't be written
   */
  write(stack: LocalStack, credentials: UserCredentials, console?: string): string {
    const { endpoint, region, accountId, stackName, outputs } = stack;
    const faults = { url: `${endpoint}${faultsPath}`, service: faultsSigningName };
    const described = { endpoint, region, accountId, stackName, outputs, credentials, faults, console };
    const description = { ...described, processId: process.pid };
    return explained(this.#stateFolder, () => {
      const folder = (this.#folder ??= isUsedByAnotherRun(this.#stateFolder)
        ? join(this.#stateFolder, new URL(endpoint).port)
        : this.#stateFolder);
      mkdirSync(folder, { recursive: true });
      replaceFile(join(folder, 'aws-config'), awsConfig(stack, credentials));
      replaceFile(join(folder, 'stack.json'), `${JSON.stringify(description, null, 2)}\n`);
      return folder;
    });
  }

  /** Removes them, when the stack has stopped. */
  remove(): void {
    const folder = this.#folder;
    if (folder === undefined || findWriter(folder) !== process.pid) return;
    for (const name of ['stack.json', 'aws-config']) {
      attempt(() => {
        rmSync(join(folder, name), { force: true });
      });
    }
    if (folder !== this.#stateFolder) {
      attempt(() => {
        rmdirSync(folder);
      });
    }
  }
}

/** Whether another running stack has its files there. */
function isUsedByAnotherRun(folder: string): boolean {
  const writer = findWriter(folder);
  if (writer === undefined || writer === process.pid) return false;
  try {
    process.kill(writer, 0);
    return true;
  } catch (error) {
    // Any other error (EPERM) means that the process belongs to another user.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

function findWriter(folder: string): number | undefined {
  try {
    const { processId } = JSON.parse(readFileSync(join(folder, 'stack.json'), 'utf8')) as { processId?: unknown };
    return typeof processId === 'number' && Number.isInteger(processId) && processId > 0 ? processId : undefined;
  } catch {
    // The file is missing or does not describe a run.
    return undefined;
  }
}

/** Replaces a file atomically. The mode only applies to a newly created file, so a new one is renamed over it. */
function replaceFile(file: string, text: string): void {
  const replacement = `${file}.new`;
  rmSync(replacement, { force: true });
  try {
    writeFileSync(replacement, text, ownerOnly);
    renameSync(replacement, file);
  } catch (error) {
    rmSync(replacement, { force: true });
    throw error;
  }
}

function explained<T>(folder: string, use: () => T): T {
  try {
    return use();
  } catch (error) {
    if (error instanceof LocalRunError) throw error;
    throw new LocalRunError(
      `Cannot use ${folder}: ${reasonOf(error)}. Fix this, or choose another folder with --state.`,
      {
        cause: error,
      },
    );
  }
}

function awsConfig({ endpoint, region, outputs }: LocalStack, credentials: UserCredentials): string {
  return [
    '[profile jobs-local]',
    `region = ${region}`,
    `endpoint_url = ${endpoint}`,
    `aws_access_key_id = ${credentials.accessKeyId}`,
    `aws_secret_access_key = ${credentials.secretAccessKey}`,
    '',
    '[profile jobs-local-invoke]',
    `region = ${region}`,
    `endpoint_url = ${endpoint}`,
    `role_arn = ${outputs.JobsApiInvokeRole ?? ''}`,
    // The AWS CLI caches a session's credentials under this name; with another user key, the stack would not know them.
    `role_session_name = ${credentials.accessKeyId}`,
    'source_profile = jobs-local',
    '',
  ].join('\n');
}
