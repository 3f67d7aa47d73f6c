import type { Response } from 'express';
import type { AppClientProfile } from '../../revocation/app-client-profile.ts';
import type { AppDependencies } from '../app-dependencies.ts';

/** A call of Cognito's API, read so far as all operations have it in common. */
export interface ApiCall {
  /** Whatever object the caller sent. */
  readonly fields: object;
  /** The app client that the path names. */
  readonly onPath: AppClientProfile | undefined;
  readonly response: Response;
}

/** Does what an operation does. Success has no members to answer with. */
export type PerformApiCall = (call: ApiCall, dependencies: AppDependencies) => Promise<void>;
