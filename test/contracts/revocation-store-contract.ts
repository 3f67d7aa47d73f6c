import { describe } from '@jest/globals';
import { acceptingContract } from './revocation-store/accepting.ts';
import { claimingContract } from './revocation-store/claiming.ts';
import { concludingContract } from './revocation-store/concluding.ts';
import { parkingContract } from './revocation-store/parking.ts';
import { storeUnderTest, type OpenFresh } from './revocation-store/store-under-test.ts';

/** What every engine's store owes. */
export function revocationStoreContract(engine: string, openFresh: OpenFresh): void {
  describe(`the revocation store in ${engine}`, () => {
    const subject = storeUnderTest(openFresh);
    acceptingContract(subject);
    claimingContract(subject);
    concludingContract(subject);
    parkingContract(subject);
  });
}
