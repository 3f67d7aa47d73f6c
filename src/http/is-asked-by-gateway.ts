const UNDER_AUTHORIZE = '/authorize/';

/**
 * What a gateway asks about is the token alone. Envoy's `ext_authz` asks with the method, the path and the query of
 * the request that it got, behind a prefix; here they are put aside.
 * Source: https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/filters/http/ext_authz/v3/ext_authz.proto
 *
 * @param target in origin form
 */
export function isAskedByGateway(target: string): boolean {
  return target.startsWith(UNDER_AUTHORIZE);
}
