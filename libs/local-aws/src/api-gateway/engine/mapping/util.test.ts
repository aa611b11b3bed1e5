import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { render } from './scope.fixture.ts';

describe('$util', () => {
  it('A66 escapeJavaScript also escapes an apostrophe; a template must undo that for JSON', () => {
    const body = '{"a": "it\'s \\"quoted\\"\\n"}';
    expect(render("$util.escapeJavaScript($input.path('$.a'))", { body })).toBe('it\\\'s \\"quoted\\"\\n');
    const undone = `"$util.escapeJavaScript($input.path('$.a')).replaceAll("\\\\'", "'")"`;
    expect(JSON.parse(render(undone, { body }))).toBe('it\'s "quoted"\n');
  });

  it('escapeJavaScript returns JSON of the same value, except for the apostrophe', () => {
    const template = `"$util.escapeJavaScript($input.path('$.a')).replaceAll("\\\\'", "'")"`;
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // An escaped backslash before an apostrophe looks like an escaped apostrophe to the template.
        fc.pre(!text.includes("\\'"));
        expect(JSON.parse(render(template, { body: JSON.stringify({ a: text }) }))).toBe(text);
      }),
    );
  });

  it('A68 parseJson returns objects and lists that can be traversed', () => {
    const source = `#set($o = $util.parseJson('{"a": {"b": [1, "x"]}}'))$o.a.b[1] $o.a.b.size() $util.parseJson("[123]")[0]`;
    expect(render(source)).toBe('x 2 123');
  });

  it('parseJson fails if the text is not JSON', () => {
    expect(() => render('$util.parseJson("{")')).toThrow('$util.parseJson: not JSON');
  });

  it.each(['%%%', 'YQ=', 'Y', 'YWI=YWI=', 'YW Jj', '=', '==', '====', 'Y===', 'YWJjY==', 'YWJ=='])(
    'V7 base64Decode of %s is an error',
    (text) => {
      expect(() => render(`$util.base64Decode('${text}')`)).toThrow('$util.base64Decode');
    },
  );

  it.each(['YQ==', 'YQ', 'YWI=', 'YWJj', ''])('base64Decode accepts %s', (text) => {
    expect(render(`$util.base64Decode('${text}')`)).toBe(
      'abc'.slice(0, Math.floor((text.replaceAll('=', '').length * 3) / 4)),
    );
  });

  it('base64Decode handles the largest possible body', () => {
    const input = { body: JSON.stringify({ text: 'YWJj'.repeat(2_400_000) }) };
    expect(render("$util.base64Decode($input.path('$.text')).length()", input)).toBe('7200000');
  });

  it('A65 urlEncode writes a space as a plus', () => {
    expect(render("$util.urlEncode('a b&c=é/~*.-_!')")).toBe('a+b%26c%3D%C3%A9%2F%7E*.-_%21');
  });

  it('A68 urlDecode undoes it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const body = JSON.stringify({ a: text });
        const source = "$util.urlDecode($util.urlEncode($input.path('$.a')))";
        expect(render(source, { body })).toBe(text);
      }),
    );
  });

  it('A68 base64Encode and base64Decode work on UTF-8', () => {
    expect(render("$util.base64Encode('Grüße') $util.base64Decode('R3LDvMOfZQ==')")).toBe('R3LDvMOfZQ== Grüße');
  });

  it.each(['toJson', 'autoId', 'error', 'qr'])('A68 has no %s', (name) => {
    expect(() => render(`$util.${name}("x")`)).toThrow(`$util has no method ${name}(String)`);
  });
});
