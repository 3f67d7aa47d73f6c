import type { User } from './user.ts';

/** A managed-login session, which a browser holds by its cookie. */
export interface SsoSession {
  readonly id: string;
  readonly user: User;
  readonly authTimeSeconds: number;
  readonly expiresAtMs: number;
}
