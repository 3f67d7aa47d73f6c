import type { Secret } from '../../settings/secret.ts';
import type { Settings } from '../load-settings.ts';

/** What must not stand in a log line, wherever it came from. */
export function protectedValues({
  config,
  appClients,
}: Pick<Settings, 'config' | 'appClients'>): readonly string[] {
  const { fingerprintKey, rateLimit, database, tracing } = config;
  const ofClients = appClients.flatMap(({ secrets }) => secrets);
  return [
    ...ofClients.map((secret) => secret.reveal()),
    ...(fingerprintKey === undefined ? [] : [fingerprintKey.reveal()]),
    ...passwordIn(rateLimit.redisUrl),
    ...passwordIn(database.engine === 'postgres' ? database.url : undefined),
    ...Object.values(tracing?.headers?.reveal() ?? {}),
  ];
}

function passwordIn(url: Secret | undefined): readonly string[] {
  const password = url === undefined ? '' : new URL(url.reveal()).password;
  return password === '' ? [] : [decodeURIComponent(password)];
}
