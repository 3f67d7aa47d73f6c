import type { FakeCognito } from '../../../src/fake-cognito/start-fake-cognito.ts';
import { canary } from '../canaries.ts';
import { postJson } from '../running-service.ts';

export interface LoggedOut {
  readonly refreshToken: string;
  readonly status: number;
  /** Whether the token was good for nothing any more when the answer came. */
  readonly wasDead: boolean;
}

/** Logs users out at a service one after another until it is told to stop. */
export function keepLoggingOut(fake: FakeCognito, { url }: { readonly url: string }, clientId: string) {
  const over = new AbortController();
  const loggedOut: LoggedOut[] = [];
  const ended = (async () => {
    while (!over.signal.aborted) {
      const refreshToken = canary(fake.signIn({ clientId, username: 'alice' }).refreshToken);
      const { status } = await postJson(`${url}/logout`, { refreshToken, clientId });
      const wasDead = fake.refreshTokenState(refreshToken) === 'revoked';
      loggedOut.push({ refreshToken, status, wasDead });
    }
  })();
  return {
    soFar: (): readonly LoggedOut[] => loggedOut,
    async stop(): Promise<readonly LoggedOut[]> {
      over.abort();
      await ended;
      return loggedOut;
    },
  };
}
