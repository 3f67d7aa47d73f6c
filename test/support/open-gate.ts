import type { OutboundGate } from '../../src/revocation/ports/outbound/outbound-gate.ts';

/** A gate that lets every call out at once. */
export const openGate: OutboundGate = {
  admit: () => Promise.resolve({ admitted: true }),
  heard: () => undefined,
};
