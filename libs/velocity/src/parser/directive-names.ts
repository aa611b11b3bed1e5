/** Words after `#` that belong to the grammar itself. */
export const controlWords: ReadonlySet<string> = new Set(['if', 'elseif', 'else', 'end', 'stop', 'set']);

/** Other directives that stock Velocity has, whether or not this engine runs them. */
export const stockDirectives: ReadonlySet<string> = new Set([
  'foreach',
  'break',
  'define',
  'include',
  'parse',
  'macro',
  'evaluate',
  'literal',
]);
