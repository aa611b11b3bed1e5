import { describe, expect, it } from 'vitest';
import { InterruptedError } from '../operation/errors.ts';
import { withTemporaryStack } from './temporary-stack.ts';

/** What is done with a stack when some of it fails. */
async function use({
  failing = [],
  keep = false,
  work = () => Promise.resolve(),
  interruptedBy = '',
}: {
  readonly failing?: readonly string[];
  readonly keep?: boolean;
  readonly work?: () => Promise<void>;
  /** The command during which somebody interrupts. */
  readonly interruptedBy?: string;
}) {
  const steps: string[] = [];
  const notes: string[] = [];
  const interruption = new AbortController();
  const cdk = (command = '', ...args: string[]) => {
    steps.push([command, ...args].join(' '));
    if (command === interruptedBy) interruption.abort(new InterruptedError('Interrupted.'));
    return failing.includes(command) ? Promise.reject(new Error(`${command} failed`)) : Promise.resolve();
  };
  const operation = { signal: interruption.signal, note: (line: string) => notes.push(line) };
  const outcome = await withTemporaryStack({ name: 'probes', assembly: 'out', keep, cdk }, operation, () => {
    steps.push('work');
    return work();
  }).then(
    () => 'done',
    (error: unknown) => String(error),
  );
  return { steps, notes: notes.join('\n'), outcome };
}

const deploy = 'deploy probes --require-approval never --app out';
const destroy = 'destroy probes --force --app out';
const remedy = 'To delete it: npx cdk destroy probes --app out';
const work = () => Promise.reject(new Error('the work failed'));

describe('a temporary stack', () => {
  it('is deployed, used and deleted', async () => {
    expect(await use({})).toMatchObject({ steps: [deploy, 'work', destroy], outcome: 'done' });
  });

  it('is deleted when its deployment fails, without any work', async () => {
    expect(await use({ failing: ['deploy'] })).toMatchObject({
      steps: [deploy, destroy],
      outcome: 'Error: deploy failed',
    });
  });

  it('is deleted when the deployment is interrupted, without any work', async () => {
    expect(await use({ interruptedBy: 'deploy' })).toMatchObject({
      steps: [deploy, destroy],
      outcome: 'InterruptedError: Interrupted.',
    });
  });

  it.each([
    ['the deployment', { failing: ['deploy', 'destroy'] }, 'Error: deploy failed'],
    ['the work', { failing: ['destroy'], work }, 'Error: the work failed'],
    ['an interruption', { failing: ['destroy'], interruptedBy: 'deploy' }, 'InterruptedError: Interrupted.'],
    ['the deletion alone', { failing: ['destroy'] }, 'OperationError: probes is still deployed.'],
  ])('that cannot be deleted is named, and the first error is that of %s', async (_what, how, first) => {
    const { notes, outcome } = await use(how);
    expect(outcome).toBe(first);
    expect(notes).toContain(`Cannot delete probes: destroy failed\n${remedy}`);
  });

  it('is kept on request', async () => {
    const { steps, notes, outcome } = await use({ keep: true, work });
    expect(steps).toEqual([deploy, 'work']);
    expect(outcome).toBe('Error: the work failed');
    expect(notes).toContain(`probes is kept. ${remedy}`);
  });
});
