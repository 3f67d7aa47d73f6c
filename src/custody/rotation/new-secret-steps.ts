import { RotationStop } from './rotation-stop.ts';
import type { RotationParts } from './rotation-parts.ts';
import type { RotationRecord } from './rotation-record.ts';

/** The record of the rotation that is on, if one is. */
export async function ownRecord(
  parts: Pick<RotationParts, 'record' | 'userPoolId' | 'clientId'>,
): Promise<RotationRecord | undefined> {
  const { record: file, userPoolId, clientId } = parts;
  const found = await file.load();
  if (found === undefined || (found.userPoolId === userPoolId && found.clientId === clientId)) return found;
  throw new RotationStop('refused', [
    `${file.path} is of another app client. Name another file by --record.`,
  ]);
}

/** The same, or the record of a new one, which is written down before anything happens. */
export async function ensureRecorded(parts: RotationParts): Promise<RotationRecord> {
  const { record: file, userPoolId, clientId, say } = parts;
  const found = await ownRecord(parts);
  if (found !== undefined) {
    say(`Goes on with the rotation in ${file.path}.`);
    return found;
  }
  const record = { userPoolId, clientId, newSecret: parts.newSecret(), oldSecretId: await onlySecret(parts) };
  await file.save(record);
  say(`Wrote the new secret to ${file.path}, which only you can read.`);
  return record;
}

/** The id of the secret that is to be replaced. */
export async function onlySecret({ atCognito }: Pick<RotationParts, 'atCognito'>): Promise<string> {
  const [first, second] = await atCognito.list();
  if (first === undefined) {
    throw new RotationStop('refused', ['The app client has no secret at Cognito: it is public.']);
  }
  if (second !== undefined) {
    throw new RotationStop('refused', [
      'The app client has two secrets at Cognito already: another rotation is on, or was left.',
      'Go on with that one, with its record (--record), or delete the secret that nobody uses at Cognito.',
    ]);
  }
  return first;
}

/** Sees to it that Cognito has the new secret, and says whether it still has the old one. */
export async function ensureAdded(
  parts: RotationParts,
  record: RotationRecord,
): Promise<{ readonly record: RotationRecord; readonly isOldDeleted: boolean }> {
  const { atCognito, say } = parts;
  const ids = await atCognito.list();
  const isOldDeleted = !ids.includes(record.oldSecretId);
  const [other] = ids.filter((id) => id !== record.oldSecretId);
  if (other === undefined) {
    if (record.newSecretId !== undefined) {
      throw new RotationStop('refused', [
        'Somebody has deleted the new secret at Cognito. The old one was left alone.',
        `To begin anew, delete ${parts.record.path}.`,
      ]);
    }
    const newSecretId = await atCognito.add(record.newSecret);
    say('Added the new secret at Cognito. Both are valid.');
    return { record: await remember(parts, { ...record, newSecretId }), isOldDeleted };
  }
  if (isOldDeleted || record.newSecretId !== other) await requireOwn(parts, record);
  return { record: await remember(parts, { ...record, newSecretId: other }), isOldDeleted };
}

async function remember({ record: file }: RotationParts, record: RotationRecord): Promise<RotationRecord> {
  await file.save(record);
  return record;
}

/** An interruption may have come between Cognito's answer and its being written down. */
async function requireOwn({ isTaken }: RotationParts, { newSecret }: RotationRecord): Promise<void> {
  const taken = await isTaken(newSecret);
  if (taken === true) return;
  throw taken === undefined
    ? new RotationStop('waiting', [
        'Cognito cannot be asked whether it takes the new secret. Run this again.',
      ])
    : new RotationStop('refused', [
        'The other secret that the app client has at Cognito is not of this rotation. Nothing was deleted.',
      ]);
}
