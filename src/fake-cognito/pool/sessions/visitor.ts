/** Who used a session last, as Cognito notes it. */
export interface Visitor {
  readonly ipAddress: string;
  /** Operating system and browser, read from the user agent. */
  readonly deviceType: string;
  readonly location: VisitorLocation;
}

export interface VisitorLocation {
  readonly City?: string;
  readonly Country: string;
}

export const UNKNOWN = 'unknown';

export const UNKNOWN_VISITOR: Visitor = {
  ipAddress: UNKNOWN,
  deviceType: UNKNOWN,
  location: { Country: UNKNOWN },
};

/** The address blocks for documentation (RFC 5737), which the fake puts somewhere on the map. All else is nowhere. */
const PLACES: readonly (readonly [string, VisitorLocation])[] = [
  ['192.0.2.', { City: 'Wellington', Country: 'New Zealand' }],
  ['198.51.100.', { City: 'Porto', Country: 'Portugal' }],
  ['203.0.113.', { City: 'Nairobi', Country: 'Kenya' }],
];

const SYSTEMS = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS X', 'Linux'];
/** A browser names those that it descends from as well, so that the most particular comes first. */
const BROWSERS = ['Edg', 'Firefox', 'Chrome', 'Safari'];

export function visitorFrom(ipAddress: string, userAgent = ''): Visitor {
  const place = PLACES.find(([prefix]) => ipAddress.startsWith(prefix));
  return {
    ipAddress,
    deviceType: deviceTypeOf(userAgent),
    location: place?.[1] ?? UNKNOWN_VISITOR.location,
  };
}

function deviceTypeOf(userAgent: string): string {
  const parts = [SYSTEMS, BROWSERS].map((names) => names.find((name) => userAgent.includes(name)));
  const named = parts.filter((part) => part !== undefined);
  return named.length === 0 ? UNKNOWN : named.join(' ');
}
