// Invokes the handler once, as Lambda does, and prints what it returns.
import { randomUUID } from 'node:crypto';
import { handler } from './handler.ts';

const context = { awsRequestId: randomUUID(), getRemainingTimeInMillis: () => 30_000 };
console.log(JSON.stringify(await handler({ seconds: 1 }, context)));
