import { setTimeout as after } from 'node:timers/promises';
import { postJson, type Answer, type Session, type WayOut } from './ways-out.ts';

export interface LogoutLoadOptions {
  readonly urls: () => readonly string[];
  readonly signIn: () => Session;
  /** In which ways sessions are ended, one after the other. */
  readonly ways: readonly WayOut[];
  /** How many users log out at the same time. */
  readonly users: number;
  /** How long each of them waits at most between two logouts. */
  readonly pauseMaxMs: number;
}

export interface Acknowledged {
  readonly refreshToken: string;
  /** Undefined where the answer named none. */
  readonly receiptId: string | undefined;
  /** Whether Cognito had confirmed already. */
  readonly isConfirmed: boolean;
}

export interface LogoutLoad {
  /** The logouts that were answered with 200 or 202. */
  acknowledged(): readonly Acknowledged[];
  /** How often each status was answered; 0 where the connection broke. */
  statuses(): ReadonlyMap<number, number>;
  stop(): Promise<void>;
}

const NOBODY_THERE_MS = 20;

/** Users who log out one after the other. Whose connection breaks tries again half of the time, as some clients do. */
export function startLogoutLoad({ urls, signIn, ways, users, pauseMaxMs }: LogoutLoadOptions): LogoutLoad {
  const acknowledged: Acknowledged[] = [];
  const statuses = new Map<number, number>();
  let isStopped = false;
  let started = 0;
  const isOver = () => isStopped;

  const endSession = async (): Promise<void> => {
    const session = signIn();
    const way = ways[started % ways.length];
    started += 1;
    if (way === undefined) return;
    while (!isOver()) {
      const url = pick(urls());
      if (url === undefined) {
        await after(NOBODY_THERE_MS);
        continue;
      }
      const { status, receiptId } = await way(url, session);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 200 || status === 202) {
        const { refreshToken } = session;
        acknowledged.push({
          refreshToken,
          receiptId: receiptId === '' ? undefined : receiptId,
          isConfirmed: status === 200,
        });
        return;
      }
      if (Math.random() < 0.5) return;
    }
  };
  const user = async (): Promise<void> => {
    while (!isOver()) {
      await after(Math.random() * pauseMaxMs);
      await endSession();
    }
  };
  const done = Promise.all(Array.from({ length: users }, user)).then(() => undefined);
  return {
    acknowledged: () => acknowledged,
    statuses: () => statuses,
    stop() {
      isStopped = true;
      return done;
    },
  };
}

function pick(urls: readonly string[]): string | undefined {
  return urls[Math.floor(Math.random() * urls.length)];
}

export function logout(url: string, body: object): Promise<Answer> {
  return postJson(`${url}/logout`, body);
}
