declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** A DynamoDB that lives in memory. */
  export default function dynalite(options?: { createTableMs?: number; maxItemSizeKb?: number }): Server;
}
