import { randomBytes } from 'node:crypto';
import type { FunctionDefinition } from './function-definition.ts';
import type { LambdaPorts } from './ports.ts';

/** Variables that Lambda sets itself and a function's configuration may not set (docs/facts/f.md#f3). */
const fixed = {
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_RUNTIME_API: '169.254.100.1:9001',
  AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
  AWS_XRAY_DAEMON_ADDRESS: '169.254.100.1:2000',
  _AWS_XRAY_DAEMON_ADDRESS: '169.254.100.1',
  _AWS_XRAY_DAEMON_PORT: '2000',
  LAMBDA_RUNTIME_DIR: '/var/runtime',
  LAMBDA_TASK_ROOT: '/var/task',
  PWD: '/var/task',
  SHLVL: '0',
} as const;

/** Defaults that a function's configuration may override. */
const defaults = {
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
  NODE_PATH:
    '/opt/nodejs/node24/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task',
  PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
  LD_LIBRARY_PATH: '/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib',
} as const;

/** The local run's own variable: the folder that replaces `/opt`. Set only for functions with layers. */
export const layersFolderVariable = 'LOCAL_LAYERS_FOLDER';

/** The variables in which that folder replaces `/opt`. */
const searchPaths = ['NODE_PATH', 'PATH', 'LD_LIBRARY_PATH'] as const;

/** Names that a function's configuration can't set, because AWS rejects them (docs/facts/f.md#f3). */
export const reservedVariables: ReadonlySet<string> = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
]);

/**
 * All environment variables of an execution environment (docs/facts/f.md#f1 to #f3); none are inherited from this
 * process.
 * @param layersFolder the folder with the files of the function's layers
 */
export function environmentVariables(
  definition: FunctionDefinition,
  version: string,
  ports: Pick<LambdaPorts, 'clock' | 'region' | 'credentialsFor' | 'environment'>,
  layersFolder?: string,
): Record<string, string> {
  const credentials = ports.credentialsFor(definition.roleArn);
  const configured = { ...defaults, ...definition.environment };
  return {
    ...configured,
    ...(layersFolder !== undefined && layerVariables(configured, layersFolder)),
    ...fixed,
    _HANDLER: definition.handler,
    AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
    AWS_REGION: ports.region,
    AWS_DEFAULT_REGION: ports.region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memorySizeMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName(version, ports.clock.now()),
    ...(definition.logFormat === 'JSON' && {
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_LAMBDA_LOG_LEVEL: definition.applicationLogLevel ?? 'INFO',
    }),
    ...ports.environment(),
  };
}

function layerVariables(configured: Readonly<Record<string, string>>, layersFolder: string): Record<string, string> {
  const found = searchPaths.map((name) => {
    const folders = (configured[name] ?? '')
      .split(':')
      .map((each) => each.replace(/^\/opt(?=\/|$)/, () => layersFolder));
    return [name, folders.join(':')] as const;
  });
  return { ...Object.fromEntries(found), [layersFolderVariable]: layersFolder };
}

function logStreamName(version: string, now: number): string {
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[${version}]${randomBytes(16).toString('hex')}`;
}
