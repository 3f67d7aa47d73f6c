import { canary } from '../canaries.ts';

const part = (text: string) => Buffer.from(text).toString('base64url');

function signedToken(name: string): string {
  return canary(
    [part('{"alg":"RS256","kid":"k1"}'), part(`{"canary":"${name}"}`), part(`sig-${name}`)].join('.'),
  );
}

function encryptedToken(name: string): string {
  const header = part('{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}');
  return canary(
    [header, part(`key-${name}`.repeat(20)), part('iv'), part(name.repeat(60)), part('tag')].join('.'),
  );
}

/** Tokens of the shapes that Cognito issues. What they claim is told by `verifierKnowing`. */
export const REFRESH_TOKEN = encryptedToken('CANARY-REFRESH');
export const OTHER_REFRESH_TOKEN = encryptedToken('CANARY-OTHER-REFRESH');
export const ACCESS_TOKEN = signedToken('CANARY-ACCESS');
export const ACCESS_TOKEN_WITHOUT_SCOPE = signedToken('CANARY-ACCESS-WITHOUT-SCOPE');
export const FOREIGN_ACCESS_TOKEN = signedToken('CANARY-FOREIGN-ACCESS');
export const FORGED_ACCESS_TOKEN = signedToken('CANARY-FORGED-ACCESS');
export const WEB_ACCESS_TOKEN = signedToken('CANARY-WEB-ACCESS');
export const WEB_ID_TOKEN = signedToken('CANARY-WEB-ID');
export const ID_TOKEN = signedToken('CANARY-ID');

export const ADMIN_KEY = canary('ops1.CANARYadminkeyCANARYadminkey0001');
export const POOL_ADMIN_KEY = canary('ops2.CANARYadminkeyCANARYadminkey0002');
export const NO_ADMIN_TOKEN = signedToken('CANARY-NO-ADMIN');
export const FEED_KEY_OF_READER = canary('api1.CANARYfeedkeyCANARYfeedkey0001');
export const POOL_FEED_KEY = canary('api2.CANARYfeedkeyCANARYfeedkey0002');
export const UNKNOWN_KEY = canary('ops1.CANARYadminkeyCANARYadminkey0009');

/** The secret that callers of the app client `BACKEND` must know, and one that is wrong. */
export const CALLER_SECRET = canary('CANARY+caller+secret+of+the+backend+0001');
export const WRONG_CALLER_SECRET = canary('CANARY+caller+secret+of+the+backend+0002');
