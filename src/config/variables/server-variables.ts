import { flag } from '../../settings/formats/flag.ts';
import { hostName } from '../../settings/formats/network/host-name.ts';
import { integer } from '../../settings/formats/integer.ts';
import { listOf } from '../../settings/formats/list-of.ts';
import { oneOf } from '../../settings/formats/one-of.ts';
import { trustProxy } from '../../settings/formats/network/trust-proxy.ts';
import { publicUrl } from '../../settings/web/public-url.ts';
import { defineVariables } from '../variable.ts';

export const serverVariables = defineVariables({
  PORT: {
    parse: integer(0, 65_535),
    default: '3000',
    example: '3000',
    sentence: 'The port of the service. 0 takes any free one.',
  },
  HOST: {
    parse: hostName,
    default: '0.0.0.0',
    example: '127.0.0.1',
    sentence: 'The address that the service listens on. The default is every IPv4 address of the machine.',
  },
  PUBLIC_URL: {
    parse: publicUrl,
    example: 'https://logout.example.com',
    sentence:
      "Where callers find the service. Without it there are no discovery documents (/.well-known/…), since what a request says about its host is the caller's word.",
  },
  MANAGEMENT_PORT: {
    parse: integer(0, 65_535),
    default: '9464',
    example: '9464',
    sentence: 'The port of the metrics, which are for operators only. 0 takes any free one.',
  },
  MANAGEMENT_HOST: {
    parse: hostName,
    default: '127.0.0.1',
    example: '0.0.0.0',
    sentence:
      'The address that the management port listens on. By default only this machine reaches it; set 0.0.0.0 to let a scraper in, on a network that callers are not on.',
  },
  TRUST_PROXY: {
    parse: trustProxy,
    default: '0',
    example: '1',
    sentence:
      "How many proxies stand in front of the service, or their networks (10.0.0.0/8,192.168.1.4). By it the caller's address is found in X-Forwarded-For. 0 believes nothing but the connection. `true` is refused: callers could then choose their address.",
  },
  BODY_LIMIT_BYTES: {
    parse: integer(1024, 1_048_576),
    default: '16384',
    example: '16384',
    sentence: 'The largest request body that is read, in bytes.',
  },
  MAX_CONNECTIONS: {
    parse: integer(1, 1_000_000),
    default: '10000',
    example: '10000',
    sentence:
      'How many connections are kept open at once; further ones are closed. Lowered by itself where the limit of open files leaves less. As many refusals wait for their turn under overload, and are kept in memory.',
  },
  REQUIRE_HTTPS: {
    parse: flag,
    default: 'false',
    example: 'true',
    sentence:
      'Whether to refuse, with 400, what a trusted proxy (TRUST_PROXY) received over plain HTTP. Set it to true where the load balancer listens on both.',
  },
  CLEAR_SITE_DATA: {
    parse: listOf(oneOf('cache', 'cookies', 'storage')),
    default: '',
    example: 'cache,storage',
    sentence:
      'What else a browser forgets of the site of the service once it is logged out in cookie mode, as a Clear-Site-Data header: any of cache, cookies and storage, separated by commas. With cookies, all cookies of the whole registered domain go.',
  },
  REQUEST_TIMEOUT_MS: {
    parse: integer(1000, 300_000),
    default: '12000',
    example: '12000',
    sentence:
      'How long a caller may take to send a request, in milliseconds. For its headers it has 10 seconds of that.',
  },
  KEEP_ALIVE_TIMEOUT_MS: {
    parse: integer(1000, 3_600_000),
    default: '65000',
    example: '65000',
    sentence:
      'How long a connection is kept for the next request, in milliseconds. Keep it longer than the load balancer does (60 seconds at AWS unless changed), or requests get lost.',
  },
  OVERLOAD_DELAY_MS: {
    parse: integer(50, 60_000),
    default: '500',
    example: '500',
    sentence:
      'The delay of the event loop, in milliseconds, above which requests are answered 503 before any work is done for them, so that those in work get done.',
  },
  OVERLOAD_REQUESTS: {
    parse: integer(1, 1_000_000),
    default: '1024',
    example: '1024',
    sentence:
      'How many POST and DELETE requests may wait or be in work while the processor has no time to spare: further ones are answered 503. From then on, until none had to be for a second, so are those that have waited for a tenth of a second, and those that come while the oldest has waited for half of that. What is being asked of Cognito does not count.',
  },
  DRAIN_DELAY_MS: {
    parse: integer(0, 600_000),
    default: '5000',
    example: '5000',
    sentence:
      'How long the service still accepts requests after SIGTERM, in milliseconds, while /readyz already fails: the time that the load balancer takes to notice.',
  },
  SHUTDOWN_TIMEOUT_MS: {
    parse: integer(1, 3_600_000),
    default: '25000',
    example: '25000',
    sentence:
      'When the service exits at the latest after SIGTERM, in milliseconds. Keep it below the grace period of the platform (30 seconds at ECS and Kubernetes).',
  },
  SECRETS_RELOAD_INTERVAL_SECONDS: {
    parse: integer(5, 86_400),
    default: '60',
    example: '60',
    sentence:
      'How often the secrets of app clients are read again from where they are kept, in seconds (see secrets.md). Changes of files are seen at once, and when Cognito refuses a secret it is read again then.',
  },
  LOG_LEVEL: {
    parse: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace'),
    default: 'info',
    example: 'info',
    sentence: 'The least severe level that is logged.',
  },
});
