import { describe, expect, test } from '@jest/globals';
import { startFakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import { LIKELIEST, type Unknowns } from '../../src/fake-cognito/unknowns.ts';
import { COGNITO_CONTRACT, describeCognitoContract, type RowRecord } from '../contracts/cognito-contract.ts';
import { readRealPool, writeRecord } from '../contracts/cognito/real-pool.ts';
import { canary } from '../support/canaries.ts';

const REGION = 'eu-west-1';

const UNLIKELIEST: Unknowns = {
  garbageToken: 'unsupportedTokenType',
  foreignClient: 'ok',
  unknownClient: 'resourceNotFound',
  wrongSecret: 'notAuthorized',
  needlessSecret: 'unauthorized',
  omittedTokenRevocation: 'kept',
  describedSecret: 'newest',
  thirdSecret: 'invalidParameter',
  untrackedPool: 'notAuthorized',
  unknownSession: 'invalidParameter',
  currentSession: 'notAuthorized',
  sessionScope: 'any',
  ssoAtSignOut: 'ended',
  sessionDelayMs: 0,
  revokeWithoutClientId: 'invalidClient',
  revokeForeignClient: 'invalidRequest',
};

async function startFake(unknowns: Unknowns) {
  const fake = await startFakeCognito({ unknowns, refusedAccessKeyIds: ['AKIAIOSFODNN7EXAMPLE'] });
  const { id: userPoolId } = await fake.createUserPool({ region: REGION });
  const { id: otherUserPoolId } = await fake.createUserPool({ region: REGION });
  return {
    options: {
      endpoint: fake.url,
      region: REGION,
      userPoolId,
      otherUserPoolId,
      domainUrl: fake.url,
      keysUrl: `${fake.url}/${userPoolId}`,
      credentials: { accessKeyId: 'AKIACONTRACT', secretAccessKey: canary('contractAccessKeyCanary') },
      failNext: (operation: string, kind: 'throttle' | 'forbidden') => fake.failNext({ operation, kind }),
    },
    stop: () => fake.stop(),
  };
}

test('every row of the contract has an id of its own', () => {
  const ids = COGNITO_CONTRACT.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describeCognitoContract({
  title: 'the fake answers as Cognito does',
  strictness: 'fake',
  start: () => startFake(LIKELIEST),
});

describe('with the less likely answers to what nobody knows', () => {
  let records: readonly RowRecord[] = [];

  describeCognitoContract({
    title: 'what is known stays as it is, and what is not is recorded',
    strictness: 'real',
    start: () => startFake(UNLIKELIEST),
    record: (all) => {
      records = all;
    },
  });

  describe('the record', () => {
    test('shows how each unknown was answered', () => {
      const answers = new Map(records.map(({ id, observed }) => [id, observed]));
      expect(answers.get('R4')).toMatchObject({ type: 'NotAuthorizedException' });
      expect(answers.get('R7')).toMatchObject({ type: 'UnsupportedTokenTypeException' });
      expect(answers.get('R8')).toMatchObject({ status: 200 });
      expect(answers.get('R10')).toMatchObject({ type: 'ResourceNotFoundException' });
      expect(answers.get('R11')).toMatchObject({ type: 'UnauthorizedException' });
      expect(answers.get('U1b')).toMatchObject({ facts: { EnableTokenRevocation: false } });
      expect(answers.get('K5')).toMatchObject({ type: 'InvalidParameterException' });
      expect(answers.get('K12')).toMatchObject({ facts: { isFirst: false } });
      expect(answers.get('S5')).toMatchObject({ type: 'InvalidParameterException' });
      expect(answers.get('S6b')).toMatchObject({ type: 'NotAuthorizedException' });
      expect(answers.get('S11')).toMatchObject({ type: 'NotAuthorizedException' });
      expect(answers.get('O2c')).toMatchObject({ status: 400 });
      expect(answers.get('O6')).toMatchObject({ status: 401 });
      expect(records).toHaveLength(COGNITO_CONTRACT.length);
    });
  });
});

const realPool = readRealPool(process.env);
if (realPool !== undefined) {
  describeCognitoContract({
    title: 'real Cognito answers as the contract says',
    strictness: 'real',
    start: () => Promise.resolve({ options: realPool.options }),
    record: (records) => writeRecord(realPool.recordFile, records),
  });
}
