import { expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { serviceEndingIn, turnOn } from '../../support/http/questions/token-revocation-questions.ts';

test.each(['GET', 'PUT', 'DELETE'])(
  'T12 /admin/clients/{clientId}/token-revocation answers 405 with Allow to %s, even by an admin',
  async (method) => {
    const { app, orders } = serviceEndingIn({ kind: 'already-on' });
    const { path, headers } = turnOn();
    const answer = await ask(app, { method, path, ...(headers && { headers }) });
    expect(answer.status).toBe(405);
    expect(answer.headers['allow']).toBe('POST, OPTIONS');
    expect(orders).toEqual([]);
  },
);
