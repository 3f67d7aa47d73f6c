/** A Node.js server that does nothing: what starting one takes at least. Configured by PORT. */
import { createServer } from 'node:http';

createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
}).listen(Number(process.env['PORT']), '127.0.0.1');
