import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { faultsCommand } from './command.ts';

describe('the command that sets faults', () => {
  it('explains itself', async () => {
    expect(await faultsCommand(['--help'])).toMatch(/npm run faults -- list[\s\S]*--probability/);
  });

  it.each([
    [['--state', '/nowhere', 'list'], /No stack runs here/],
    [['--tims', '1'], /--tims[\s\S]*--help/],
  ])('%j is answered with what to do', async (args, message) => {
    await expect(faultsCommand([...args, '--state', tmpdir()].slice(0, 9))).rejects.toThrow(message);
  });
});
