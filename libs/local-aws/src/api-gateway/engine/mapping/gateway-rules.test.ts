import { describe, expect, it } from 'vitest';
import { render } from './scope.fixture.ts';

describe('a mapping template', () => {
  it('A42 runs a #foreach at most 1000 times', () => {
    expect(render('#foreach($i in [1..1500])x#end')).toHaveLength(1000);
  });

  it('A78 has the directives that the gateway supports', () => {
    const source =
      '#set($l = [1, 2])#foreach($i in $l)$foreach.count$i#if($foreach.hasNext),#else;#break#end#end#stop never';
    expect(render(source)).toBe('11,22;');
  });

  it('A78 has the methods of strings and lists', () => {
    const body = '{"s": "a-b", "l": [1]}';
    const source = `#set($s = $input.path('$.s'))$s.replaceAll("-", "+") $input.path('$.l').size() $s.contains("b") $s.length()`;
    expect(render(source, { body })).toBe('a+b 1 true 3');
  });

  it('A95 parses numbers with parseLong', () => {
    expect(render('#set($n = 0)$n.parseLong("123")')).toBe('123');
  });

  it('A95 needs #{else} before a letter', () => {
    expect(render('#if(false)a#{else}b#end')).toBe('b');
    expect(() => render('#if(false)a#elseb#end#end')).toThrow('#end without a directive');
  });

  it('A95 has no $math and $date', () => {
    expect(render('[$math.floor(1.5)][$date][$util.time]')).toBe('[][][]');
  });

  it('treats a reference without a value as true, as recorded from the gateway', () => {
    expect(render('#if($nobody)true#end #if(!$nobody)not#end #if($nobody == "")empty#end')).toBe('true  empty');
  });

  it('cannot call a removed method', () => {
    const options = {
      unknownMethod: 'null',
      isMethodAvailable: (_: string, name: string) => name !== 'matches',
    } as const;
    const source = '#set($s = "1")#if($s.matches("[0-9]") == true)digit#{else}unknown#end';
    expect([render(source), render(source, {}, options)]).toEqual(['digit', 'unknown']);
  });
});
