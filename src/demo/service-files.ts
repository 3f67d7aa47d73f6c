import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiKeyHash } from '../admin-keys/api-key.ts';
import { DEMO } from '../fake-cognito/seed/seed-demo.ts';

export interface ServiceFilesContent {
  /** Under which address the service reaches the fake. */
  readonly endpoint: string;
  /** Under which address the browser does. */
  readonly domain: string;
  /** Origin of the page. */
  readonly pageOrigin: string;
  readonly adminApiKey: string;
  /** Of the resource server. */
  readonly feedApiKey: string;
}

/** Writes the service's two files of settings, and returns the variables that name them. */
export function writeServiceFiles(
  folder: string,
  { endpoint, domain, pageOrigin, adminApiKey, feedApiKey }: ServiceFilesContent,
): Readonly<Record<'APP_CLIENTS_FILE' | 'ADMIN_API_KEYS_FILE', string>> {
  const ofPage = { endpoint, domain, allowedOrigins: [pageOrigin], logoutUri: `${pageOrigin}/` };
  const clients = [
    { clientId: DEMO.publicClientId, userPoolId: DEMO.userPoolId, ...ofPage },
    {
      clientId: DEMO.confidentialClientId,
      userPoolId: DEMO.userPoolId,
      clientSecret: DEMO.confidentialSecret,
      ...ofPage,
    },
    {
      clientId: DEMO.secondConfidentialClientId,
      userPoolId: DEMO.secondUserPoolId,
      clientSecret: DEMO.secondConfidentialSecret,
      endpoint,
    },
  ];
  const keys = [
    { id: 'demo', name: 'Demo admin', hash: apiKeyHash(adminApiKey), scopes: ['admin'] },
    { id: 'orders', name: 'Demo orders API', hash: apiKeyHash(feedApiKey), scopes: ['feed'] },
  ];
  return {
    APP_CLIENTS_FILE: write(join(folder, 'app-clients.json'), { clients }),
    ADMIN_API_KEYS_FILE: write(join(folder, 'admin-api-keys.json'), { keys }),
  };
}

function write(path: string, content: unknown): string {
  writeFileSync(path, `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600 });
  return path;
}
