import { readdirSync, readFileSync } from 'node:fs';
import { JavaDouble } from '../index.ts';

/** A template with its variables, and what Apache Velocity made of it. */
export interface GoldenCase {
  readonly name: string;
  readonly template: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Output of Velocity 1.7; null where it refuses the template or fails. */
  readonly expected: GoldenOutput;
  /** The same of velocity-engine-core 2.4.1 with the settings of 1.x. */
  readonly expectedOf2: GoldenOutput;
}

export interface GoldenOutput {
  /** With an undefined reference printing its source. */
  readonly stock: string | null;
  /** With an undefined reference being an empty string. */
  readonly quiet: string | null;
}

type Outputs = Readonly<Record<string, GoldenOutput>>;

const folder = import.meta.dirname;

/** All recorded cases by group; see `tools/velocity` for how they are made. */
export function readGolden(): ReadonlyMap<string, readonly GoldenCase[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.cases.vtl'));
  return new Map(files.map((file) => file.replace('.cases.vtl', '')).map((group) => [group, readGroup(group)]));
}

function readGroup(group: string): readonly GoldenCase[] {
  const outputs = readOutputs(group, '1.7');
  const outputsOf2 = readOutputs(group, '2.4.1');
  const blocks = `\n${readFileSync(`${folder}/${group}.cases.vtl`, 'utf8')}`.split('\n=== ').slice(1);
  return blocks.map((block) => {
    const headerEnd = block.indexOf('\n');
    const [name = '', variables = '{}'] = block.slice(0, headerEnd).split(' :: ', 2);
    const [expected, expectedOf2] = [outputs[name], outputsOf2[name]];
    if (!expected || !expectedOf2) throw new Error(`${group}: "${name}" is not recorded; run tools/velocity`);
    const template = block.slice(headerEnd + 1).replace(/\n$/, '');
    return { name, template, variables: parseVariables(variables), expected, expectedOf2 };
  });
}

function readOutputs(group: string, version: string): Outputs {
  return JSON.parse(readFileSync(`${folder}/${group}.${version}.json`, 'utf8')) as Outputs;
}

/** JSON as Java reads it: `5.0` is a Double, and a large whole number keeps its digits. */
function parseVariables(json: string): Readonly<Record<string, unknown>> {
  const revive = (_key: string, value: unknown, context: { readonly source: string }): unknown => {
    if (typeof value !== 'number') return value;
    if (/[.e]/i.test(context.source)) return new JavaDouble(value);
    return Number.isSafeInteger(value) ? value : BigInt(context.source);
  };
  return JSON.parse(json, revive as (key: string, value: unknown) => unknown) as Readonly<Record<string, unknown>>;
}
