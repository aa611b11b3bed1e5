import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import process from 'node:process';

const root = resolve(import.meta.dirname, '../../..');

/** The projects with targets that are run for a stage: those whose executor is the workspace's own. */
const projects = 'apps/{infra,e2e}/package.json';

/** Adds a configuration for each stage in apps/infra/src/stages/stages.ts to each target that runs for a stage. */
export const createNodesV2 = [
  projects,
  (files) => {
    const configurations = Object.fromEntries(stageNames().map((stage) => [stage, {}]));
    return files.map((file) => {
      const targets = Object.fromEntries(stageTargets(file).map((name) => [name, { configurations }]));
      return [file, { projects: { [dirname(file)]: { targets } } }];
    });
  },
];

/** Rejects an unknown stage: Nx would silently use the target's default one. */
export function preTasksExecution(_options, { argv }) {
  const targets = ['infra', 'e2e'].flatMap((project) => stageTargets(`apps/${project}/package.json`));
  const asked = stageOf(argv.slice(2), targets);
  const stages = stageNames();
  if (asked === undefined || stages.includes(asked)) return;
  const known = stages.map((stage) => `--configuration=${stage}`).join(' or ');
  throw new Error(`Unknown stage '${asked}'. Give ${known}, or add it to apps/infra/src/stages/stages.ts.`);
}

/**
 * The configuration in an Nx command line for one of the targets, as in `nx deploy infra -c prod` or `nx run
 * infra:deploy:prod`.
 */
function stageOf(args, targets) {
  const words = args.flatMap((arg) => arg.split(/[:,=]/));
  if (!words.some((word) => targets.includes(word))) return undefined;
  const [command, task = ''] = args;
  const [, , configuration] = command === 'run' ? task.split(':') : [];
  if (configuration) return configuration;
  const index = args.findIndex((arg) => /^(?:-c|--configuration)(?:=|$)/.test(arg));
  if (index < 0) return undefined;
  return args[index].includes('=') ? args[index].split('=')[1] : args[index + 1];
}

/** The targets of a project that are run for a stage. */
function stageTargets(file) {
  const { nx } = JSON.parse(readFileSync(join(root, file), 'utf8'));
  return Object.entries(nx.targets ?? {})
    .filter(([, { executor }]) => executor?.startsWith('@jobs/'))
    .map(([name]) => name);
}

/** Reads the stages with the workspace's own Node, which runs TypeScript, whatever version Nx itself runs on. */
function stageNames() {
  const module = join(root, 'apps/infra/src/stages/stages.ts');
  const script = `import { stages } from ${JSON.stringify(module)}; console.log(JSON.stringify(Object.keys(stages)))`;
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  try {
    const output = execFileSync('node', ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { ...process.env, PATH: path },
      stdio: 'pipe',
    });
    return JSON.parse(output);
  } catch (error) {
    throw new Error(`Cannot read the stages in ${module}:\n${error.stderr ?? error.message}`, { cause: error });
  }
}
