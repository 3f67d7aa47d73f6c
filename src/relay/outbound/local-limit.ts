import type { OutboundLimit } from '../../revocation/ports/outbound/outbound-budget.ts';

/** Without the shared budget nobody knows how many instances there are: each takes this much of it. */
const LOCAL_SHARE = 1 / 4;

/** The limit that one process keeps to by itself. */
export function localLimit({ key, perSecond, burst }: OutboundLimit): OutboundLimit {
  return { key, perSecond: perSecond * LOCAL_SHARE, burst: Math.max(1, Math.floor(burst * LOCAL_SHARE)) };
}
