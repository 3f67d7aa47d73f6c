import { describe, expect, test } from '@jest/globals';
import { array, assert, integer, property } from 'fast-check';
import { addressBlock } from '../../src/rate-limit/address-block.ts';

describe('the block that an address counts with', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:c000:0201', '192.0.2.1'],
    ['2001:db8:1:2fe:a:b:c:d', '2001:db8:1:200::/56'],
    ['2001:db8:1:2ff::', '2001:db8:1:200::/56'],
    ['2001:DB8:1::1', '2001:db8:1:0::/56'],
    ['::1', '0:0:0:0::/56'],
    ['::', '0:0:0:0::/56'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/56'],
    ['fe80::1%eth0', 'fe80:0:0:0::/56'],
    ['', 'unknown'],
    ['evil', 'unknown'],
    ['192.0.2.1, 192.0.2.2', 'unknown'],
  ])('%s counts with %s', (address, block) => {
    expect(addressBlock(address)).toBe(block);
  });

  test('is the same for every way to write an address', () => {
    assert(
      property(array(integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 }), (groups) => {
        const full = groups.map((group) => group.toString(16).padStart(4, '0')).join(':');
        const short = new URL(`http://[${full}]/`).hostname.slice(1, -1);
        expect(addressBlock(short)).toBe(addressBlock(full.toUpperCase()));
      }),
    );
  });
});
