import { describe, expect, it } from 'vitest';
import { render } from './scope.fixture.ts';

const body = JSON.stringify({
  store: { book: [{ t: 'A', p: 8 }, { t: 'B', p: 9 }, { t: 'C' }], 'a b': { 'c.d': 1 } },
  list: [0, 1, 2, 3],
  'x-y': true,
  "it's": 'quoted',
});

describe('a path', () => {
  it.each([
    ['$.store.book[0].t', '"A"'],
    ['$.store.book[-1].t', '"C"'],
    ["$['store']['book'][1]['t']", '"B"'],
    ['$["store"]["a b"]["c.d"]', '1'],
    ["$.store['a b']['c.d']", '1'],
    ['$.x-y', 'true'],
    ["$['it\\'s']", '"quoted"'],
    ['$.list[0,2]', '[0,2]'],
    ['$.list[1:3]', '[1,2]'],
    ['$.list[:2]', '[0,1]'],
    ['$.list[-2:]', '[2,3]'],
    ['$.list[*]', '[0,1,2,3]'],
    ['$.store.book[*].p', '[8,9]'],
    ['$.store.book.*.t', '["A","B","C"]'],
    ['$..t', '["A","B","C"]'],
    ['$..book[0].t', '["A"]'],
    ["$.store.book[0]['t','p']", '["A",8]'],
    ['list[1]', '1'],
  ])('%s', (path, expected) => {
    const escaped = path.replaceAll('"', '""');
    expect(render(`#set($d = "$")#set($p = "${escaped.replace('$', '${d}')}")$input.json($p)`, { body })).toBe(
      expected,
    );
  });

  it.each(['$.store.nothing', '$.list[9]', '$.list.x', '$.store[0]', "$['nothing']"])('matches nothing: %s', (path) => {
    expect(render(`[$input.path("${path}")]`, { body })).toBe('[]');
  });

  it.each(['$..nothing', '$.store.book[7,8]'])(
    'is an empty list when an indefinite path matches nothing: %s',
    (path) => {
      expect(render(`$input.path('${path}')`, { body })).toBe('[]');
    },
  );

  it.each(['$.store.book[?(@.p > 8)]', '$.list.length()', '$.list[', '$.'])(
    'is rejected and named in the error: %s',
    (path) => {
      expect(() => render(`$input.path('${path}')`, { body })).toThrow(`the path ${path}`);
    },
  );
});
