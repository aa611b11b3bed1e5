import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { cases } from './cases.mjs';
import { tables } from './tables.mjs';

/**
 * Sends the calls in cases.mjs to DynamoDB Local and writes golden/calls.json: the tables, and for each case its calls
 * with status and body.
 */
const folder = import.meta.dirname;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

const port = await freePort();
const server = spawn(
  'java',
  [
    `-Dsqlite4java.library.path=${join(folder, 'target/lib')}`,
    ...['-cp', join(folder, 'target/lib/*'), 'com.amazonaws.services.dynamodbv2.local.main.ServerRunner'],
    ...['-inMemory', '-disableTelemetry', '-port', String(port)],
  ],
  { stdio: 'inherit' },
);

async function call([operation, input]) {
  const response = await globalThis.fetch(`http://127.0.0.1:${port}`, {
    method: 'POST',
    headers: {
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      'content-type': 'application/x-amz-json-1.0',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(input),
  });
  return { operation, input, status: response.status, body: await response.json() };
}

async function untilReady() {
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    try {
      return await call(['ListTables', {}]);
    } catch {
      await setTimeout(100);
    }
  }
  throw new Error('DynamoDB Local did not start');
}

try {
  await untilReady();
  const recorded = [];
  for (const [name, calls] of cases) {
    for (const table of tables) await call(['CreateTable', table]);
    const results = [];
    for (const each of calls) results.push(await call(each));
    recorded.push({ name, calls: results });
    for (const { TableName } of tables) await call(['DeleteTable', { TableName }]);
  }
  const lines = recorded.map(
    ({ name, calls }) =>
      `{ "name": ${JSON.stringify(name)}, "calls": [\n    ${calls.map((each) => JSON.stringify(each)).join(',\n    ')}\n  ] }`,
  );
  const text = `{ "tables": ${JSON.stringify(tables)},\n"cases": [\n  ${lines.join(',\n  ')}\n] }\n`;
  writeFileSync(join(folder, 'golden/calls.json'), text);
  process.stdout.write(`${recorded.length} cases, ${recorded.flatMap(({ calls }) => calls).length} calls\n`);
} finally {
  server.kill();
}
