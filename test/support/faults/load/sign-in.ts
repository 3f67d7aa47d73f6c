import type { FaultWorld } from '../fault-world.ts';
import { canary } from '../../canaries.ts';
import type { Session } from './ways-out.ts';

/** Each session is of a user of its own: ending all of a user's sessions ends no other. */
export function createSignIn({ fake, clientId, environment }: FaultWorld): () => Session {
  const userPoolId = environment['COGNITO_USER_POOL_ID'] ?? '';
  const password = canary('Pass-word-1-of-the-users-who-log-out');
  let users = 0;
  return () => {
    users += 1;
    const username = `user-${users}`;
    fake.createUser({ userPoolId, username, password });
    return { ...fake.signIn({ clientId, username }), username, userPoolId, clientId };
  };
}
