import { describe, expect, it } from 'vitest';
import { compileJsonPath } from './json-path.ts';

const event = {
  'detail-type': 'type',
  detail: { list: [{ n: 1 }, { n: 2 }, { m: 3 }], 'odd name': 'x', empty: null },
};

describe('a JSON path', () => {
  it.each([
    ['$', event],
    ['$.detail-type', 'type'],
    ["$['detail-type']", 'type'],
    ['$.detail.list[1].n', 2],
    ['$.detail["odd name"]', 'x'],
    ['$.detail.empty', null],
    ['$.detail.list[*].n', [1, 2]],
    ['$.detail.list.*', event.detail.list],
    ['$.detail.list[9]', undefined],
    ['$.detail.none.deeper', undefined],
    ['$.detail.toString', undefined],
    ['$.detail-type.length', undefined],
  ])('%s', (path, value) => {
    expect(compileJsonPath(path)?.(event)).toEqual(value);
  });

  it.each(['detail', '$detail', '$..detail', '$.detail[?(@.n)]', '$.detail[', '$.', ''])(
    '%j is not a JSON path',
    (path) => {
      expect(compileJsonPath(path)).toBeUndefined();
    },
  );
});
