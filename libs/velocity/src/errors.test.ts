import { describe, expect, it } from 'vitest';
import { compileTemplate, VtlError } from './index.ts';

function failureOf(source: string, variables: Record<string, unknown> = {}): VtlError {
  try {
    compileTemplate(source, 'get-job.vtl').render(variables);
  } catch (failure) {
    if (failure instanceof VtlError) return failure;
    throw failure;
  }
  throw new Error(`no error from ${source}`);
}

describe('an error of a template', () => {
  it.each([
    ['an unknown directive', 'a\nb\n#foo($x)', 3, 'unknown directive #foo'],
    ['a directive of Velocity that is not supported', '#macro(x)#end', 1, '#macro is not supported'],
    ['#evaluate', '\n#evaluate("a")', 2, '#evaluate is not supported'],
    ['#parse', '#parse("a.vtl")', 1, '#parse is not supported'],
    ['#include', '#include("a.vtl")', 1, '#include is not supported'],
    ['an #if that is not closed', 'a\n#if(true)\nb', 2, '#if is not closed'],
    ['an #elseif block that is not closed', '#if(true)\n#elseif(true)', 1, '#if is not closed'],
    ['a #foreach that is not closed', '\n\n#foreach($i in [1])', 3, '#foreach is not closed'],
    ['a #define that is not closed', '#define($x)', 1, '#define is not closed'],
    ['a stray #end', 'a\n#end', 2, '#end without'],
    ['an expression', '\n#if($a ==)#end', 2, 'expected a value'],
    ['a string', '#set($a = "x)', 1, 'a string is not closed'],
    ['an error inside a string', '\n#set($a = "\n#if(true)")', 3, '#if is not closed'],
    ['an unknown method', 'a\n$s.foo(1, "x")', 2, 'String has no method foo(Integer, String)'],
    ['an unknown method of a list', '$l.push(1)', 1, 'List has no method push(Integer)'],
    ['a method that fails', '\n$s.substring(9)', 2, 'String.substring: begin 9, end 3, length 3'],
    ['an index that fails', '\n\n$l[7]', 3, 'index 7, size 1'],
    ['an assignment to a method', '\n#set($l.size() = 1)', 2, "can't assign to the method size()"],
  ])('names template and line: %s', (_, source, line, problem) => {
    const failure = failureOf(source, { s: 'abc', l: [1] });
    expect(failure).toMatchObject({ name: 'VtlError', code: 'VTL_ERROR', template: 'get-job.vtl', line });
    expect(failure.message).toContain(`get-job.vtl, line ${line}: `);
    expect(failure.message).toContain(problem);
  });

  it('names the part of a regular expression that JavaScript cannot express', () => {
    expect(failureOf('$s.matches("a++")', { s: 'abc' }).message).toContain('possessive quantifier');
  });

  it('is a VtlError when blocks are nested too deeply to be rendered', () => {
    const depth = 50_000;
    expect(() => compileTemplate('#if(true)'.repeat(depth) + '#end'.repeat(depth), 'deep.vtl').render({})).toThrow(
      VtlError,
    );
  });
});
