import { integer } from '../../settings/formats/integer.ts';
import { listOf } from '../../settings/formats/list-of.ts';
import { hostName } from '../../settings/formats/host-name.ts';
import { defineVariables } from '../variable.ts';

export const upstreamVariables = defineVariables({
  INSECURE_UPSTREAM_HOSTS: {
    parse: listOf(hostName),
    default: '',
    example: 'fake-cognito',
    sentence:
      'Host names to which tokens and secrets may go by plain http, separated by commas. For test setups: whoever is on the path can read them. Also counts for the app clients file.',
  },
  UPSTREAM_DEADLINE_MS: {
    parse: integer(100, 30_000),
    default: '1500',
    example: '1500',
    sentence: 'How long all calls to Cognito for one request may take together, in milliseconds.',
  },
});
