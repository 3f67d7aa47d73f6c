/**
 * The calls that this demo is about. The page holds no secret: not the app client's, and not the admin's API key,
 * which the server of this page adds, as the backend of an admin's tool would.
 *
 * @param {(url: string, init: RequestInit) => Promise<any>} send
 * @param {{ serviceUrl: string, clientId: string, userPoolId: string }} demo
 */
export function createService(send, demo) {
  return {
    logOut: (tokens, everywhere) =>
      send(`${demo.serviceUrl}/logout`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          refreshToken: tokens.refreshToken,
          clientId: demo.clientId,
          // Proves which session it is, so that its access tokens die as well.
          accessToken: tokens.accessToken,
          ...(everywhere ? { everywhere: true } : {}),
        }),
      }),

    /** An API that has the guard. */
    askOrders: (accessToken) => send('/orders', { headers: { Authorization: `Bearer ${accessToken}` } }),

    endSessionsOf: (username, reason) =>
      send('/admin/revoke', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username, userPoolId: demo.userPoolId, reason }),
      }),
  };
}
