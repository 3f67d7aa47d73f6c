/** nginx that answers every call with `{}` at once, and counts: the quickest upstream that there is. */
export function nginxStubConfiguration(port: number, folder: string, keys: string): string {
  return `daemon off;
worker_processes 1;
pid ${folder}/stub.pid;
error_log ${folder}/stub.log;
events { worker_connections 16384; }
http {
  access_log off;
  client_body_temp_path ${folder}/stub-bodies;
  proxy_temp_path ${folder}/stub-proxy;
  fastcgi_temp_path ${folder}/stub-fastcgi;
  uwsgi_temp_path ${folder}/stub-uwsgi;
  scgi_temp_path ${folder}/stub-scgi;
  keepalive_requests 1000000000;
  default_type application/x-amz-json-1.1;
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location / { return 200 '{}'; }
    location = /bench/calls { stub_status; }
    location ~ jwks\\.json$ { return 200 '${keys}'; }
  }
}
`;
}
