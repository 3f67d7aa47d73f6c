import { createCallLog, type Call } from './call-log.ts';
import { createFakeClock, type FakeClock } from './clock.ts';
import { createFaults, type Fault } from './faults.ts';
import { listen, type Listener } from './http/listen.ts';
import { refuseProduction } from './refuse-production.ts';
import { createSeeding, type Seeding } from './seed/seeding.ts';
import { LIKELIEST, type Unknowns } from './unknowns.ts';
import type { World } from './world.ts';

const CALLS_MAX = 20_000;

export interface FakeCognitoOptions {
  /** Loopback (`127.0.0.1`) unless told otherwise. */
  readonly host?: string;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Answers that no public source tells; the likeliest unless told otherwise. */
  readonly unknowns?: Partial<Unknowns>;
  /** Access keys that signed requests are refused for, with UnrecognizedClientException. */
  readonly refusedAccessKeyIds?: readonly string[];
  /** How many of the newest calls `calls()` keeps; 20,000 unless told otherwise. */
  readonly callsMax?: number;
}

/**
 * A stand-in for Amazon Cognito that listens on a real socket. One instance stands for any number of user pools in
 * any number of Regions, for their domains, and for the hosts of their keys: `url` serves as endpoint of the API,
 * as domain, and (under `/<userPoolId>`) as base of the JWKS.
 */
export interface FakeCognito extends Seeding {
  readonly url: string;
  readonly port: number;
  readonly clock: FakeClock;
  /** Every call since the start or the last `reset`, oldest first. Holds no token and no secret, only hashes. */
  calls(): readonly Call[];
  /** Makes calls fail; several orders strike one after the other. */
  failNext(fault: Fault): void;
  clearFaults(): void;
  /** Changes how unknown cases are answered from now on. */
  setUnknowns(changes: Partial<Unknowns>): void;
  /** Forgets all pools, calls, faults and shifts of the clock; goes on listening. */
  reset(): void;
  /** Cuts all connections and frees the port. */
  stop(): Promise<void>;
}

/**
 * @throws Error (rejects) with NODE_ENV=production, and as `server.listen` does when the port cannot be used
 */
export async function startFakeCognito(options: FakeCognitoOptions = {}): Promise<FakeCognito> {
  refuseProduction();
  const { host = '127.0.0.1', port = 0, callsMax = CALLS_MAX } = options;
  const world: World = {
    clock: createFakeClock(),
    pools: new Map(),
    refusedAccessKeyIds: new Set(options.refusedAccessKeyIds),
    unknowns: { ...LIKELIEST, ...options.unknowns },
  };
  const faults = createFaults();
  const callLog = createCallLog(callsMax);
  const listener = await listen({ world, faults, callLog, host, port });
  return fakeOf(listener, { world, faults, callLog, options });
}

interface Parts {
  readonly world: World;
  readonly faults: ReturnType<typeof createFaults>;
  readonly callLog: ReturnType<typeof createCallLog>;
  readonly options: FakeCognitoOptions;
}

function fakeOf(listener: Listener, { world, faults, callLog, options }: Parts): FakeCognito {
  return {
    ...createSeeding(world),
    url: listener.url,
    port: listener.port,
    clock: world.clock,
    calls: () => callLog.calls(),
    failNext: (fault) => faults.failNext(fault),
    clearFaults: () => faults.clear(),
    setUnknowns: (changes) => {
      world.unknowns = { ...world.unknowns, ...changes };
    },
    reset: () => {
      world.pools.clear();
      world.clock.reset();
      world.unknowns = { ...LIKELIEST, ...options.unknowns };
      faults.clear();
      callLog.clear();
    },
    stop: () => listener.close(),
  };
}
