/** One of the up to two secrets of an app client, either of which is accepted. */
export interface ClientSecret {
  /** The app client's id and the moment at which the secret was made. */
  readonly id: string;
  readonly value: string;
  readonly createdAtMs: number;
}

/** The most that an app client may have at once. */
export const CLIENT_SECRETS_MAX = 2;

/** Keeps those that are there already, so that their ids stay, and makes the others, in the order of the values. */
export function clientSecrets(
  clientId: string,
  values: readonly string[],
  before: readonly ClientSecret[],
  nowMs: number,
): readonly ClientSecret[] {
  return values.reduce<readonly ClientSecret[]>((made, value) => {
    const known = before.find((secret) => secret.value === value);
    return [...made, known ?? newSecret(clientId, value, [...before, ...made], nowMs)];
  }, []);
}

/** No two secrets of an app client have an id in common, however fast they follow each other. */
function newSecret(
  clientId: string,
  value: string,
  others: readonly ClientSecret[],
  nowMs: number,
): ClientSecret {
  const latestMs = Math.max(0, ...others.map(({ createdAtMs }) => createdAtMs));
  const createdAtMs = Math.max(nowMs, latestMs + 1);
  return { id: `${clientId}--${createdAtMs}`, value, createdAtMs };
}

/** What a caller may send, the oldest first; none for a public app client. */
export function secretValuesOf({
  secrets,
}: {
  readonly secrets: readonly ClientSecret[];
}): readonly string[] {
  return secrets.map(({ value }) => value);
}
