import type { RotationParts } from './rotation-parts.ts';
import type { RotationRecord } from './rotation-record.ts';

/** Puts the new secret where the service reads it, before the one that is valid so far. */
export async function publish(parts: RotationParts, { newSecret }: RotationRecord): Promise<void> {
  const { place, say } = parts;
  if (place === 'cognito') return say('The service asks Cognito for its secret: there is nowhere to put it.');
  if (place === undefined) {
    const path = await parts.handOver(newSecret);
    return say(
      `Put the new secret from ${path} where the service reads it, as the first of two, and keep the old one there.`,
    );
  }
  const before = await place.read();
  if (before[0] === newSecret) return say(`The new secret is in ${place.description}.`);
  const old = await validOne(
    parts,
    before.filter((secret) => secret !== newSecret),
  );
  await place.write(old === undefined ? [newSecret] : [newSecret, old]);
  say(`Put the new secret into ${place.description}, before the old one.`);
}

/** Of two that were left there, the one that Cognito takes has to stay. */
async function validOne({ isTaken }: RotationParts, secrets: readonly string[]): Promise<string | undefined> {
  for (const secret of secrets) if ((await isTaken(secret)) === true) return secret;
  return secrets[0];
}
