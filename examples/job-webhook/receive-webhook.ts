// The other side: an HTTP server that takes an event only if its signature is right and recent, and only once.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { Webhook } from 'standardwebhooks';

export interface JobWebhook {
  readonly type: string;
  readonly timestamp: string;
  readonly data: { readonly id: string; readonly status: string };
}

/** @param onEvent does the work. If it throws, the answer is 500, and the event comes again. */
export function createReceiver(secret: string, onEvent: (event: JobWebhook) => void | Promise<void>): Server {
  const webhook = new Webhook(secret);
  // Keep the ids where all your servers find them, for a week. An id that is here is being worked on, or done.
  const received = new Map<string, Promise<void>>();

  async function answer(request: IncomingMessage): Promise<number> {
    const id = String(request.headers['webhook-id']);
    let event: JobWebhook;
    try {
      // Of the bytes as they came: parsed and written again they can be others.
      event = webhook.verify(await bodyOf(request), request.headers as Record<string, string>) as JobWebhook;
    } catch {
      return 401;
    }
    const work = received.get(id) ?? Promise.resolve(event).then(onEvent);
    received.set(id, work);
    // The sender may have lost patience and sent it again: that one, too, is told how the work ends.
    await work.catch((error: unknown) => {
      received.delete(id);
      throw error;
    });
    return 204;
  }

  return createServer((request, response) => {
    answer(request).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(500).end(),
    );
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
