import { describe, expect, it } from 'vitest';
import { AdjustableClock } from '../../kernel/index.ts';
import { Queue } from './queue.ts';
import type { QueueDefinition } from './queue-definition.ts';

const definition: QueueDefinition = {
  name: 'letters',
  arn: 'arn:aws:sqs:eu-west-1:000000000000:letters',
  retentionSeconds: 1000,
  visibilityTimeoutSeconds: 30,
  policies: [],
};

function fixture(...bodies: string[]) {
  const clock = new AdjustableClock();
  const queue = new Queue(clock);
  for (const body of bodies) queue.send({ body, attributes: {} });
  const receive = (maximum = 10) => queue.receive(maximum, 30, definition);
  return { clock, queue, receive, bodies: (maximum?: number) => receive(maximum).map(({ body }) => body) };
}

describe('a queue', () => {
  it('returns the oldest messages first, up to the requested number', () => {
    const { bodies } = fixture('a', 'b', 'c');
    expect(bodies(2)).toEqual(['a', 'b']);
  });

  it('hides a received message until its visibility timeout is over', async () => {
    const { clock, queue, bodies, receive } = fixture('a');
    bodies();
    expect(bodies()).toEqual([]);
    expect(queue.count(definition)).toEqual({ visible: 0, notVisible: 1 });
    await clock.advance(30_000);
    expect(receive()).toMatchObject([{ body: 'a', receiveCount: 2 }]);
  });

  it('deletes a message by its latest receipt handle only', async () => {
    const { clock, queue, receive } = fixture('a');
    const [first] = receive();
    await clock.advance(30_000);
    const [second] = receive();
    queue.delete(first?.receiptHandle ?? '');
    expect(queue.count(definition)).toEqual({ visible: 0, notVisible: 1 });
    queue.delete(second?.receiptHandle ?? '');
    expect(queue.count(definition)).toEqual({ visible: 0, notVisible: 0 });
  });

  it('drops messages after its retention period', async () => {
    const { clock, queue, bodies } = fixture('a');
    await clock.advance(600_000);
    queue.send({ body: 'b', attributes: {} });
    await clock.advance(400_000);
    expect(bodies()).toEqual(['b']);
  });

  it('can be purged', () => {
    const { queue, bodies } = fixture('a', 'b');
    queue.purge();
    expect(bodies()).toEqual([]);
  });
});
