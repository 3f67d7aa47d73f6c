/** Names and secrets of the service that is fuzzed, so that requests get deep into it. */
export interface FuzzWords {
  readonly clientId: string;
  readonly origin: string;
  readonly cookie: string;
  readonly userPoolId: string;
  /** An API key that opens the admin routes. */
  readonly apiKey: string;
  /** Signed tokens that verify, and others. */
  readonly tokens: readonly string[];
}

/** Stands in every token and key that the fuzzer makes up. No answer and no log line may hold it. */
export const FUZZ_MARK = 'Fuzz_Canary';

/** What is written where a token, an id or a name belongs. */
export function hostileWords({ tokens }: FuzzWords): readonly string[] {
  return [
    ...tokens,
    `eyJ${FUZZ_MARK}${'a'.repeat(40)}`,
    `${FUZZ_MARK}.${'b'.repeat(1000)}.c.d.e`,
    `${FUZZ_MARK}${'a'.repeat(5000)}`,
    `eyJhbGciOiJub25lIn0.eyJ0b2tlbl91c2UiOiJhY2Nlc3MifQ.${FUZZ_MARK}`,
    '',
    'null',
    '__proto__',
    'constructor',
    '../../etc/passwd',
    '${jndi:ldap://x}',
    '<script>',
    'a\tb',
    'é',
    '\xf0\x9f\x98\x80',
    '\xff\xfe',
    '%00',
    '%E0%A4%A',
    '%0d%0aX-Injected: 1',
    "' OR 1=1 --",
    '9'.repeat(400),
  ];
}
