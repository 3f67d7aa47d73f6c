import type { RequestListener } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { OriginPermission } from '../http/origin-permission.ts';
import type { StopTimes } from '../http/server/graceful-stop.ts';
import { startManagementServer } from '../http/server/management-server.ts';
import { startServer, type RunningServer } from '../http/server/start-server.ts';
import type { Relay } from '../relay/create-relay.ts';
import type { LateTries } from '../revocation/tries/late-tries.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { RunningTelemetry } from '../telemetry/create-telemetry.ts';
import type { CognitoSide } from './cognito-side.ts';
import type { FeedSide } from './feed-side.ts';
import type { Limits } from './limits.ts';
import type { Settings } from './load-settings.ts';
import { serverSettings } from './server-settings.ts';

export interface ServicePorts {
  readonly port: number;
  readonly managementPort: number;
}

export interface ServiceLifecycle {
  /**
   * Listens, and resolves with the ports it listens on.
   *
   * @throws Error (rejects) when a port is taken or may not be used
   */
  start(): Promise<ServicePorts>;
  /** Stops in order, losing no request; a second call ends at once. Resolves with how many requests were cut off. */
  stop(times: StopTimes): Promise<number>;
}

interface Parts {
  readonly settings: Settings;
  readonly telemetry: RunningTelemetry;
  readonly storage: Storage;
  readonly cognito: CognitoSide;
  readonly limits: Limits;
  readonly relay: Relay;
  readonly lateTries: LateTries;
  readonly feedSide: Pick<FeedSide, 'feedStreams'>;
  readonly permissionOf: OriginPermission;
}

/**
 * Starts and stops the servers and what they stand on, in the one order that loses nothing.
 *
 * @param createHandler makes the public server's handler, given the question whether the service is ready
 */
export function createServiceLifecycle(
  parts: Parts,
  createHandler: (isReady: () => Promise<boolean>) => RequestListener,
): ServiceLifecycle {
  const { settings, telemetry, storage, cognito, limits, relay, lateTries, feedSide } = parts;
  const { store } = storage;
  const { server } = settings.config;
  const servers: RunningServer[] = [];
  const isReady = async () => !servers.some((running) => running.isStopping()) && (await store.canAccept());

  return {
    async start() {
      await telemetry.start();
      void cognito.warmUp();
      await limits.known;
      const management = await startManagement(parts, isReady);
      servers.push(management);
      const { host, port } = server;
      const open = await startServer({
        host,
        port,
        telemetry,
        settings: serverSettings(settings.config),
        handler: createHandler(isReady),
        permissionOf: parts.permissionOf,
        upstreamCalls: () => cognito.connections.inUse(),
      });
      servers.unshift(open);
      // A store that keeps nothing has nothing to try again.
      if (store.durability === 'durable') relay.start();
      const ports = { port: open.port, managementPort: management.port };
      telemetry.started({ ...ports, durability: store.durability });
      return ports;
    },

    async stop(times) {
      const [open, ...others] = servers;
      const endsAtMs = performance.now() + times.drainDelayMs + times.timeoutMs;
      // Claims nothing any more from now on: what is due is left to others, or to the next start.
      const relayStopped = relay.stop();
      // Streams never end by themselves, and their readers find another instance.
      feedSide.feedStreams.close();
      const cutOff = (await open?.stop(times)) ?? 0;
      // Probes and scrapes are answered to the end, and hold nothing up.
      await Promise.all(others.map((other) => other.stop({ drainDelayMs: 0, timeoutMs: 0 })));
      // A call that outlives its time is given up: its lease ends, and the intent is tried again.
      const triesOver = Promise.all([relayStopped, lateTries.finish()]);
      await Promise.race([triesOver, delay(Math.max(0, endsAtMs - performance.now()))]);
      await storage.close();
      await cognito.close();
      limits.close();
      return cutOff;
    },
  };
}

function startManagement(
  { settings, telemetry, storage }: Parts,
  isReady: () => Promise<boolean>,
): Promise<RunningServer> {
  const { managementHost, managementPort } = settings.config.server;
  return startManagementServer({
    host: managementHost,
    port: managementPort,
    telemetry,
    metricsText: () => telemetry.metricsText(),
    isReady,
    durability: storage.store.durability,
  });
}
