import { isIP } from 'node:net';
import { ERROR_STATUS } from '../errors/error-code.ts';

/**
 * What a value has to look like before it may stand in a log line. A value that does not look like its kind is
 * replaced as a whole and never repaired, so that a token in the wrong field cannot pass in part.
 */
const REFUSED = '[refused]';
const VALUE_LENGTH_MAX = 256;

/** Longest word of a sentence, and longest id. App client secrets have 51 characters or more, and tokens hundreds. */
const WORD_LENGTH_MAX = 48;

/** The first three characters of every JWT and JWE: base64url of `{"`. */
const TOKEN_START = 'eyJ';

type Allow = (value: unknown) => string;

function matching(pattern: RegExp): Allow {
  return (value) =>
    typeof value === 'string' && pattern.test(value) && !value.includes(TOKEN_START) ? value : REFUSED;
}

/** How many values of a kind are known again, at most. */
const KNOWN_MAX = 256;

/** The same for kinds of which there are few values, that stand in line after line: what was allowed once is known again. */
function matchingOneOfFew(pattern: RegExp): Allow {
  const allow = matching(pattern);
  const known = new Set<unknown>();
  return (value) => {
    if (known.has(value)) return value as string;
    const allowed = allow(value);
    if (allowed !== REFUSED && known.size < KNOWN_MAX) known.add(allowed);
    return allowed;
  };
}

export const allowedId = matching(/^[A-Za-z0-9-]{8,48}$/);
export const allowedTraceId = matching(/^[0-9a-f]{32}$/);
export const allowedFingerprint = matching(/^[0-9a-f]{16}$/);
/** Cognito's pattern for client ids, shortened: real ones have 26 characters. */
export const allowedClientId = matchingOneOfFew(/^[A-Za-z0-9_+-]{1,48}$/);
/** Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolType.html */
export const allowedUserPoolId = matchingOneOfFew(/^[a-z0-9-]{2,24}_[A-Za-z0-9]{1,55}$/);
export const allowedPrincipal = matching(/^[A-Za-z0-9@._:-]{1,48}$/);
export const allowedWord = matchingOneOfFew(/^[a-zA-Z][a-zA-Z0-9:-]{0,47}$/);
/** The path of a file of the configuration's. No name in it may be as long as a secret. */
export const allowedPath = matching(/^(?!.{0,200}[^/]{41})[\w./@+: -]{1,200}$/);
/** An exception's name, or one of OAuth's error codes. */
export const allowedExceptionName = matching(
  /^(?:[A-Z][A-Za-z]{2,60}(?:Exception|Error|Fault)|(?:invalid|unauthorized|unsupported)_[a-z_]{4,24})$/,
);
/** Codes of Node and of libraries (`ECONNRESET`, `ERR_INVALID_URL`, `SQLITE_FULL`), and SQLSTATE. */
export const allowedErrorCode = matching(/^(?:[A-Z][A-Z_]{1,47}|ERR_[A-Z0-9_]{1,44}|[0-9A-Z]{5})$/);

export const allowedAddress: Allow = (value) =>
  typeof value === 'string' && isIP(value) !== 0 ? value : REFUSED;

export const allowedServiceCode: Allow = (value) =>
  typeof value === 'string' && Object.hasOwn(ERROR_STATUS, value) ? value : REFUSED;

/** Control characters and the line separators of Unicode, which terminals and viewers of logs obey. */
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;

/** A sentence written by this project. Words as long as a secret are replaced. */
export const allowedSentence: Allow = (value) =>
  typeof value === 'string'
    ? value
        .slice(0, VALUE_LENGTH_MAX)
        .replace(CONTROL, ' ')
        .split(' ')
        .map((word) => (word.length > WORD_LENGTH_MAX || word.includes(TOKEN_START) ? REFUSED : word))
        .join(' ')
    : REFUSED;

/** The name of an environment variable. */
export const allowedVariable = matching(/^[A-Z][A-Z0-9_]{0,47}$/);

/** A whole, not negative number. */
export function allowedCount(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, Math.round(value)) : 0;
}

/** Milliseconds with one tenth. */
export function allowedMilliseconds(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, Math.round(value * 10) / 10) : 0;
}

/** One of a closed set, or `other`. */
export function oneOf(values: ReadonlySet<string>, value: unknown, other: string): string {
  return typeof value === 'string' && values.has(value) ? value : other;
}
