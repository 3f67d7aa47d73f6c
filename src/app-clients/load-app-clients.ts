import * as z from 'zod';
import { checkShape } from '../settings/check-shape.ts';
import { readDocumentFile } from '../settings/document-file.ts';
import { regionOf } from '../settings/formats/cognito-names.ts';
import { repeatedFields } from '../settings/repeated-fields.ts';
import { appClientSchema, appClientsFileSchema, type AppClientEntry } from './app-client-schema.ts';
import type { AppClientSettings } from './app-client-settings.ts';
import { entryProblems } from './entry-problems.ts';
import { secretProblems, secretSourcesOf, type SecretSources } from './secrets/entry-secrets.ts';
import { isRemote, type SecretSource } from './secrets/secret-source.ts';
import { soundFields } from './sound-fields.ts';

export type AppClientsSource = SecretSources;

export interface AppClientsReading {
  readonly clients: readonly AppClientSettings[];
  /** Each the rest of a sentence that begins with the variable that names the file. */
  readonly problems: readonly string[];
}

/** The file with its entries unread, so that one wrong entry hides no problem of another. */
const outerSchema = appClientsFileSchema.extend({ clients: z.array(z.unknown()).min(1) });

/**
 * Reads the app clients file and the files and variables that it points to. Finds all problems at once. Secrets that are kept
 * elsewhere are left to be fetched: their sources are among the settings.
 */
export function loadAppClients(source: AppClientsSource): AppClientsReading {
  const document = readDocumentFile(source.file);
  if ('problem' in document) return { clients: [], problems: [document.problem] };
  const outer = checkShape(outerSchema, document.value, '');
  if ('problems' in outer) return { clients: [], problems: led(source, outer.problems) };
  const readings = outer.value.clients.map((entry, index) => readEntry(entry, `clients[${index}]`, source));
  const problems = [
    ...readings.flatMap((reading) => reading.problems),
    ...repeatedFields(outer.value.clients, ['clientId', 'name'], 'clients'),
  ];
  return { clients: readings.flatMap((reading) => reading.clients), problems: led(source, problems) };
}

function readEntry(data: unknown, place: string, source: AppClientsSource): AppClientsReading {
  const shaped = checkShape(appClientSchema, data, place);
  const fields = soundFields(data);
  const together = [...secretProblems(fields, source), ...entryProblems(fields, source.insecureHosts)];
  const problems = together.map((problem) => `${place}.${problem}`);
  if ('problems' in shaped) return { clients: [], problems: [...shaped.problems, ...problems] };
  const entry = shaped.value;
  return { clients: [settingsOf(entry, secretSourcesOf(entry, source, place))], problems };
}

function settingsOf(entry: AppClientEntry, secretSources: readonly SecretSource[]): AppClientSettings {
  const { clientId, userPoolId, name, endpoint, domain, upstream, allowedOrigins, cookies } = entry;
  const { logoutUri, postLogoutRedirectUris, afterLogoutUrl, sessionTracking } = entry;
  const { accessTokenValiditySeconds, idTokenValiditySeconds, refreshTokenValiditySeconds } = entry;
  return {
    clientId,
    userPoolId,
    region: regionOf(userPoolId),
    name,
    secrets: secretSources.flatMap((source) => (isRemote(source) ? [] : source.secrets)),
    secretSources: secretSources.length === 0 ? undefined : secretSources,
    endpoint,
    domain,
    upstream,
    allowedOrigins,
    cookies,
    logoutUri,
    postLogoutRedirectUris,
    afterLogoutUrl,
    accessTokenValiditySeconds,
    idTokenValiditySeconds,
    refreshTokenValiditySeconds,
    sessionTracking,
    confidentialTowardsCallers: entry.confidentialTowardsCallers,
  };
}

function led({ file }: AppClientsSource, problems: readonly string[]): readonly string[] {
  return problems.map((problem) => `(${file}): ${problem}`);
}
