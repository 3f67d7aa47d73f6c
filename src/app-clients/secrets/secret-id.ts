import { scrypt } from 'node:crypto';

/** Slow and half as long as it could be, so that nobody finds a secret that people thought up by trying. */
const COST = 2 ** 14;
const ID_BYTES = 8;

/**
 * What tells one secret of an app client from another, without telling the secret: 16 hexadecimal digits, the same
 * wherever they are computed.
 */
export function secretId(clientId: string, secret: string): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(secret, `cognito-logout secret id ${clientId}`, ID_BYTES, { N: COST }, (error, id) => {
      if (error === null) resolve(id.toString('hex'));
      else reject(error);
    });
  });
}
