import { CognitoError } from '../cognito-error.ts';
import type { Visitor } from '../pool/sessions/visitor.ts';
import type { UserPool } from '../pool/user-pool.ts';
import type { World } from '../world.ts';

export type Input = Record<string, unknown>;

/** One operation of the API: takes the members of the request and gives those of the answer. */
export interface Operation {
  /** Whether IAM guards it, so that the request has to be signed. */
  readonly signed: boolean;
  /**
   * @returns the members of the answer, or undefined for an answer without a body
   * @throws CognitoError what Cognito would refuse with
   */
  run(input: Input, context: OperationContext): object | undefined;
}

export interface OperationContext {
  readonly world: World;
  /** The Region that a signed request was signed for; an endpoint knows the pools of its own Region only. */
  readonly region: string | undefined;
  readonly visitor: Visitor;
}

/** @throws CognitoError ResourceNotFoundException */
export function poolOf(userPoolId: string, { world, region }: OperationContext): UserPool {
  const pool = world.pools.get(userPoolId);
  if (pool === undefined || (region !== undefined && pool.region !== region)) {
    throw new CognitoError('ResourceNotFoundException', `User pool ${userPoolId} does not exist.`);
  }
  return pool;
}
