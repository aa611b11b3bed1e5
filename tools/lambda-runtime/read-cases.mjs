import { readFileSync } from 'node:fs';

/**
 * Reads the cases of a file: `=== name`, or `=== name :: {"events": …}`, followed by the handler's code.
 * @param {string} file
 */
export function readCases(file) {
  const blocks = `\n${readFileSync(file, 'utf8')}`.split('\n=== ').slice(1);
  return blocks.map((block) => {
    const headerEnd = block.indexOf('\n');
    const [name = '', settings = '{}'] = block.slice(0, headerEnd).split(' :: ', 2);
    return { name, ...defaults, ...JSON.parse(settings), code: block.slice(headerEnd + 1) };
  });
}

/** One invocation of `handler.handler` in `handler.mjs`, with text logs. */
const defaults = { events: [{}], handler: 'handler.handler', file: 'handler.mjs', logFormat: 'Text' };
