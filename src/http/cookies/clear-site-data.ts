import type { Response } from 'express';

export type SiteData = 'cache' | 'cookies' | 'storage';

/**
 * Makes the browser forget what it has stored for the origin of the service; its cookies for the whole registered
 * domain (W3C Clear Site Data, section 3.1).
 */
export function clearSiteData(response: Response, kinds: readonly SiteData[]): void {
  if (kinds.length > 0) response.setHeader('Clear-Site-Data', kinds.map((kind) => `"${kind}"`).join(', '));
}
