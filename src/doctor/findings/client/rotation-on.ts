import { valueOf } from '../../reading.ts';
import type { FindingRule } from '../finding-rule.ts';

export const rotationOn: FindingRule = {
  id: 'rotation-on',
  severity: 'notice',
  title: 'Refresh tokens rotate',
  meaning:
    'Each refresh gives a new refresh token. Any of them ends the session. If rotation is switched off later, access tokens that were refreshed after that outlive a revocation: only a sign-out of the user ends them.',
  remedy:
    'Frontends have to keep the newest token and refresh by GetTokensFromRefreshToken. Nothing to do here.',
  seen: ({ client }) => {
    const rotation = valueOf(client)?.settings['RefreshTokenRotation'] as { Feature?: unknown } | undefined;
    return rotation?.Feature === 'ENABLED' ? 'RefreshTokenRotation is ENABLED.' : undefined;
  },
};
