import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { dynamoDbFixture } from '../testing/dynamodb-fixture.ts';

const mb = 1024 * 1024;

/** Bytes of buffers that are still in use. */
function bufferBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().arrayBuffers;
}

it('tables use no more memory than their items need, even while other code uses buffers', async () => {
  const { put } = await dynamoDbFixture();
  const before = bufferBytes();
  for (let number = 0; number < 2000; number++) {
    await put({ id: { S: `job-${number}` }, status: { S: 'Success' } });
    // As requests and responses do, from the same pool as small values.
    Buffer.from('x'.repeat(3000));
  }
  expect(bufferBytes() - before).toBeLessThan(2 * mb);
});
