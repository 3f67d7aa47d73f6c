import { nginxConfiguration } from './nginx-configuration.ts';

/** nginx that answers every call with `{}` at once, and counts: the quickest upstream that there is. */
export function nginxStubConfiguration(port: number, folder: string, keys: string): string {
  const http = `  access_log off;
  default_type application/x-amz-json-1.1;
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location / { return 200 '{}'; }
    location = /bench/calls { stub_status; }
    location ~ jwks\\.json$ { return 200 '${keys}'; }
  }
`;
  return nginxConfiguration('stub', folder, http);
}
