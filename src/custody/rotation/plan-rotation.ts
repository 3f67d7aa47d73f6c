import { secretId } from '../../app-clients/secrets/secret-id.ts';
import { onlySecret, ownRecord } from './new-secret-steps.ts';
import type { RotationParts } from './rotation-parts.ts';

/** Says what a rotation would do, having looked and changed nothing. */
export async function planRotation(parts: RotationParts): Promise<void> {
  const { record: file, atCognito, fleet, clientId, place, say } = parts;
  const record = await ownRecord(parts);
  const old = record?.oldSecretId ?? (await onlySecret(parts));
  const ids = await atCognito.list();
  say(record === undefined ? 'No rotation is on.' : `A rotation is on: ${file.path}.`);
  if (ids.length < 2 && ids.includes(old)) say('Would add a new secret at Cognito.');
  say(wherePlan(place));
  const id = record === undefined ? undefined : await secretId(clientId, record.newSecret);
  for (const { instance, secretIds } of await fleet.ask(clientId)) {
    const has =
      id !== undefined && secretIds?.includes(id) === true ? 'has the new secret' : 'has no new secret yet';
    say(`${instance} ${secretIds === undefined ? 'does not say which secrets it has' : has}.`);
  }
  if (fleet.size === 0)
    say('Names no instances, so that you would have to vouch for them with --all-reloaded.');
  if (ids.includes(old)) say(`Would then delete the secret ${old} at Cognito.`);
}

function wherePlan(place: RotationParts['place']): string {
  if (place === 'cognito') return 'The service asks Cognito for its secret.';
  return place === undefined
    ? 'Cannot write to where the service reads the secret, a variable or a file that this user cannot replace: would hand it over in a file.'
    : `Would put the new secret into ${place.description}, before the old one.`;
}
