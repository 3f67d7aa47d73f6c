import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { startService, type TestServiceOptions } from '../../support/http/service.ts';

const publicUrl = 'https://logout.example.com';

async function detailOf(path: string, options: TestServiceOptions): Promise<unknown> {
  const { app } = startService(options);
  const answer = await ask(app, { method: 'GET', path });
  expect({ status: answer.status, code: answer.json['code'] }).toEqual({ status: 404, code: 'not-found' });
  return answer.json['detail'];
}

describe.each(['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'])(
  'GET %s answers 404 not-found',
  (document) => {
    test('and names the variable that is not set, instead of trusting the Host header', async () => {
      for (const path of [document, `/${SPA.userPoolId}${document}`]) {
        expect(await detailOf(path, { clients: [SPA] })).toContain('PUBLIC_URL');
      }
    });

    test('and tells how to choose, where there are several user pools', async () => {
      expect(await detailOf(document, { settings: { publicUrl } })).toContain('/<user pool id>');
    });

    test('under a user pool that is not configured', async () => {
      for (const id of ['eu-west-1_Other', 'constructor', '%2e%2e', SPA.userPoolId.toLowerCase()]) {
        expect(await detailOf(`/${id}${document}`, { settings: { publicUrl } })).not.toContain(id);
      }
    });
  },
);
