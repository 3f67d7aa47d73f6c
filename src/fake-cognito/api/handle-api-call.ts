import { CognitoError } from '../cognito-error.ts';
import type { Answer, Received } from '../http/answer.ts';
import { visitorOf } from '../http/visitor-of.ts';
import type { World } from '../world.ts';
import { errorAnswer, parseInput, resultAnswer, targetOf } from './aws-json.ts';
import { checkCaller } from './caller.ts';
import { OPERATIONS } from './operations/operations.ts';

/** Answers a `POST /` of AWS JSON 1.1. Whatever it does not know is a fault of the caller, never a 500. */
export function handleApiCall(received: Received, world: World): Answer {
  try {
    return resultAnswer(perform(received, world));
  } catch (error) {
    if (error instanceof CognitoError) return errorAnswer(error);
    throw error;
  }
}

function perform(received: Received, world: World): object | undefined {
  const operation = OPERATIONS.get(targetOf(received) ?? '');
  if (operation === undefined) throw new CognitoError('UnknownOperationException');
  const caller = operation.signed ? checkCaller(received, world.refusedAccessKeyIds) : undefined;
  return operation.run(parseInput(received.body), {
    world,
    region: caller?.region,
    visitor: visitorOf(received),
  });
}
