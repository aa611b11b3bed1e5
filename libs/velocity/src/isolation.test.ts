import { describe, expect, it } from 'vitest';
import { compileTemplate, VtlError } from './index.ts';

const names = ['constructor', '__proto__', 'prototype', 'toLocaleString', 'hasOwnProperty', 'valueOf', 'class'];
const variables = () => ({ s: 'text', n: 1, t: true, l: [1], m: { a: 1 }, d: 1.5 });

describe('what belongs to JavaScript', () => {
  it.each(names)('is a missing property: %s', (name) => {
    // A property can't start with an underscore, an index can.
    const access = name.startsWith('_') ? [`["${name}"]`] : [`.${name}`, `["${name}"]`];
    const source = Object.keys(variables())
      .flatMap((root) => access.map((step) => `[$!${root}${step}]`))
      .join('');
    const output = compileTemplate(source, 'test.vtl').render(variables(), { unknownMethod: 'null' });
    expect(output).toMatch(/^(?:\[\]){6,12}$/);
  });

  it.each(names.filter((name) => !['valueOf', 'toString'].includes(name) && !name.startsWith('_')))(
    'is an unknown method: %s',
    (name) => {
      for (const root of Object.keys(variables())) {
        expect(() => compileTemplate(`$${root}.${name}()`, 'test.vtl').render(variables())).toThrow(VtlError);
      }
    },
  );

  it('is not a variable', () => {
    expect(compileTemplate('$constructor $toString', 'test.vtl').render({})).toBe('$constructor $toString');
  });

  it('is not changed by a template that uses its names', () => {
    const source = '#set($m["__proto__"] = {"x": 1})#set($m.constructor = "c")$m.get("__proto__") $m.x $m';
    const output = compileTemplate(source, 'test.vtl').render({ m: {} });
    expect(output).toBe('{x=1} $m.x {__proto__={x=1}, constructor=c}');
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });
});

describe('variables', () => {
  it('are not changed in the caller, when they are plain objects and arrays', () => {
    const given = { m: { a: 1 }, l: [1] };
    expect(compileTemplate('#set($m.b = 2)$l.add(2) $m $l', 'test.vtl').render(given)).toBe('true {a=1, b=2} [1, 2]');
    expect(given).toEqual({ m: { a: 1 }, l: [1] });
  });

  it('are the same for each rendering', () => {
    const template = compileTemplate('[$!x]#set($x = 1)$x', 'test.vtl');
    expect([template.render({}), template.render({})]).toEqual(['[]1', '[]1']);
  });

  it('that are functions are rejected', () => {
    expect(() => compileTemplate('$f', 'test.vtl').render({ f: () => 1 })).toThrow(TypeError);
  });
});
