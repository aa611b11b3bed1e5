import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { functionFixture, lambdaFixture } from '../testing/lambda-fixture.ts';
import type { ExitReason } from './exit-reason.ts';
import { exited } from './outcome.ts';

/** A handler and the results of Lambda's own runtime client; see tools/lambda-runtime. */
interface GoldenCase {
  readonly name: string;
  readonly code: string;
  readonly file: string;
  readonly handler: string;
  readonly events: readonly unknown[];
  readonly logFormat: 'JSON' | 'Text';
  readonly logLevel?: string;
}

interface Recorded {
  readonly outcomes: readonly { readonly kind: 'result' | 'error' | 'init error'; readonly body: string }[];
  readonly log: readonly ({ readonly log: string } | { readonly output: string })[];
  /** An exit status, a signal, or that it waits for the next event. */
  readonly exit: number | string;
}

const folder = path.resolve(import.meta.dirname, '../../../../../tools/lambda-runtime/golden');
const defaults = { events: [{}], handler: 'handler.handler', file: 'handler.mjs', logFormat: 'Text' } as const;

function readGroup(group: string): (readonly [string, GoldenCase, Recorded])[] {
  const records = JSON.parse(readFileSync(path.join(folder, `${group}.json`), 'utf8')) as Record<string, Recorded>;
  const blocks = `\n${readFileSync(path.join(folder, `${group}.cases.txt`), 'utf8')}`.split('\n=== ').slice(1);
  return blocks.map((block) => {
    const headerEnd = block.indexOf('\n');
    const [name = '', settings = '{}'] = block.slice(0, headerEnd).split(' :: ', 2);
    const recorded = records[name];
    if (!recorded) throw new Error(`${group}: "${name}" is not recorded; run tools/lambda-runtime/record.mjs`);
    const golden = { ...defaults, ...(JSON.parse(settings) as object), name, code: block.slice(headerEnd + 1) };
    return [name, golden, recorded];
  });
}

/**
 * Leaves out the frames of stacks that are the runtime's and Node's, and the names of the others: the client calls the
 * handler as a method of its own.
 */
function ownFrames(value: unknown): unknown {
  if (typeof value === 'string') return ownLines(value.split('\n')).join('\n');
  if (Array.isArray(value)) {
    return value.every((each) => typeof each === 'string') ? ownLines(value) : value.map(ownFrames);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, ownFrames(each)]));
}

function ownLines(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    if (!/^ {4}at /.test(line)) return [line];
    const [place] = /\/var\/task\/[^)]*/.exec(line) ?? [];
    return place === undefined ? [] : [`    at ${place}`];
  });
}

/** A text with or without JSON at its end. */
function withOwnFrames(text: string): string {
  const start = text.search(/(?<=^|\t)\{/);
  if (start === -1) return ownFrames(text) as string;
  try {
    return text.slice(0, start) + JSON.stringify(ownFrames(JSON.parse(text.slice(start))));
  } catch {
    return ownFrames(text) as string;
  }
}

const isForeignPlace = (line: string) => line.startsWith('file:///') && !line.startsWith('file:///var/task/');

/** Log lines without the parts that depend on the Node version. */
function comparableLog(lines: readonly string[]): string[] {
  return (
    ownLines(lines)
      .map(withOwnFrames)
      .filter((_line, at, all) => !all.slice(0, at + 1).some((line) => line.includes('Native stack trace')))
      // Node prints the source line in the runtime that threw.
      .filter((_line, at, all) => !all.slice(Math.max(0, at - 2), at + 1).some((line) => isForeignPlace(line)))
      .map((line) => line.replace(/^(node:[\w/]+):\d+$/, '$1').replace(/^Node\.js v[\d.]+$/, 'Node.js'))
  );
}

function expectedOf({ events }: GoldenCase, recorded: Recorded) {
  const { outcomes, exit } = recorded;
  return {
    answers: events.map((_, index) => {
      const outcome = outcomes[index];
      if (!outcome) return { functionError: 'Unhandled', payload: exitError(`id-${index + 1}`, exit) };
      const { kind, body } = outcome;
      return kind === 'result'
        ? { functionError: undefined, payload: body }
        : { functionError: 'Unhandled', payload: withOwnFrames(body) };
    }),
    log: comparableLog(logged(recorded)),
  };
}

/** The local run ends an environment that can't load its code, without what Node prints at its end. */
function logged({ log, outcomes: [first] }: Recorded): string[] {
  const shown = first?.kind === 'init error' ? log.slice(0, log.findLastIndex((line) => 'log' in line) + 1) : log;
  return shown.map((line) => ('log' in line ? line.log : line.output));
}

function exitError(requestId: string, exit: number | string): string {
  return exited(requestId, exit as ExitReason).payload;
}

async function run({ code, file, handler, events, logFormat, logLevel }: GoldenCase) {
  const definition = functionFixture('', {
    handler,
    logFormat,
    timeoutMs: 20_000,
    ...(logLevel !== undefined && { applicationLogLevel: logLevel }),
  });
  rmSync(path.join(definition.codeFolder, 'handler.mjs'));
  writeFileSync(path.join(definition.codeFolder, file), code);
  const { lambda, logs, stepsOf } = lambdaFixture([definition]);
  const answers = [];
  for (const event of events) answers.push(await lambda.invoke('worker', JSON.stringify(event)));
  const ids = stepsOf('invocation-started').map(({ requestId }) => requestId);
  const traces = new Set<string>();
  const hide = (text: string) =>
    ids
      .reduce((hidden, id, index) => hidden.replaceAll(id, `id-${index + 1}`), text)
      .replaceAll(definition.codeFolder, '/var/task')
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '<time>')
      .replaceAll(/\(node:\d+\)/g, '(node:<pid>)')
      .replaceAll(/Root=1-[\w-]+;Parent=\w+;Sampled=\d/g, (trace) => `Root=id-${traces.add(trace).size}`)
      .replaceAll(/\d{4}\/\d\d\/\d\d\/\[\$LATEST\]\w{32}/g, 'stream');
  return {
    answers: answers.map(({ payload, functionError }) => ({
      functionError,
      payload: functionError === undefined ? hide(payload) : withOwnFrames(hide(payload)),
    })),
    log: comparableLog(logs().map(hide)),
  };
}

interface Difference {
  /** The test case that shows it, if any. */
  readonly case?: string;
  readonly reason: string;
}

/** Where the local run differs on purpose, with the reason. */
const differences = new Map(
  (JSON.parse(readFileSync(path.join(folder, '../differences.json'), 'utf8')) as readonly Difference[]).map(
    (difference) => [difference.case, difference.reason],
  ),
);

describe.each(
  readdirSync(folder).flatMap((file) => (file.endsWith('.cases.txt') ? [file.replace('.cases.txt', '')] : [])),
)('what the runtime client of nodejs24 does: %s', (group) => {
  it.each(readGroup(group))('%s', async (name, golden, recorded) => {
    const reason = differences.get(name);
    if (reason === undefined) expect(await run(golden)).toEqual(expectedOf(golden, recorded));
    else expect(await run(golden), reason).not.toEqual(expectedOf(golden, recorded));
  });
});
