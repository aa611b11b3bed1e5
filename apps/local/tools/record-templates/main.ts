import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { mappingScope, type Rendering } from '@jobs/local-aws/testing/api-gateway';
import { recordedTemplates } from './recorded-templates.ts';

/**
 * Writes each mapping template of the stack, with the requests that it is rendered for, as cases for tools/velocity:
 * random ones, and always the same.
 */
const folder = join(import.meta.dirname, '../../../../tools/velocity/mapping-templates');
const requestsATemplate = 70;

const { context } = mappingScope({});

/** What a template sees of a request, without what is the same for all. */
function differences(request: Rendering): object {
  const { body, parameters, context: own } = mappingScope(request);
  const isOwn = ([name, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(Reflect.get(context, name));
  return { body, parameters, context: Object.fromEntries(Object.entries(own).filter(isOwn)) };
}

for (const { name, template, requests } of recordedTemplates) {
  const lines = fc
    .sample(requests, { numRuns: requestsATemplate, seed: 1 })
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
