import { fork } from 'node:child_process';
import { join } from 'node:path';
import { type Contender, contenders } from './contenders.ts';
import { measureSize } from './measure-size.ts';

/** CPU time (user and system) per request, as the median of rounds in which all contenders take turns. */
const rounds = 9;
const requests = 300;

const server = fork(join(import.meta.dirname, 'server.ts'));
const port = await new Promise<number>((resolve) => server.once('message', resolve));
const all = await contenders(port);

const cpuMs = async (work: () => Promise<unknown>) => {
  const before = process.cpuUsage();
  for (let count = 0; count < requests; count++) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / requests;
};
const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const times = new Map<Contender, { sign: number[]; send: number[] }>(all.map((each) => [each, { sign: [], send: [] }]));
for (let round = -2; round < rounds; round++) {
  for (const [contender, { sign, send }] of times) {
    const signMs = await cpuMs(contender.sign);
    const sendMs = await cpuMs(contender.send);
    // The first rounds warm everything up.
    if (round >= 0) {
      sign.push(signMs);
      send.push(sendMs);
    }
  }
}
server.disconnect();

const results = all.map((contender) => {
  const { sign = [], send = [] } = times.get(contender) ?? {};
  return { name: contender.name, signMs: median(sign), sendMs: median(send) };
});
const ownMs = results[0]?.sendMs ?? NaN;
const line = (...cells: string[]) => {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
};
line('', 'sign, ms CPU', 'sign + send, ms CPU', 'against ours');
line('---', '---:', '---:', '---:');
for (const { name, signMs, sendMs } of results) {
  line(name, signMs.toFixed(3), sendMs.toFixed(3), `${(sendMs / ownMs).toFixed(2)} ×`);
}
process.stdout.write(
  `\nNode ${process.versions.node}, medians of ${rounds} rounds of ${requests} requests over loopback.\n`,
);

const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
const whole = await measureSize();
const own = await measureSize(['aws4fetch']);
process.stdout.write('\n');
line('', 'minified', 'and compressed');
line('---', '---:', '---:');
line('the client', kilobytes(own.minified), kilobytes(own.compressed));
line('aws4fetch', kilobytes(whole.minified - own.minified), kilobytes(whole.compressed - own.compressed));
line('in total', kilobytes(whole.minified), kilobytes(whole.compressed));
