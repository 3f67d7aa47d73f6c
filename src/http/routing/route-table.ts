import type { Route } from './route.ts';

/** Which routes there are at a path. Most paths are fixed, and found at once. */
export interface RouteTable {
  /** The route at a fixed path for a method. HEAD is answered by the one for GET. */
  readonly fixedAt: (method: string, path: string) => Route | undefined;
  /** The methods that a path answers to; none if nothing is there. */
  readonly allowedMethods: (path: string) => readonly string[];
  /**
   * `POST /logout`, where that is a route; `ANY /logout` for other methods on the path of a route (preflights, and what
   * is answered 405); `unmatched` for any other path. Never what the caller wrote.
   */
  readonly labelOf: (method: string | undefined, path: string) => string;
}

export function createRouteTable(routes: readonly Route[]): RouteTable {
  const fixed = new Map<string, Route[]>();
  const named: Route[] = [];
  for (const route of routes) {
    const { path } = route;
    if (isNamed(route)) named.push(route);
    else fixed.set(path, [...(fixed.get(path) ?? []), route]);
  }
  const routesAt = (path: string): readonly Route[] =>
    fixed.get(path) ?? named.filter((route) => isAt(route, path));

  return {
    fixedAt: (method, path) => forMethod(fixed.get(path) ?? [], method),
    allowedMethods(path) {
      const methods = routesAt(path).map(({ method }) => method);
      if (methods.length === 0) return [];
      return [...methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])), 'OPTIONS'];
    },
    labelOf(method, path) {
      const here = routesAt(path);
      const [first] = here;
      if (first === undefined) return 'unmatched';
      const asked = forMethod(here, method);
      return asked === undefined ? labelsOf(first).ofOthers : labelsOf(asked).own;
    },
  };
}

function forMethod(routes: readonly Route[], method: string | undefined): Route | undefined {
  const asked = method === 'HEAD' ? 'GET' : method;
  return routes.find((route) => route.method === asked);
}

/** Whether segments of the path have names, at whose places anything may stand. */
export function isNamed({ path }: Route): boolean {
  return path.includes(':');
}

/** Whether a path is the route's: segment by segment, with anything in those that have a name. */
function isAt({ path }: Route, asked: string): boolean {
  const segments = asked.split('/');
  const own = path.split('/');
  return (
    own.length === segments.length &&
    own.every((part, index) => part === segments[index] || (part.startsWith(':') && segments[index] !== ''))
  );
}

/** What requests to a route's path are called: by its own method, and by others. */
export function labelsOf({ method, path, template = path }: Route): { own: string; ofOthers: string } {
  return { own: `${method} ${template}`, ofOthers: anyMethodLabel(template) };
}

/** What a request is called that came to a path of ours by a method that is no route there. */
export function anyMethodLabel(path: string): string {
  return `ANY ${path}`;
}
