import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { atLambdasPath } from './log-bytes.ts';

it.each(['/jobs', '/a folder (odd)/pâté & more/deep/jobs', '/tmp/#1?/jobs'])(
  'a stack trace in %s has the same length as on Lambda',
  (folder) => {
    const file = pathToFileURL(`${folder}/dist/index.mjs`).href;
    const line = JSON.stringify({ stack: [`Error: x`, `    at run (${file}:1:23)`, `    at async ${file}:4:5`] });

    expect(JSON.parse(atLambdasPath(line))).toEqual({
      stack: [
        'Error: x',
        '    at run (file:///var/task/index.mjs:1:23)',
        '    at async file:///var/task/index.mjs:4:5',
      ],
    });
  },
);
