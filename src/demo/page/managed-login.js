const PENDING = 'managed-login';

/**
 * Sign-in through the user pool's managed login: authorization code with PKCE (RFC 7636).
 *
 * @param {{ domainUrl: string, clientId: string }} pool
 */
export function createManagedLogin(pool) {
  const redirectUri = `${location.origin}/callback`;

  async function authorizeUrl(redirectUri, parameters) {
    const codeVerifier = randomText();
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier));
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: pool.clientId,
      redirect_uri: redirectUri,
      scope: 'openid aws.cognito.signin.user.admin',
      code_challenge_method: 'S256',
      code_challenge: base64Url(digest),
      ...parameters,
    });
    return { url: `${pool.domainUrl}/oauth2/authorize?${query}`, codeVerifier };
  }

  return {
    redirectUri,

    /** Leaves the page for the sign-in page; the browser comes back to the callback. */
    async start() {
      const state = randomText();
      const { url, codeVerifier } = await authorizeUrl(redirectUri, { state });
      sessionStorage.setItem(PENDING, JSON.stringify({ state, codeVerifier }));
      location.assign(url);
    },

    /** The code that a sign-in came back with, and its verifier; undefined when this is not a return. */
    finish() {
      const query = new URLSearchParams(location.search);
      const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? 'null');
      sessionStorage.removeItem(PENDING);
      if (location.pathname === '/callback') history.replaceState(undefined, '', '/');
      if (pending === null || query.get('state') !== pending.state) return undefined;
      const code = query.get('code');
      return code === null ? undefined : { code, codeVerifier: pending.codeVerifier };
    },

    /** Whether the cookie of the managed login still signs the user in without asking for anything. */
    async isAlive() {
      const { url } = await authorizeUrl(`${location.origin}/probe`, { prompt: 'none' });
      return openHidden(url);
    },
  };
}

/** Opens a URL in a hidden frame and says whether it came back to this page's origin with a code. */
function openHidden(url) {
  return new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.title = 'Managed login';
    frame.addEventListener('load', () => {
      const search = frame.contentDocument?.location.search ?? '';
      frame.remove();
      resolve(new URLSearchParams(search).has('code'));
    });
    frame.src = url;
    document.body.append(frame);
  });
}

function randomText() {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64Url(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
