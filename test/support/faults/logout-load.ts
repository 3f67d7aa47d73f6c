import { setTimeout as after } from 'node:timers/promises';
import type { Tokens } from '../../../src/fake-cognito/seeded-sign-in.ts';

export interface LogoutLoadOptions {
  readonly urls: () => readonly string[];
  readonly clientId: string;
  readonly signIn: () => Tokens;
  /** How many users log out at the same time. */
  readonly users: number;
  /** Ends by itself after so many acknowledgements. */
  readonly acknowledgedMax: number;
}

export interface Acknowledged {
  readonly refreshToken: string;
  readonly receiptId: string;
  /** Whether Cognito had confirmed already. */
  readonly isConfirmed: boolean;
}

export interface LogoutLoad {
  /** The logouts that were answered with 200 or 202. */
  acknowledged(): readonly Acknowledged[];
  /** How often each status was answered; 0 where the connection broke. */
  statuses(): ReadonlyMap<number, number>;
  readonly done: Promise<void>;
  stop(): Promise<void>;
}

const GIVE_UP_MS = 10_000;
const NOBODY_THERE_MS = 20;

/**
 * Users who log out one after the other, every second one with an access token. Whose connection breaks tries again
 * half of the time, as some clients do.
 */
export function startLogoutLoad(options: LogoutLoadOptions): LogoutLoad {
  const acknowledged: Acknowledged[] = [];
  const statuses = new Map<number, number>();
  let isStopped = false;
  const isOver = () => isStopped || acknowledged.length >= options.acknowledgedMax;

  const logOut = async (url: string, tokens: Partial<Tokens>): Promise<LogoutAnswer> => {
    const answer = await logout(url, { ...tokens, clientId: options.clientId });
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    return answer;
  };
  const user = async (): Promise<void> => {
    for (let n = 0; !isOver(); n += 1) {
      const { refreshToken, accessToken } = options.signIn();
      let isToBeTried = true;
      while (isToBeTried && !isOver()) {
        const url = pick(options.urls());
        if (url === undefined) {
          await after(NOBODY_THERE_MS);
          continue;
        }
        const { status, receiptId } = await logOut(
          url,
          n % 2 === 0 ? { refreshToken, accessToken } : { refreshToken },
        );
        const isAcknowledged = status === 200 || status === 202;
        if (isAcknowledged) {
          acknowledged.push({ refreshToken, receiptId, isConfirmed: status === 200 });
        }
        isToBeTried = !isAcknowledged && Math.random() < 0.5;
      }
    }
  };
  const done = Promise.all(Array.from({ length: options.users }, user)).then(() => undefined);
  return {
    acknowledged: () => acknowledged,
    statuses: () => statuses,
    done,
    stop() {
      isStopped = true;
      return done;
    },
  };
}

function pick(urls: readonly string[]): string | undefined {
  return urls[Math.floor(Math.random() * urls.length)];
}

export interface LogoutAnswer {
  /** 0 when there was no answer. */
  readonly status: number;
  readonly receiptId: string;
}

export async function logout(url: string, body: unknown): Promise<LogoutAnswer> {
  try {
    const response = await fetch(`${url}/logout`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });
    const { receiptId = '' } = (await response.json()) as { receiptId?: string };
    return { status: response.status, receiptId };
  } catch {
    return { status: 0, receiptId: '' };
  }
}
