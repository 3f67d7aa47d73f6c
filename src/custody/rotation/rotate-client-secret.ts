import { secretId } from '../../app-clients/secrets/secret-id.ts';
import { ensureRecorded, ensureAdded } from './new-secret-steps.ts';
import { publish } from './publish.ts';
import { RotationStop } from './rotation-stop.ts';
import type { RotationParts } from './rotation-parts.ts';
import type { RotationRecord } from './rotation-record.ts';

export interface RotationOptions {
  /** Somebody vouches that every instance has the new secret. */
  readonly allReloaded: boolean;
  readonly waitMs: number;
}

const ASK_EVERY_MS = 5_000;

/**
 * Rotates the secret of an app client: adds a new one at Cognito, puts it where the service reads it, waits until every
 * instance has it, proves it, deletes the old one, and cleans up. What is done already is found out and not done again, so
 * that it can be interrupted anywhere and be run again. The old secret is deleted only while the new one is there and
 * taken.
 *
 * @throws RotationStop (rejects) where it has to wait for somebody, or must not go on; nothing is lost then
 */
export async function rotateClientSecret(parts: RotationParts, options: RotationOptions): Promise<void> {
  const recorded = await ensureRecorded(parts);
  const { record, isOldDeleted } = await ensureAdded(parts, recorded);
  if (!isOldDeleted) {
    await publish(parts, record);
    await waitForFleet(parts, record, options);
    await prove(parts, record);
    await removeOld(parts, record);
  }
  await finish(parts, record);
}

async function waitForFleet(
  { fleet, say, pause, nowMs, clientId, record: { path } }: RotationParts,
  { newSecret }: RotationRecord,
  { allReloaded, waitMs }: RotationOptions,
): Promise<void> {
  if (allReloaded) return say('You vouch that every instance has the new secret.');
  if (fleet.size === 0) {
    throw new RotationStop('waiting', [
      'Every instance has to have the new secret before the old one is deleted.',
      'Run this again with --instance for each of them, or with --all-reloaded once you know it.',
      `The rotation stands in ${path} until then.`,
    ]);
  }
  const id = await secretId(clientId, newSecret);
  const endsAtMs = nowMs() + waitMs;
  let told = '';
  for (;;) {
    const answers = await fleet.ask(clientId);
    const without = answers.filter(({ secretIds }) => secretIds?.includes(id) !== true);
    if (without.length === 0) return say(`All ${fleet.size} instances have the new secret.`);
    const names = without.map(
      ({ instance, secretIds }) => `${instance}${secretIds === undefined ? ' (does not say)' : ''}`,
    );
    const line = `Waiting for ${names.join(', ')}.`;
    if (line !== told) say(line);
    told = line;
    if (nowMs() >= endsAtMs) {
      throw new RotationStop('waiting', [
        'These instances do not have the new secret: both stay valid. Run this again.',
      ]);
    }
    await pause(ASK_EVERY_MS);
  }
}

async function prove({ isTaken, say }: RotationParts, { newSecret }: RotationRecord): Promise<void> {
  const taken = await isTaken(newSecret);
  if (taken === true) return say('Cognito takes the new secret.');
  throw taken === undefined
    ? new RotationStop('waiting', [
        'Cognito cannot be asked whether it takes the new secret. Run this again.',
      ])
    : new RotationStop('refused', ['Cognito does not take the new secret. The old one was not deleted.']);
}

async function removeOld(
  { atCognito, say }: RotationParts,
  { oldSecretId, newSecretId }: RotationRecord,
): Promise<void> {
  const ids = await atCognito.list();
  if (newSecretId === undefined || newSecretId === oldSecretId || !ids.includes(newSecretId)) {
    throw new RotationStop('refused', ['The new secret is gone from Cognito. The old one was not deleted.']);
  }
  if (ids.includes(oldSecretId)) await atCognito.remove(oldSecretId);
  say('Deleted the old secret at Cognito.');
}

async function finish({ place, record, say }: RotationParts, { newSecret }: RotationRecord): Promise<void> {
  if (place !== undefined && place !== 'cognito') {
    await place.write([newSecret]);
    say(`Left only the new secret in ${place.description}.`);
  }
  await record.remove();
  say('Done.');
}
