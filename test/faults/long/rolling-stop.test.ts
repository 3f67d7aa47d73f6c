import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { whileUsersLogOut } from '../../support/flood/while-users-log-out.ts';
import { createServiceWorld, type ServiceWorld } from '../../support/process/service-world.ts';
import { eventually } from '../../support/eventually.ts';
import { describeWithProgram } from '../../support/programs/programs.ts';
import { freePort } from '../../support/free-port.ts';
import { startProxy, type Proxy, type ProxyProgram } from '../../support/proxies/start-proxy.ts';

const CALLERS = 4;
const TEST_MS = 120_000;

/** nginx leaves an instance alone for ten seconds after it was refused. */
const SERVED_AGAIN_MS = 30_000;

/** Longer than HAProxy takes to see that readiness fails. */
const DRAIN_DELAY_MS = '3000';

function describeBehind(program: ProxyProgram): void {
  describeWithProgram(program, `F35: two instances behind ${program}`, () => {
    let world: ServiceWorld;
    let proxy: Proxy | undefined;

    beforeAll(async () => {
      world = await createServiceWorld();
    });
    afterAll(async () => {
      await proxy?.stop();
      await world.stop();
    });

    test(
      'F35: are restarted one after the other under load, and every logout succeeds',
      async () => {
        const ports: readonly [number, number] = [await freePort(), await freePort()];
        const start = (port: number) => world.start({ PORT: String(port), DRAIN_DELAY_MS });
        const instances = [await start(ports[0]), await start(ports[1])];
        const through = await startProxy(program, ports);
        proxy = through;

        const { calls, failures } = await whileUsersLogOut(
          { ...world, url: `http://127.0.0.1:${through.port}`, callers: CALLERS },
          async () => {
            for (const [index, port] of ports.entries()) {
              const old = instances[index]!;
              old.kill('SIGTERM');
              expect(await old.exited).toBe(0);
              const fresh = await start(port);
              // Once it is served through the proxy, the other one may go.
              await eventually(() => /"route":"POST \/logout"/.test(fresh.output()), SERVED_AGAIN_MS);
            }
          },
        );
        expect(failures).toEqual([]);
        expect(calls).toBeGreaterThan(CALLERS);
      },
      TEST_MS,
    );
  });
}

describeBehind('haproxy');
describeBehind('nginx');
