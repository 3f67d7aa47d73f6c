import { describe, expect, test } from '@jest/globals';
import { OPERATION_LABELS } from '../../../src/http/routing/route-labels.ts';
import { ask } from '../../support/http/ask.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { startService } from '../../support/http/service.ts';

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;
}

describe('GET /openapi.json answers 200', () => {
  test('and describes every route that there is', async () => {
    const { app, events } = startService({ clients: [{ ...SPA, name: 'spa' }] });

    const document = (await ask(app, { method: 'GET', path: '/openapi.json' })).json as unknown as Document;

    expect(document.openapi).toBe('3.1.1');
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const method of Object.keys(operations)) {
        const place = path
          .replace('{code}', 'internal')
          .replace('{userPoolId}', SPA.userPoolId)
          .replace('{name}', 'spa')
          .replace('{receiptId}', 'e0b4a3f2-0000-4000-8000-000000000001');
        await ask(app, { method: method.toUpperCase(), path: place });
      }
    }
    const labels = events.filter(({ name }) => name === 'requestServed').map(({ fields }) => fields['route']);
    expect(new Set(labels)).toEqual(new Set(OPERATION_LABELS));
  });

  test('and its references lead somewhere, and its operations have ids of their own', async () => {
    const { app } = startService();
    const { json, text } = await ask(app, { method: 'GET', path: '/openapi.json' });

    const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, pointer]) => pointer ?? '');
    const found = references.map((pointer) => {
      return pointer.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], json);
    });
    expect(found.filter((target) => target === undefined)).toEqual([]);

    const ids = [...text.matchAll(/"operationId":"([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
