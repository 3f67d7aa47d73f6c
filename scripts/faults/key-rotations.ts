import { keyRotations as rotateKeys } from '../../test/support/faults/key-rotations.ts';
import { engineOf } from './kills.ts';
import { numberOf, type Flags, type Report } from './report.ts';

/** The key of the store is rotated under load while Cognito fails, and then all is delivered. */
export async function keyRotations(flags: Flags): Promise<Report> {
  const engine = engineOf(flags);
  const rotations = numberOf(flags, 'rotations', 10);
  const { trail, ...result } = await rotateKeys({
    engine,
    instances: numberOf(flags, 'instances', engine === 'postgres' ? 3 : 1),
    rotations,
    logoutsPerKey: Math.ceil(numberOf(flags, 'logouts', 1100) / (rotations + 1)),
  });
  return {
    rows: [
      ['rotations', rotations],
      ['logouts acknowledged', result.acknowledged],
      ['keys that stored logouts needed', `${result.keysNeeded} of ${rotations + 1}`],
      ['acknowledged, and the token lives', result.lost],
      ['intents stored', trail.accepted],
      ['of them without exactly one final event', trail.withoutOneFinal],
      ['audit chain', trail.chain.intact ? 'intact' : `broken at ${trail.chain.brokenAtSequence}`],
      ['crashes of the service', result.complaints.length],
    ],
    holds:
      result.lost === 0 &&
      result.keysNeeded === rotations + 1 &&
      trail.withoutOneFinal === 0 &&
      trail.chain.intact &&
      result.complaints.length === 0 &&
      result.exitCodes.every((code) => code === 0),
  };
}
