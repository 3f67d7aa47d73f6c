import type { OperationName, Operations } from './operations.ts';

/** Whether an operation made intents due at once, so that whoever waits for work should look. */
export function makesDue<Name extends OperationName>(
  name: Name,
  input: Operations[Name]['in'],
  output: Operations[Name]['out'],
): boolean {
  if (name === 'unpark') return (output as Operations['unpark']['out']).unparked > 0;
  if (name !== 'accept') return false;
  const { dueAtMs, nowMs } = input as Operations['accept']['in'];
  return dueAtMs <= nowMs && (output as Operations['accept']['out']).kind === 'stored';
}
