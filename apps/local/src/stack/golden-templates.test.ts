import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type MappingScope, renderScope } from '@jobs/local-aws/testing/api-gateway';
import { recordedTemplates } from '../../tools/record-templates/recorded-templates.ts';

interface Cases {
  readonly template: string;
  /** What all requests have. */
  readonly context: MappingScope['context'];
  readonly requests: readonly (Pick<MappingScope, 'body' | 'parameters'> & { readonly context: object })[];
}

/** What Apache Velocity makes of a mapping template: see tools/velocity. Null where it fails. */
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

/** Half of a surrogate pair is escaped here, so that it isn't lost, and not by json-smart. */
function withEscapes(output: Recorded | undefined): Recorded | undefined {
  const escape = (half: string) => `\\u${half.charCodeAt(0).toString(16).toUpperCase()}`;
  return output && { ...output, body: output.body.replaceAll(/\p{Surrogate}/gu, escape) };
}

describe("the stack's mapping templates", () => {
  it.each(names)('A78 give what Apache Velocity gives: %s', (name) => {
    const { template, context, requests } = readCases(name);
    const recorded = read(`${name}.json`) as readonly Recorded[];
    expect(recorded).toHaveLength(requests.length);
    for (const [at, request] of requests.entries()) {
      const scope = { ...request, stageVariables: {}, context: { ...context, ...request.context } };
      expect(withEscapes(rendered(template, scope)), JSON.stringify(scope)).toEqual(withEscapes(recorded[at]));
    }
  });

  it('are the ones that were recorded; after a change, run `npx nx record-templates local` (Java 17, Maven)', () => {
    const current = Object.fromEntries(recordedTemplates.map(({ name, template }) => [`${name}.cases.json`, template]));
    const files = readdirSync(folder).filter((file) => file.endsWith('.cases.json'));
    const recorded = Object.fromEntries(files.map((file) => [file, (read(file) as Cases).template]));
    expect(recorded).toEqual(current);
  });
});
