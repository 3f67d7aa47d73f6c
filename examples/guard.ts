import { createGuard } from 'cognito-logout/guard';

const { FEED_URL = '', FEED_API_KEY = '', FEED_KEYS_URL = `${FEED_URL}/keys` } = process.env;

/** One guard for the whole process. */
export function guardFromEnvironment(transport: 'stream' | 'on-demand' = 'stream') {
  return createGuard({
    feedUrl: FEED_URL,
    apiKey: FEED_API_KEY,
    trustedKeys: { url: FEED_KEYS_URL },
    // When the feed has been out of reach for 30 seconds, nobody gets in. The other choice is 'allow'.
    onStale: 'deny',
    maxStalenessMs: 30_000,
    transport,
    onEvent: (event) => console.error(JSON.stringify(event)),
  });
}
