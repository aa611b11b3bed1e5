import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { mappingScope, type Rendering } from '@jobs/local-aws/testing/api-gateway';
import { recordedTemplates } from './recorded-templates.ts';

/**
 * Writes each mapping template of the stack, with the requests to render it for, as cases for tools/velocity. The
 * requests are random, from a fixed seed.
 */
const folder = join(import.meta.dirname, '../../../../tools/velocity/mapping-templates');
const requestsPerTemplate = 70;

const { context } = mappingScope({});

/** What a template sees of a request, without the values that all requests share. */
function differences(request: Rendering): object {
  const { body, parameters, context: own } = mappingScope(request);
  const isOwn = ([name, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(Reflect.get(context, name));
  return { body, parameters, context: Object.fromEntries(Object.entries(own).filter(isOwn)) };
}

for (const { name, template, requests } of recordedTemplates) {
  const lines = fc
    .sample(requests, { numRuns: requestsPerTemplate, seed: 1 })
    .map((request) => JSON.stringify(differences(request)));
  const text = `{
  "template": ${JSON.stringify(template)},
  "context": ${JSON.stringify(context)},
  "requests": [
    ${lines.join(',\n    ')}
  ]
}
`;
  writeFileSync(join(folder, `${name}.cases.json`), text);
}
