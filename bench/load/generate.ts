/** A process that sends logouts to a port and prints what came of them as JSON. Started by `generateLoad`. */
import { readFileSync } from 'node:fs';
import { closedLoop, type ClosedLoopOptions } from './closed-loop.ts';
import { createConnectionPool } from './connection-pool.ts';
import { openConnections } from './open-connections.ts';
import { openLoop, type OpenLoopOptions } from './open-loop.ts';
import { createRequestMaker } from './request-maker.ts';

/** What the process is told in its first argument, as JSON. */
export interface LoadOrder {
  readonly port: number;
  readonly templateFile: string;
  readonly accessTokensFile?: string | undefined;
  readonly connectionsMax: number;
  /** How many of them are opened, and used once each, before the load begins: none unless given. */
  readonly connectionsKept?: number;
  readonly openLoop?: OpenLoopOptions;
  readonly closedLoop?: ClosedLoopOptions;
}

const order = JSON.parse(process.argv[2] ?? '{}') as LoadOrder;
const accessTokens =
  order.accessTokensFile === undefined ? [] : readFileSync(order.accessTokensFile, 'utf8').trim().split('\n');
const makeRequest = createRequestMaker(readFileSync(order.templateFile, 'latin1'), accessTokens);
const pool = createConnectionPool(order.port, order.connectionsMax);
await openConnections(pool, makeRequest, order.connectionsKept ?? 0);
const answers =
  order.openLoop === undefined
    ? order.closedLoop && (await closedLoop(pool, makeRequest, order.closedLoop))
    : await openLoop(pool, makeRequest, order.openLoop);
process.stdout.write(JSON.stringify(answers), () => process.exit(0));
