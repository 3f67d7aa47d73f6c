import { canary } from '../support/canaries.ts';
import { refusesEach, wrong } from './refuses-each.ts';

refusesEach([
  wrong('a port that is none', { PORT: '70000' }, 'PORT', /0 to 65535/),
  wrong('a port in scientific notation', { PORT: '3e3' }, 'PORT', /digits only/),
  wrong('a port with a blank', { PORT: ' 3000' }, 'PORT', /digits only/),
  wrong(
    'a port that a container link set',
    { MANAGEMENT_PORT: 'tcp://10.0.0.1:9464' },
    'MANAGEMENT_PORT',
    /whole number/,
  ),
  wrong('one port for two servers', { PORT: '9464' }, 'MANAGEMENT_PORT', /must differ/),
  wrong('an address with a scheme', { HOST: 'http://0.0.0.0' }, 'HOST', /without scheme/),
  wrong('a log level that is none', { LOG_LEVEL: 'verbose' }, 'LOG_LEVEL', /fatal, error, warn/),
  wrong('trust in every proxy', { TRUST_PROXY: 'true' }, 'TRUST_PROXY', /choose the address/),
  wrong('trust in every network', { TRUST_PROXY: '10.0.0.0/8,0.0.0.0/0' }, 'TRUST_PROXY', /every caller/),
  wrong('trust in a name', { TRUST_PROXY: 'loopback' }, 'TRUST_PROXY', /number of proxies/),
  wrong('a network that is none', { TRUST_PROXY: '10.0.0.0/33' }, 'TRUST_PROXY', /number of proxies/),
  wrong('a negative hop count', { TRUST_PROXY: '-1' }, 'TRUST_PROXY', /number of proxies/),
  wrong('a thousand hops', { TRUST_PROXY: '1000' }, 'TRUST_PROXY', /0 to 10/),
  wrong('a deadline of nothing', { UPSTREAM_DEADLINE_MS: '0' }, 'UPSTREAM_DEADLINE_MS', /100 to 30000/),
  wrong('a body limit with a unit', { BODY_LIMIT_BYTES: '16kb' }, 'BODY_LIMIT_BYTES', /digits only/),
  wrong('no connection at all', { MAX_CONNECTIONS: '0' }, 'MAX_CONNECTIONS', /1 to 1000000/),
  wrong('seconds for milliseconds', { REQUEST_TIMEOUT_MS: '15' }, 'REQUEST_TIMEOUT_MS', /1000 to 300000/),
  wrong(
    'a connection kept for ever',
    { KEEP_ALIVE_TIMEOUT_MS: '-1' },
    'KEEP_ALIVE_TIMEOUT_MS',
    /digits only/,
  ),
  wrong('overload at once', { OVERLOAD_DELAY_MS: '0' }, 'OVERLOAD_DELAY_MS', /50 to 60000/),
  wrong(
    'a drain that outlasts the shutdown',
    { DRAIN_DELAY_MS: '25000' },
    'DRAIN_DELAY_MS',
    /SHUTDOWN_TIMEOUT_MS/,
  ),
  wrong('a limit of nothing', { RATE_LIMIT_USER_PER_MINUTE: '0' }, 'RATE_LIMIT_USER_PER_MINUTE', /1 to/),
  wrong(
    'a database that nobody knows',
    { DATABASE_URL: `mysql://u:${canary('databasecanary01')}@h/d` },
    'DATABASE_URL',
    /memory:/,
  ),
  wrong('a name for the memory', { DATABASE_URL: 'memory:everything' }, 'DATABASE_URL', /just memory:/),
  wrong(
    'a short fingerprint key',
    { FINGERPRINT_KEY: canary('c2hvcnRjYW5hcnk=') },
    'FINGERPRINT_KEY',
    /openssl rand/,
  ),
]);
