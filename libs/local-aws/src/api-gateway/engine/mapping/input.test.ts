import { describe, expect, it } from 'vitest';
import { render } from './scope.fixture.ts';

const withBody = (body: string) => ({ body });

describe('$input.path', () => {
  it('A59 prints an object as a Java map', () => {
    expect(render("$input.path('$')", withBody('{"foo": "bar"}'))).toBe('{foo=bar}');
    const separators = '{"bigger": "dict", "to": "test", "with": "separators"}';
    expect(render("$input.path('$')", withBody(separators))).toBe('{bigger=dict, to=test, with=separators}');
  });

  it('A59 prints an array as compact JSON, also inside an object', () => {
    expect(render("$input.path('$')", withBody('[{"foo": "bar"}]'))).toBe('[{"foo":"bar"}]');
    expect(render("$input.path('$')", withBody('{"foo": [{"nested": "bar"}]}'))).toBe('{foo=[{"nested":"bar"}]}');
  });

  it('A59 returns values with indexes, properties and toString()', () => {
    const body = withBody('{"a": ["x", "y"], "nested": {"props": {"k": 1}}}');
    const source = "$input.path('$.a')[0] $input.path('$').nested.props $input.path('$.a').toString()";
    expect(render(source, body)).toBe('x {k=1} ["x","y"]');
  });

  const emptiness = [
    `{"body": $input.path('$.body'), "nested": $input.path('$.body.nested'), `,
    `"isNull": "#if($input.path('$.body') == $null)true#{else}false#end", `,
    `"isEmptyString": "#if($input.path('$.body') == "")true#{else}false#end"}`,
  ].join('');

  it.each([
    ['a missing key', '{}'],
    ['null', '{"body": null}'],
    ['an empty body', ''],
  ])('A60 is the empty string, and equal to $null, for %s', (_, body) => {
    expect(render(emptiness, withBody(body))).toBe('{"body": , "nested": , "isNull": "true", "isEmptyString": "true"}');
  });

  it('A60 distinguishes an empty list from a missing value', () => {
    const expected = '{"body": [], "nested": , "isNull": "false", "isEmptyString": "false"}';
    expect(render(emptiness, withBody('{"body": []}'))).toBe(expected);
  });

  it('is an empty string, and so true in a condition, when the path matches nothing', () => {
    expect(render("#if($input.path('$.x'))true#{else}false#end")).toBe('true');
  });

  it('distinguishes integers from fractions, as Java does', () => {
    const body = withBody('{"i": 5, "d": 5.0, "l": 1795000000000, "e": 1e3}');
    expect(render("#set($b = $input.path('$'))$b.i $b.d $b.l $b.e", body)).toBe('5 5.0 1795000000000 1000.0');
  });

  it('returns a mutable structure', () => {
    const source = "#set($b = $input.path('$'))#set($b.c = 3)$input.json('$')";
    expect(render(source, withBody('{"a": 1}'))).toBe('{"a":1,"c":3}');
  });

  it('matches nothing in a body that is not JSON', () => {
    expect(render("[$input.path('$.a')]", withBody('a=1'))).toBe('[]');
  });
});

describe('$input.json', () => {
  it('A61 returns compact JSON that stays valid', () => {
    const body = withBody('{ "a": "say \\"hi\\"\\n", "b": [1, {"c": null}], "d": "é" }');
    expect(render("$input.json('$')", body)).toBe('{"a":"say \\"hi\\"\\n","b":[1,{"c":null}],"d":"é"}');
    expect(render("$input.json('$.a')", body)).toBe('"say \\"hi\\"\\n"');
    expect(render("$input.json('$.b')", body)).toBe('[1,{"c":null}]');
  });

  it('keeps the order of numeric-looking keys, and keys such as __proto__', () => {
    const text = '{"b":1,"2":2,"1":3,"__proto__":{"x":4},"constructor":5}';
    expect(render("$input.json('$')", withBody(text))).toBe(text);
  });
});

describe('$input.body', () => {
  it('A64 is the text of the body, JSON or not', () => {
    expect(render('$input.body', withBody('{"a":  1}'))).toBe('{"a":  1}');
    expect(render('$input.body', withBody('not JSON'))).toBe('not JSON');
    expect(render('[$input.body.foo]', withBody('{"foo": 1}'))).toBe('[]');
  });

  it('A65 is {} when the body is empty', () => {
    expect(render('$input.body $util.urlEncode($input.body)')).toBe('{} %7B%7D');
  });
});

describe('$input.params', () => {
  const parameters = {
    path: { a: 'path' },
    querystring: { a: 'query', b: 'query' },
    header: { a: 'header', b: 'header', c: 'header' },
  };

  it('A63 looks in path, query string and header, in this order', () => {
    expect(render("$input.params('a') $input.params('b') $input.params('c')", { parameters })).toBe(
      'path query header',
    );
  });

  it('A63 is an empty string for a missing parameter', () => {
    expect(render(`"petId":"$input.params('petId')"`, { parameters })).toBe('"petId":""');
    expect(render("$input.params('x').length()", { parameters })).toBe('0');
  });

  it('A63 returns a map of maps without a name', () => {
    const source = "$input.params().keySet() $input.params().querystring.get('b') [$input.params().header.get('x')]";
    expect(render(source, { parameters })).toBe('[path, querystring, header] query []');
  });

  it('A94 finds only the spelling that was sent', () => {
    const header = { 'idempotency-key': 'k1' };
    const source = "[$input.params('Idempotency-Key')][$input.params('idempotency-key')]";
    expect(render(source, { parameters: { ...parameters, header } })).toBe('[][k1]');
  });

  it('does not find inherited JavaScript properties', () => {
    expect(render("[$input.params('constructor')][$input.params('__proto__')]", { parameters })).toBe('[][]');
  });
});
