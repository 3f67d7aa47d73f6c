import type { RequestHandler } from 'express';

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Compared as it is; but where segments have names, like `:receiptId`, as Express takes it. */
  readonly path: string;
  /** Whether the route acts on the address limit itself, once it knows whom to count. */
  readonly countsItself?: boolean;
  /** Whether it is answered however it comes, and counts against no budget. */
  readonly isForProbes?: boolean;
  readonly handle: RequestHandler;
  /** What logs and metrics call the path, if it is one of many alike. */
  readonly template?: string;
}
