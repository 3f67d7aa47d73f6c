import { regionOf } from '../../settings/formats/cognito-names.ts';
import type { Parsed } from '../../settings/parse.ts';
import { plainHttpProblem } from '../../settings/web/upstream-url.ts';
import { readLocalSource, type LocalPlaces } from './local-source.ts';
import type { SecretSourceEntry } from './secret-source-schema.ts';
import type { SecretSource } from './secret-source.ts';

/** The entry of the app client around a source. */
export interface SourceContext extends LocalPlaces {
  readonly insecureHosts: readonly string[];
  readonly userPoolId: string;
  readonly clientId: string;
  /** Of Cognito. */
  readonly endpoint: string | undefined;
  /** Of the source, for messages. */
  readonly place: string;
}

const PLACES = ['file', 'env', 'secretsManager', 'ssmParameter', 'cognito'] as const;
const ONE_PLACE = 'must name exactly one of file, env, secretsManager, ssmParameter and cognito.';

/** Reads a source of the list `secrets`, or tells why it cannot be one. */
export function listedSource(entry: SecretSourceEntry, context: SourceContext): Parsed<SecretSource> {
  const [problem] = sourceProblems(entry, context);
  if (problem !== undefined) return { problem };
  const { file, env, secretsManager, ssmParameter, jsonKey, endpoint } = entry;
  const { place, userPoolId, clientId } = context;
  if (file !== undefined) return readLocalSource({ file }, context);
  if (env !== undefined) return readLocalSource({ env }, context);
  const region = regionFor(entry, userPoolId);
  if (secretsManager !== undefined) {
    return { value: { kind: 'secrets-manager', place, region, endpoint, secretId: secretsManager, jsonKey } };
  }
  if (ssmParameter !== undefined) {
    return { value: { kind: 'ssm-parameter', place, region, endpoint, name: ssmParameter } };
  }
  return { value: { kind: 'cognito', place, region, endpoint: context.endpoint, userPoolId, clientId } };
}

/** What is wrong with a source, each problem led by the place of the source. */
export function sourceProblems(entry: SecretSourceEntry, context: SourceContext): readonly string[] {
  const { place } = context;
  const given = PLACES.filter((name) => entry[name] !== undefined);
  if (given.length !== 1) return [`${place} ${ONE_PLACE}`];
  return [
    ...strayFields(entry),
    ...wrongRegion(entry),
    ...plainHttp(entry, context),
    ...local(entry, context),
  ].map((problem) => `${place}${problem}`);
}

function strayFields(entry: SecretSourceEntry): readonly string[] {
  const isRemote = entry.secretsManager !== undefined || entry.ssmParameter !== undefined;
  const problems: string[] = [];
  if (entry.jsonKey !== undefined && entry.secretsManager === undefined) {
    problems.push('.jsonKey is for secretsManager only. Remove it.');
  }
  if (entry.region !== undefined && !isRemote) {
    problems.push('.region is for secretsManager and ssmParameter only. Remove it.');
  }
  if (entry.endpoint !== undefined && !isRemote) {
    problems.push('.endpoint is for secretsManager and ssmParameter only. Remove it.');
  }
  return problems;
}

function wrongRegion(entry: SecretSourceEntry): readonly string[] {
  const named = regionInArn(entry);
  return named !== undefined && entry.region !== undefined && entry.region !== named
    ? ['.region must be the Region in the ARN. Correct one of them, or remove it.']
    : [];
}

function plainHttp({ endpoint }: SecretSourceEntry, { insecureHosts }: SourceContext): readonly string[] {
  const problem = endpoint === undefined ? undefined : plainHttpProblem(endpoint, insecureHosts);
  return problem === undefined ? [] : [`.endpoint ${problem}`];
}

function local({ file, env }: SecretSourceEntry, context: SourceContext): readonly string[] {
  if (file === undefined && env === undefined) return [];
  const name = file === undefined ? 'env' : 'file';
  const reading = readLocalSource(file === undefined ? { env: env ?? '' } : { file }, context);
  return 'problem' in reading ? [`.${name} ${reading.problem}`] : [];
}

function regionFor(entry: SecretSourceEntry, userPoolId: string): string {
  return entry.region ?? regionInArn(entry) ?? regionOf(userPoolId);
}

/** `arn:partition:service:region:account:…` */
function regionInArn({ secretsManager, ssmParameter }: SecretSourceEntry): string | undefined {
  const name = secretsManager ?? ssmParameter ?? '';
  return name.startsWith('arn:') ? name.split(':')[3] : undefined;
}
