/** The parts that must detect a contract change that nothing else follows. */
export const parts = ['gateway model', 'functions', 'SDK', 'collection', 'docs'] as const;

export type Part = (typeof parts)[number];

/** One of the checks that CI runs, or a part of it. */
export interface Check {
  readonly part: Part;
  readonly name: string;
  /** The folder in the workspace that it runs in. */
  readonly folder: string;
  readonly command: readonly string[];
}

const vitest = ['node', '../../node_modules/vitest/vitest.mjs', 'run'];
const newman = ['node', '--conditions=@jobs/source', 'tools/checks/src/collection/main.ts'];

/** The collection from before the contract changed, as users have imported it. */
export const importedCollection = 'postman/imported.json';

export const checks: readonly Check[] = [
  {
    part: 'gateway model',
    name: 'black-box tests',
    folder: 'apps/e2e',
    command: [...vitest, 'src/jobs.test.ts', 'src/rejections.test.ts'],
  },
  // The black-box tests use their own contract, so a renamed parameter only shows in a caller's requests.
  {
    part: 'gateway model',
    name: 'a collection imported before',
    folder: '.',
    command: [...newman, importedCollection],
  },
  { part: 'functions', name: 'types', folder: '.', command: ['tsc', '-b', 'libs/domain', 'apps/processor'] },
  {
    part: 'functions',
    name: 'tests',
    folder: 'libs/domain',
    command: [...vitest, 'src/job.test.ts', 'src/process-job.test.ts'],
  },
  { part: 'SDK', name: 'type tests', folder: 'libs/client-sdk', command: [...vitest, '--typecheck.only'] },
  {
    part: 'SDK',
    name: 'TypeScript of the docs',
    folder: 'libs/client-sdk',
    command: [...vitest, 'src/documentation.test.ts'],
  },
  { part: 'collection', name: 'newman', folder: '.', command: newman },
  {
    part: 'collection',
    name: 'newman, as imported before',
    folder: '.',
    command: [...newman, importedCollection],
  },
  { part: 'docs', name: 'examples', folder: 'libs/contract', command: [...vitest, 'src/documentation.test.ts'] },
  { part: 'docs', name: 'TypeScript', folder: 'libs/client-sdk', command: [...vitest, 'src/documentation.test.ts'] },
];
