import type { Random } from './random.ts';

/** Bytes that are not HTTP, barely HTTP, or self-contradictory HTTP. */
export function malformed(random: Random): Buffer {
  return random.pick(generators)(random);
}

const host = 'host: localhost\r\n';
const generators: readonly [Generator, ...Generator[]] = [
  (random) => random.bytes(1 + random.below(2000)),
  (random) => Buffer.from(`${random.text(20)} ${random.text(200)} ${random.text(20)}\r\n${host}\r\n`),
  (random) => Buffer.from(`GET /dev/jobs/1 HTTP/${random.pick(['0.9', '1.2', '2.0', '9.9', 'x', ''])}\r\n${host}\r\n`),
  (random) => Buffer.from(`${'A'.repeat(random.below(5000))} / HTTP/1.1\r\n${host}\r\n`),
  (random) => Buffer.from(`GET /${'a/'.repeat(random.below(20_000))} HTTP/1.1\r\n${host}\r\n`),
  (random) => Buffer.from(`GET / HTTP/1.1\r\n${host}x: ${'x'.repeat(random.below(200_000))}\r\n\r\n`),
  (random) => Buffer.from(`GET / HTTP/1.1\r\n${host}${'x: y\r\n'.repeat(random.below(4000))}\r\n`),
  (random) => Buffer.from(`GET / HTTP/1.1\r\n${host}${random.text(200)}\r\n\r\n`),
  (random) => Buffer.from(`GET / HTTP/1.1\r\n${host}${random.text(10)}: ${random.text(100)}\r\n\r\n`, 'latin1'),
  (random) => Buffer.from(`GET / HTTP/1.1\n${host.replace('\r', '')}\n${random.text(9)}`),
  (random) =>
    Buffer.from(`POST /dev/jobs HTTP/1.1\r\n${host}content-length: ${random.pick(lengths)}\r\n\r\n${random.text(50)}`),
  (random) =>
    Buffer.from(
      `POST / HTTP/1.1\r\n${host}transfer-encoding: ${random.pick(['chunked', 'identity', 'gzip, chunked', 'x'])}\r\n` +
        `${random.oneIn(2) ? 'content-length: 5\r\n' : ''}\r\n${random.pick(chunks)}${random.text(30)}`,
    ),
  (random) =>
    Buffer.from(
      `POST / HTTP/1.1\r\n${host}expect: ${random.pick(['100-continue', 'x'])}\r\ncontent-length: 3\r\n\r\nabc`,
    ),
  (random) =>
    Buffer.from(
      `GET / HTTP/1.1\r\n${host}connection: upgrade\r\nupgrade: ${random.pick(['websocket', 'h2c'])}\r\n\r\n`,
    ),
  (random) => Buffer.from(`CONNECT ${random.pick(['a:443', '/', '*'])} HTTP/1.1\r\n${host}\r\n`),
  (random) => Buffer.from(`GET http://${random.text(20)}/dev/jobs/1 HTTP/1.1\r\n${host}\r\n`),
  (random) => Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' + random.text(20)),
  (random) => Buffer.concat([Buffer.from([0x16, 3, 1, 2, 0, 1, 0]), random.bytes(300)]),
  (random) => Buffer.from(`GET /dev/jobs/1 HTTP/1.1\r\n${host}\r\n`.repeat(random.below(50))),
];

type Generator = (random: Random) => Buffer;

const lengths: readonly [string, ...string[]] = [
  '-1',
  '+5',
  '0x5',
  '5, 6',
  '99999999999999999999',
  'NaN',
  '',
  ' 5',
  '1e3',
];
const chunks: readonly [string, ...string[]] = [
  '5\r\nabcde\r\n0\r\n\r\n',
  'x\r\n',
  '-1\r\n',
  'ffffffffffffffff\r\n',
  '5;a=b\r\nab',
  '0\r\nx: y\r\n\r\n',
];
