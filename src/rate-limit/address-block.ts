import { isIP } from 'node:net';

const GROUPS = 8;

/**
 * The block of addresses that counts as one client: an IPv4 address by itself, an IPv6 address by its /56, which is
 * what a household or a virtual machine is given and may rotate through. IPv4 written as IPv6 (`::ffff:192.0.2.1`)
 * is IPv4. Whatever is no address shares one block.
 */
export function addressBlock(address: string): string {
  const withoutZone = address.split('%', 1)[0] ?? '';
  const family = isIP(withoutZone);
  if (family === 4) return withoutZone;
  if (family !== 6) return 'unknown';
  const groups = groupsOf(withoutZone);
  return isMappedIpv4(groups) ? mappedIpv4(groups) : block56(groups);
}

/** RFC 4291 section 2.5.5.2 */
function isMappedIpv4(groups: readonly number[]): boolean {
  return groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
}

function mappedIpv4(groups: readonly number[]): string {
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 0xff])
    .join('.');
}

function block56(groups: readonly number[]): string {
  const [a = 0, b = 0, c = 0, d = 0] = groups;
  return `${[a, b, c, d & 0xff00].map((group) => group.toString(16)).join(':')}::/56`;
}

/** The eight groups of a valid IPv6 address. */
function groupsOf(address: string): readonly number[] {
  const [head = '', tail] = withHexTail(address).split('::', 2);
  const left = parseGroups(head);
  if (tail === undefined) return left;
  const right = parseGroups(tail);
  return [...left, ...Array<number>(GROUPS - left.length - right.length).fill(0), ...right];
}

function parseGroups(part: string): readonly number[] {
  return part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
}

/** Writes a dotted IPv4 ending as two groups. */
function withHexTail(address: string): string {
  return address.replace(
    /(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/,
    (_, a: string, b: string, c: string, d: string) => `${hexGroup(a, b)}:${hexGroup(c, d)}`,
  );
}

function hexGroup(high: string, low: string): string {
  return ((Number(high) << 8) | Number(low)).toString(16);
}
