/** What every nginx of the benchmark has in common: one worker, and all of its files in a folder of ours. */
export function nginxConfiguration(name: string, folder: string, http: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${name}-${kind};`,
  );
  return `daemon off;
worker_processes 1;
pid ${folder}/${name}.pid;
error_log ${folder}/${name}.log;
events { worker_connections 16384; }
http {
  ${temporary.join('\n  ')}
  keepalive_requests 1000000000;
${http}}
`;
}
