import { describe, expect, it } from 'vitest';
import { compileTemplate, HostObject, method, type RenderHooks, VtlError } from './index.ts';

const render = (source: string, variables: Record<string, unknown>, hooks: RenderHooks = {}) =>
  compileTemplate(source, 'test.vtl').render(variables, hooks);

describe('unknownMethod', () => {
  it('is an error by default', () => {
    expect(() => render('$s.foo()', { s: 'a' })).toThrow(VtlError);
  });

  it('can be null, as in Velocity', () => {
    expect(render('[$s.foo()][$!s.foo()]', { s: 'a' }, { unknownMethod: 'null' })).toBe('[$s.foo()][]');
  });
});

describe('isMethodAvailable', () => {
  it('takes methods away by type and name', () => {
    const hooks: RenderHooks = {
      unknownMethod: 'null',
      isMethodAvailable: (typeName, name) => !(typeName === 'String' && name === 'matches'),
    };
    expect(render('[$!s.matches("a")][$s.length()]', { s: 'a' }, hooks)).toBe('[][1]');
  });

  it('makes a method that was taken away an unknown one', () => {
    expect(() => render('$s.length()', { s: 'a' }, { isMethodAvailable: () => false })).toThrow(
      'has no method length()',
    );
  });
});

describe('maxLoops', () => {
  it('ends a loop quietly after that many iterations', () => {
    expect(render('#foreach($i in [1..9])$i#end', {}, { maxLoops: 3 })).toBe('123');
  });

  it('counts each loop by itself', () => {
    const source = '#foreach($i in [1..2])#foreach($j in [1..9])$j#end;#end';
    expect(render(source, {}, { maxLoops: 2 })).toBe('12;12;');
  });
});

describe('a host object', () => {
  const greeter = new HostObject({
    typeName: '$greeter',
    property: (name) => (name === 'language' ? 'en' : undefined),
    methods: { greet: [method(['text'], (_, name) => `Hello ${name}`), method([], () => 'Hello')] },
  });

  it('shows the methods and properties that it defines', () => {
    expect(render('$greeter.greet("Ada") $greeter.greet() $greeter.language', { greeter })).toBe('Hello Ada Hello en');
  });

  it('shows nothing else', () => {
    expect(render('[$!greeter.definition][$!greeter.typeName]', { greeter })).toBe('[][]');
    expect(() => render('$greeter.shout(5)', { greeter })).toThrow('$greeter has no method shout(Integer)');
  });
});
