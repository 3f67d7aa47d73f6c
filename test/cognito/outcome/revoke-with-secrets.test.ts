import { expect, test } from '@jest/globals';
import { revokeWithSecrets } from '../../../src/cognito/outcome/revoke-with-secrets.ts';
import type { SecretVerdict } from '../../../src/cognito/probe-secrets.ts';
import type { Moment } from '../../../src/cognito/secret-verdicts.ts';
import type { UpstreamOutcome } from '../../../src/revocation/ports/upstream-outcome.ts';
import { canary } from '../../support/canaries.ts';

const OLD = canary('withSecretsCANARYoldCANARYsecret');
const NEXT = canary('withSecretsCANARYnextCANARYsecre');
const DEAD: UpstreamOutcome = { kind: 'already-dead', exceptionName: 'InvalidParameterException' };
const REFUSED: UpstreamOutcome = {
  kind: 'parked',
  cause: 'client-secret-rejected',
  exceptionName: 'UnauthorizedException',
};

interface Circumstances {
  readonly verdict?: SecretVerdict;
  readonly mayAskMore?: () => boolean;
}

/** Two secrets, and the answers of Cognito one after the other. */
async function revoke(
  answers: readonly UpstreamOutcome[],
  { verdict = 'good', mayAskMore = () => true }: Circumstances = {},
) {
  const calls: { secret: string | undefined; begun: Moment }[] = [];
  const judgedSince: (Moment | undefined)[] = [];
  let latest = 0;
  const outcome = await revokeWithSecrets({
    secrets: [NEXT, OLD],
    refusal: 'client-secret-rejected',
    admitMore: () => Promise.resolve(mayAskMore()),
    moment: () => (latest += 1),
    revokeWith(secret) {
      calls.push({ secret, begun: latest });
      return Promise.resolve(answers[calls.length - 1] ?? { kind: 'confirmed' });
    },
    judge(refusedSince) {
      judgedSince.push(refusedSince);
      return Promise.resolve(verdict);
    },
  });
  return { outcome, calls, judgedSince };
}

test('a token that is dead is asked about once, and says nothing of the secret', async () => {
  const { outcome, calls, judgedSince } = await revoke([DEAD, REFUSED]);
  expect(outcome).toEqual(DEAD);
  expect(calls.map(({ secret }) => secret)).toEqual([NEXT]);
  expect(judgedSince).toEqual([undefined]);
});

test('a token that the other secret finds dead is', async () => {
  const { outcome, calls, judgedSince } = await revoke([REFUSED, DEAD]);
  expect(outcome).toEqual(DEAD);
  expect(calls.map(({ secret }) => secret)).toEqual([NEXT, OLD]);
  expect(judgedSince).toEqual([undefined]);
});

test('of two refusals the last is judged, by what is found out later than its call began', async () => {
  const { outcome, calls, judgedSince } = await revoke([REFUSED, REFUSED]);
  expect(outcome).toMatchObject({ kind: 'rejected', code: 'token-not-of-client' });
  expect(calls).toHaveLength(2);
  expect(judgedSince).toEqual([calls[1]?.begun]);
  expect(calls[1]?.begun).toBeGreaterThan(calls[0]?.begun ?? Infinity);
});

test('a public app client is asked without a secret only while one more call may go out', async () => {
  const admissions = [true, false];
  const mayAskMore = () => admissions.shift() ?? false;
  const { outcome, calls } = await revoke([REFUSED, REFUSED], { verdict: 'superfluous', mayAskMore });
  expect(outcome).toMatchObject({ kind: 'retry', cause: 'undecided' });
  expect(calls).toHaveLength(2);
});
