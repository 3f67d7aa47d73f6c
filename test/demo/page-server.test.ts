import { createServer } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { createPageServer } from '../../src/demo/page-server.ts';

const settings = {
  serviceUrl: 'http://localhost:3000',
  cognitoUrl: 'http://localhost:9400',
  domainUrl: 'http://localhost:9400',
  jwksUrl: 'http://localhost:9400/eu-west-1_Demo/.well-known/jwks.json',
  userPoolId: 'eu-west-1_Demo',
  clientId: 'webapp',
  users: [],
};

const forwarded: string[] = [];
const server = createServer(
  createPageServer({
    settings,
    askOrders: (authorization) => Promise.resolve({ status: 401, body: JSON.stringify({ authorization }) }),
    adminRevoke: (body) => {
      forwarded.push(body);
      return Promise.resolve({ status: 200, body: '{"status":"revoked"}' });
    },
  }),
);

describe('the server of the demo page', () => {
  test.each([
    ['/', 'text/html'],
    ['/callback', 'text/html'],
    ['/probe', 'text/html'],
    ['/demo.css', 'text/css'],
    ['/demo.js', 'text/javascript'],
  ])('serves %s as %s, under a policy that lets in nothing from elsewhere', async (path, type) => {
    const { status, headers } = await request(server).get(path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe(`${type}; charset=utf-8`);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; " +
        "connect-src 'self' http://localhost:3000 http://localhost:9400; frame-src 'self' http://localhost:9400; " +
        "frame-ancestors 'self'; form-action 'none'; base-uri 'none'",
    );
  });

  test.each([
    ['/../page-server.ts'],
    ['/%2e%2e/page-server.ts'],
    ['/demo'],
    ['/constructor'],
    ['//etc/passwd'],
    ['//'],
  ])('has no other file: %s is 404', async (path) => {
    expect((await request(server).get(path)).status).toBe(404);
  });

  test('passes an admin’s order on', async () => {
    const { status, text } = await request(server).post('/admin/revoke').send({ username: 'bob' });
    expect([status, text]).toEqual([200, '{"status":"revoked"}']);
    expect(forwarded.splice(0)).toEqual(['{"username":"bob"}']);
  });

  test('passes a question for orders on, with its access token', async () => {
    const { status, text } = await request(server).get('/orders').set('Authorization', 'Bearer x');
    expect([status, text]).toEqual([401, '{"authorization":"Bearer x"}']);
  });

  test.each([
    ['a page of another origin', { Origin: 'https://evil.example' }],
    ['another name for this address', { Host: 'evil.example' }],
    ['no origin, as a sandboxed frame has it', { Origin: 'null' }],
  ])('takes no order from %s', async (_, headers) => {
    expect((await request(server).post('/admin/revoke').set(headers).send({ username: 'bob' })).status).toBe(
      421,
    );
    expect(forwarded).toEqual([]);
  });

  test('answers 502 when the service is not there', async () => {
    const lonely = createServer(
      createPageServer({
        settings,
        askOrders: () => Promise.reject(new Error('connect ECONNREFUSED')),
        adminRevoke: () => Promise.reject(new Error('connect ECONNREFUSED')),
      }),
    );
    const { status, text } = await request(lonely).post('/admin/revoke').send({});
    expect(status).toBe(502);
    expect(text).not.toContain('ECONNREFUSED');
  });
});
