/**
 * What Node.js itself costs: node:http and undici, without a log, a limit, a header or a check. Nobody should run it.
 * Configured by PORT, UPSTREAM_URL, CLIENT_ID and CLIENT_SECRET.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { request } from 'undici';

const { PORT = '', UPSTREAM_URL = '', CLIENT_ID = '', CLIENT_SECRET = '' } = process.env;
const HEADERS = {
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': 'AWSCognitoIdentityProviderService.RevokeToken',
};

async function logOut(text: string, response: ServerResponse): Promise<void> {
  const { refreshToken } = JSON.parse(text) as { refreshToken: string };
  const body = JSON.stringify({ Token: refreshToken, ClientId: CLIENT_ID, ClientSecret: CLIENT_SECRET });
  const answer = await request(UPSTREAM_URL, { method: 'POST', headers: HEADERS, body });
  await answer.body.dump();
  response.writeHead(answer.statusCode, { 'content-type': 'application/json' }).end('{"loggedOut":true}');
}

createServer((incoming: IncomingMessage, response) => {
  let text = '';
  incoming.setEncoding('utf8');
  incoming.on('data', (chunk: string) => (text += chunk));
  incoming.on('end', () => {
    logOut(text, response).catch(() => response.writeHead(502).end());
  });
}).listen(Number(PORT), '127.0.0.1');
