import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startGateway, type Gateway, type GatewayProgram } from '../../support/gateways/start-gateway.ts';
import { signIn } from '../../support/interop/sessions.ts';
import { describeWithProgram } from '../../support/programs/programs.ts';
import { rawRequest } from '../../support/raw-request.ts';
import { postJson, startRunningService, type RunningService } from '../../support/running-service.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const writeFile = temporaryFiles();
const PROGRAMS: readonly GatewayProgram[] = ['nginx', 'haproxy'];

for (const program of PROGRAMS) {
  describeWithProgram(program, `the recipe of a gateway for ${program}`, () => {
    let service: RunningService;
    let api: Server;
    let gateway: Gateway;
    let reached: string[];

    beforeAll(async () => {
      service = await startRunningService(writeFile, { isFollowed: true });
      api = createServer((request, response) => {
        reached.push(`${request.method} ${request.url}`);
        request.resume();
        request.on('end', () => response.end('orders'));
      });
      await new Promise<void>((resolve) => {
        api.listen(0, '127.0.0.1', resolve);
      });
      reached = [];
      const { port: apiPort } = api.address() as AddressInfo;
      const servicePort = Number(new URL(service.url).port);
      gateway = await startGateway(program, { servicePort, apiPort, feedKey: service.feedKey });
    });
    afterAll(async () => {
      await gateway.stop();
      api.close();
      await service.stop();
    });

    const ask = (accessToken: string | undefined, init: RequestInit = {}) =>
      fetch(`${gateway.url}/orders?page=2`, {
        ...init,
        headers: accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` },
      });

    test('lets a request with an access token through, body and all, until its session is logged out', async () => {
      const session = signIn(service, service.publicClientId);
      const other = signIn(service, service.publicClientId);
      expect((await ask(session.accessToken)).status).toBe(200);
      const posted = await ask(session.accessToken, { method: 'POST', body: 'x'.repeat(1000) });
      expect([posted.status, await posted.text()]).toEqual([200, 'orders']);
      expect(reached).toEqual(['GET /orders?page=2', 'POST /orders?page=2']);

      await postJson(`${service.url}/logout`, {
        refreshToken: session.refreshToken,
        clientId: session.clientId,
        accessToken: session.accessToken,
      });
      const refused = await ask(session.accessToken);
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
      expect((await ask(other.accessToken)).status).toBe(200);
    });

    test('refuses a request without a token, with a forged one, and with an ID token', async () => {
      const { accessToken, idToken } = signIn(service, service.publicClientId);
      reached = [];
      for (const token of [undefined, `${accessToken.slice(0, -8)}AAAAAAAA`, idToken]) {
        const answer = await ask(token);
        expect(answer.status).toBe(401);
        expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      }
      expect(reached).toEqual([]);
    });

    test('refuses a request with two tokens, of which the server behind might take the other one', async () => {
      const { accessToken } = signIn(service, service.publicClientId);
      reached = [];
      const answer = await rawRequest(
        Number(new URL(gateway.url).port),
        [
          'GET /orders HTTP/1.1',
          'Host: api',
          `Authorization: Bearer ${accessToken}`,
          'Authorization: Bearer x.y.z',
          'Connection: close',
          '',
          '',
        ].join('\r\n'),
      );
      expect(answer).toMatch(/^HTTP\/1.1 [45]\d\d /);
      expect(reached).toEqual([]);
    });

    test('lets nobody in while the service is away, or its own key is wrong', async () => {
      const { accessToken } = signIn(service, service.publicClientId);
      const { port: apiPort } = api.address() as AddressInfo;
      reached = [];
      const away = await startGateway(program, { servicePort: 1, apiPort, feedKey: service.feedKey });
      const wrong = await startGateway(program, {
        servicePort: Number(new URL(service.url).port),
        apiPort,
        feedKey: service.apiKey,
      });
      for (const { url } of [away, wrong]) {
        const { status } = await fetch(url, { headers: { authorization: `Bearer ${accessToken}` } });
        expect([403, 500, 503]).toContain(status);
      }
      expect(reached).toEqual([]);
      await away.stop();
      await wrong.stop();
    });
  });
}
