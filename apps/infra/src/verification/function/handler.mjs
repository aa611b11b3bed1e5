import { Buffer } from 'node:buffer';
import process from 'node:process';
import { setTimeout } from 'node:timers';

/** Ends in the way that the event names. */
const endings = {
  rejection: async () => {
    Promise.reject(new Error('lost'));
    await later();
  },
  exception: async () => {
    setTimeout(() => {
      throw new Error('stray');
    }, 1);
    await later();
  },
  'never-settles': () => new Promise(() => undefined),
  'exit-256': () => process.exit(256),
  'exit-code': async () => {
    process.exitCode = 4;
    await new Promise(() => undefined);
  },
  'own-listener': async () => {
    process.once('unhandledRejection', () => undefined);
    Promise.reject(new Error('caught'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    return 'saved';
  },
  'returns-a-function': () => () => undefined,
  'out-of-memory': async () => {
    const kept = [];
    for (;;) {
      kept.push(Buffer.alloc(16 * 1024 * 1024, 1));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  },
};

const later = () => new Promise((resolve) => setTimeout(resolve, 5000));

export const handler = async ({ ending }) => endings[ending]();
