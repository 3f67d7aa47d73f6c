import type { AppClientEntry } from '../app-client-schema.ts';
import { entryRule } from '../entry-rule.ts';
import type { SoundFields } from '../sound-fields.ts';
import { readLocalSource, type LocalPlaces } from './local-source.ts';
import { listedSource, sourceProblems, type SourceContext } from './listed-source.ts';
import type { LocalSource, SecretSource } from './secret-source.ts';
import { SECRETS_MAX } from '../../settings/secrets-in-text.ts';

/** Where the secrets of entries may be, besides in the entries. */
export interface SecretSources extends LocalPlaces {
  /** Hosts to which plain http is allowed. */
  readonly insecureHosts: readonly string[];
}

const SECRET_FIELDS = ['clientSecret', 'clientSecretFile', 'clientSecretEnv'] as const;
const NEXT_FIELDS = ['nextClientSecret', 'nextClientSecretFile', 'nextClientSecretEnv'] as const;

type Field = (typeof SECRET_FIELDS)[number] | (typeof NEXT_FIELDS)[number];
type SecretEntry = Partial<Pick<AppClientEntry, Field>>;

/** Finds the sources of an entry's secrets, in the order in which to try them; those that can't be read are left out. */
export function secretSourcesOf(
  entry: AppClientEntry,
  places: SecretSources,
  place: string,
): readonly SecretSource[] {
  const local = (['clientSecret', 'nextClientSecret'] as const).flatMap((field) =>
    namedSource(entry, field, places),
  );
  const listed = (entry.secrets ?? []).map((source, index) =>
    listedSource(source, contextOf(entry, places, `${place}.secrets[${index}]`)),
  );
  return [...local, ...listed].flatMap((reading) => ('value' in reading ? [reading.value] : []));
}

/** Why secrets of an entry can't be had; each problem is led by the field. */
export function secretProblems(fields: SoundFields, places: SecretSources): readonly string[] {
  const rules = [
    entryRule(SECRET_FIELDS, (entry) => problemsOf(namedSource(entry, 'clientSecret', places))),
    entryRule(NEXT_FIELDS, (entry) => problemsOf(namedSource(entry, 'nextClientSecret', places))),
    entryRule([...SECRET_FIELDS, ...NEXT_FIELDS], nextAlone),
    entryRule([...SECRET_FIELDS, ...NEXT_FIELDS], (entry) => tooMany(entry, places)),
    entryRule([...SECRET_FIELDS, ...NEXT_FIELDS, 'secrets'], listBesideFields),
    entryRule(['secrets', 'userPoolId', 'clientId', 'endpoint'], (entry) =>
      (entry.secrets ?? []).flatMap((source, index) =>
        sourceProblems(source, contextOf(entry, places, `secrets[${index}]`)),
      ),
    ),
  ];
  return rules.flatMap((rule) => rule.check(fields));
}

function contextOf(
  { userPoolId, clientId, endpoint }: Pick<AppClientEntry, 'userPoolId' | 'clientId' | 'endpoint'>,
  places: SecretSources,
  place: string,
): SourceContext {
  return { ...places, userPoolId, clientId, endpoint, place };
}

type Reading = { readonly value: LocalSource } | { readonly problem: string };

function problemsOf(readings: readonly Reading[]): readonly string[] {
  return readings.flatMap((reading) => ('problem' in reading ? [reading.problem] : []));
}

function namedSource(
  entry: SecretEntry,
  field: 'clientSecret' | 'nextClientSecret',
  places: LocalPlaces,
): readonly Reading[] {
  const inline = entry[field];
  const file = entry[`${field}File`];
  const env = entry[`${field}Env`];
  const given = [inline, file, env].filter((source) => source !== undefined);
  if (given.length > 1) {
    return [{ problem: `${field}, ${field}File and ${field}Env exclude one another. Keep one.` }];
  }
  if (inline !== undefined) return [{ value: { kind: 'inline', secrets: [inline] } }];
  if (file !== undefined) return [named(`${field}File`, readLocalSource({ file }, places))];
  if (env !== undefined) return [named(`${field}Env`, readLocalSource({ env }, places))];
  return [];
}

function named(field: string, reading: Reading): Reading {
  return 'problem' in reading ? { problem: `${field} ${reading.problem}` } : reading;
}

function nextAlone(entry: SecretEntry): readonly string[] {
  return NEXT_FIELDS.some((field) => isGiven(entry, field)) && !hasOwnSecret(entry)
    ? ['nextClientSecret is given without clientSecret. Give the current one there.']
    : [];
}

function tooMany(entry: SecretEntry, places: LocalPlaces): readonly string[] {
  const readings = (['clientSecret', 'nextClientSecret'] as const).flatMap((field) =>
    namedSource(entry, field, places),
  );
  const count = readings.flatMap((reading) => ('value' in reading ? reading.value.secrets : [])).length;
  return count > SECRETS_MAX
    ? [
        'nextClientSecret is one too many: the file of clientSecret holds two already. Remove nextClientSecret….',
      ]
    : [];
}

function listBesideFields(entry: SecretEntry & Pick<AppClientEntry, 'secrets'>): readonly string[] {
  const besides = [...SECRET_FIELDS, ...NEXT_FIELDS].some((field) => isGiven(entry, field));
  return entry.secrets !== undefined && besides
    ? ['secrets stands beside clientSecret…. Keep one of them: secrets takes files and variables, too.']
    : [];
}

function hasOwnSecret(entry: SecretEntry): boolean {
  return SECRET_FIELDS.some((field) => isGiven(entry, field));
}

function isGiven(entry: SecretEntry, field: Field): boolean {
  return entry[field] !== undefined;
}
