import { flag } from '../../settings/formats/flag.ts';
import { integer } from '../../settings/formats/integer.ts';
import { redisUrl } from '../../settings/formats/network/redis-url.ts';
import { secret } from '../../settings/secret.ts';
import { defineVariables } from '../variable.ts';

const count = integer(1, 1_000_000);

export const limitVariables = defineVariables({
  RATE_LIMIT_ADDRESS_PER_MINUTE: {
    parse: count,
    default: '60',
    example: '60',
    sentence:
      'Requests a minute from one IPv4 address or IPv6 /56 that no verified token and no admin credential vouches for. Trying the same token again is free.',
  },
  RATE_LIMIT_USER_PER_MINUTE: {
    parse: count,
    default: '30',
    example: '30',
    sentence: 'Logouts a minute of one user, known by a verified token.',
  },
  RATE_LIMIT_APP_CLIENT_PER_SECOND: {
    parse: count,
    default: '200',
    example: '200',
    sentence:
      'Logouts a second of one app client that no verified token vouches for, and requests for single sessions of its users.',
  },
  RATE_LIMIT_ADMIN_PER_SECOND: {
    parse: count,
    default: '10',
    example: '10',
    sentence: 'Requests a second of one admin.',
  },
  RATE_LIMIT_READER_PER_SECOND: {
    parse: count,
    default: '2000',
    example: '2000',
    sentence:
      'Requests a second of one resource server or gateway, known by its API key of the scope `feed`.',
  },
  RATE_LIMIT_ADMIN_FAILURES_PER_15_MINUTES: {
    parse: count,
    default: '5',
    example: '5',
    sentence: 'Failed admin authentications in 15 minutes from one address for one API key.',
  },
  RATE_LIMIT_SHADOW: {
    parse: flag,
    default: 'false',
    example: 'false',
    sentence:
      'Whether to count and report what the limits would refuse, and refuse nothing: to try limits out. Failed admin authentications stay limited.',
  },
  REDIS_URL: {
    parse: secret(redisUrl),
    secret: true,
    example: 'rediss://user:password@redis.example.com:6379/0',
    sentence:
      'The Redis or Valkey through which several instances share their limits. Unset, every instance counts for itself, as it also does while Redis is out of reach.',
  },
});
