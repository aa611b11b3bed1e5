import type { Random } from './random.ts';

/** JSON, almost JSON, or anything else a client can send where JSON is expected. */
export function hostileJson(random: Random, plausible: Readonly<Record<string, unknown>>): Buffer {
  if (random.oneIn(400)) return Buffer.alloc(random.below(11 * 1024 * 1024), random.pick(['a', ' ', '[', '"', '\0']));
  if (random.oneIn(10)) return random.bytes(random.below(500));
  if (random.oneIn(8)) return Buffer.from(random.pick(texts));
  if (random.oneIn(8)) return deep(random);
  const value = JSON.stringify(oddObject(random, plausible));
  if (random.oneIn(6)) return cut(random, value);
  return Buffer.from(value);
}

/** A plausible object with some odd values. */
function oddObject(random: Random, plausible: Readonly<Record<string, unknown>>): unknown {
  const odd: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(plausible))
    if (!random.oneIn(8)) odd[key] = random.oneIn(3) ? oddValue(random) : value;
  if (random.oneIn(3)) define(odd, random.pick(keys), oddValue(random));
  return random.oneIn(10) ? oddValue(random) : odd;
}

function oddValue(random: Random): unknown {
  const kinds: readonly [() => unknown, ...(() => unknown)[]] = [
    () => null,
    () => random.pick([0, -1, 1.5, 1e308, -1e-308, 2 ** 53, true, false] as const),
    () => random.text(60),
    () => random.pick(keys),
    () => 'x'.repeat(random.below(3000)),
    () => [oddText(random), null, [[]], {}],
    () => define({}, random.pick(keys), { S: random.text(20) }),
    () => ({ [random.pick(['S', 'N', 'B', 'SS', 'NS', 'M', 'L', 'NULL', 'BOOL'])]: oddText(random) }),
    () => Object.fromEntries(Array.from({ length: random.below(200) }, (_, at) => [`k${at}`, at])),
  ];
  return random.pick(kinds)();
}

const oddText = (random: Random) => random.text(20);

/** Sets a key such as `__proto__`, which an assignment would treat specially. */
function define(target: object, key: string, value: unknown): object {
  return Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function deep(random: Random): Buffer {
  const depth = random.pick([10, 100, 1000, 10_000, 200_000] as const);
  const [open, close] = random.pick([
    ['[', ']'],
    ['{"a":', '}'],
    ['{"__proto__":', '}'],
    ['{"M":{"a":', '}}'],
    ['{"seconds":[', ']}'],
  ] as const);
  const closed = random.oneIn(2) ? close.repeat(depth) : '';
  return Buffer.from(`${open.repeat(depth)}1${closed}`);
}

function cut(random: Random, json: string): Buffer {
  const at = random.below(json.length + 1);
  return Buffer.from(
    json.slice(0, at) +
      random.pick(['', '\0', '"', '\\', '}}', '\ud800', json] as const) +
      json.slice(at + random.below(3)),
  );
}

const keys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'seconds',
  'id',
  '',
  '$',
  '__defineGetter__',
] as const;
const texts = [
  '',
  ' ',
  'null',
  'NaN',
  '{"seconds":1,"seconds":2}',
  '{"seconds":1e999}',
  '{"seconds":00}',
  '{"seconds":9007199254740993}',
  '{"__proto__":{"seconds":1}}',
  '{"constructor":{"prototype":{"polluted":true}},"seconds":400}',
  '\ufeff{"seconds":400}',
  '{"seconds":400}\0',
  '{"seconds":"\\ud800"}',
  '"\\u0000"',
  '/* */{}',
  "{'seconds':1}",
  '<x/>',
] as const;
