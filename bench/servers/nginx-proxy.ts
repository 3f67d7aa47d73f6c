import { CLIENT_ID } from '../guard/random-claims.ts';
import { nginxConfiguration } from '../upstream/nginx-configuration.ts';
import { CLIENT_SECRET } from './service-environment.ts';

/** What nginx alone can do: the secret of the app client added to calls of the domain's revocation endpoint. */
export function nginxProxyConfiguration(port: number, upstreamPort: number, folder: string): string {
  const credentials = Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64');
  const http = `  access_log /dev/null;
  client_body_buffer_size 16k;
  upstream domain {
    server 127.0.0.1:${upstreamPort};
    keepalive 64;
    keepalive_requests 1000000000;
  }
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location = /oauth2/revoke {
      proxy_pass http://domain;
      proxy_http_version 1.1;
      proxy_set_header Connection '';
      proxy_set_header Authorization 'Basic ${credentials}';
    }
  }
`;
  return nginxConfiguration('proxy', folder, http);
}
