import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type MappingScope, renderScope } from '@jobs/local-aws/testing/api-gateway';
import { recordedTemplates } from '../../tools/record-templates/recorded-templates.ts';

interface Cases {
  readonly template: string;
  /** The context that all requests share. */
  readonly context: MappingScope['context'];
  readonly requests: readonly (Pick<MappingScope, 'body' | 'parameters'> & { readonly context: object })[];
}

/** The output of Apache Velocity for a mapping template, see tools/velocity; null if it fails. */
type Recorded = { readonly body: string; readonly status?: number; readonly headers: Record<string, string> } | null;

const folder = join(import.meta.dirname, '../../../../tools/velocity/mapping-templates');
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown;
const readCases = (name: string) => read(`${name}.cases.json`) as Cases;
const names = recordedTemplates.map(({ name }) => name);

function rendered(template: string, scope: MappingScope): Recorded {
  try {
    const { body, responseOverride } = renderScope(template, scope);
    const { status, header } = responseOverride;
    return { body, ...(status !== undefined && { status }), headers: header };
  } catch (failure) {
    if (failure instanceof Error && failure.name === 'VtlError') return null;
    throw failure;
  }
}

/** Escapes lone surrogates, which json-smart leaves unescaped and a comparison would lose. */
function withEscapes(output: Recorded | undefined): Recorded | undefined {
  const escape = (half: string) => `\\u${half.charCodeAt(0).toString(16).toUpperCase()}`;
  return output && { ...output, body: output.body.replaceAll(/\p{Surrogate}/gu, escape) };
}

describe("the stack's mapping templates", () => {
  it.each(names)('A78 render the same as Apache Velocity: %s', (name) => {
    const { template, context, requests } = readCases(name);
    const recorded = read(`${name}.json`) as readonly Recorded[];
    expect(recorded).toHaveLength(requests.length);
    for (const [at, request] of requests.entries()) {
      const scope = { ...request, stageVariables: {}, context: { ...context, ...request.context } };
      expect(withEscapes(rendered(template, scope)), JSON.stringify(scope)).toEqual(withEscapes(recorded[at]));
    }
  });

  it('match the recorded ones; after a change, run `npx nx record-templates local` (needs Java 17 and Maven)', () => {
    const current = Object.fromEntries(recordedTemplates.map(({ name, template }) => [`${name}.cases.json`, template]));
    const files = readdirSync(folder).filter((file) => file.endsWith('.cases.json'));
    const recorded = Object.fromEntries(files.map((file) => [file, (read(file) as Cases).template]));
    expect(recorded).toEqual(current);
  });
});
