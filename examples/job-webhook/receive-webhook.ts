// The receiver: an HTTP server that accepts each event once, and only with a valid and recent signature.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { Webhook } from 'standardwebhooks';

export interface JobWebhook {
  readonly type: string;
  readonly timestamp: string;
  readonly data: { readonly id: string; readonly status: string };
}

/** @param onEvent does the work. If it throws, the response is 500, and the event is delivered again. */
export function createReceiver(secret: string, onEvent: (event: JobWebhook) => void | Promise<void>): Server {
  const webhook = new Webhook(secret);
  // In production, store the ids for a week where all your servers can find them. Ids in here are in progress or done.
  const received = new Map<string, Promise<void>>();

  async function answer(request: IncomingMessage): Promise<number> {
    const id = String(request.headers['webhook-id']);
    let event: JobWebhook;
    try {
      // Verifies the raw bytes: parsing and serialising again could change them.
      event = webhook.verify(await bodyOf(request), request.headers as Record<string, string>) as JobWebhook;
    } catch {
      return 401;
    }
    const work = received.get(id) ?? Promise.resolve(event).then(onEvent);
    received.set(id, work);
    // The sender may have timed out and sent it again: both requests get the result of the same work.
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
