import { SELF_SIGNED } from '../cognito/self-signed.ts';
import {
  startRunningService,
  type RunningService,
  type RunningServiceOptions,
  type WriteFile,
} from '../running-service.ts';
import { startTlsFront, type TlsFront } from './tls-front.ts';

export interface RecipeWorld {
  readonly service: RunningService;
  readonly front: TlsFront;
  /** What lets programs trust the front: Node.js, curl and the AWS CLI. */
  readonly trust: Readonly<Record<string, string>>;
  /** A recipe with the addresses and ids of this world in place of those on the page. */
  here(recipe: string, clientId: string): string;
  stop(): Promise<void>;
}

const APP_URL = 'https://app.example.com';

/** A service behind TLS that knows its address, for recipes to be run as they stand on their pages. */
export async function startRecipeWorld(
  writeFile: WriteFile,
  { environment, ...options }: RunningServiceOptions = {},
  appUrl = APP_URL,
): Promise<RecipeWorld> {
  const front = await startTlsFront();
  const service = await startRunningService(writeFile, {
    ...options,
    environment: { PUBLIC_URL: front.url, ...environment },
  });
  front.passTo(Number(new URL(service.url).port));
  const certificate = writeFile('front.pem', SELF_SIGNED.cert);
  return {
    service,
    front,
    trust: { NODE_EXTRA_CA_CERTS: certificate, CURL_CA_BUNDLE: certificate, AWS_CA_BUNDLE: certificate },
    here: (recipe, clientId) =>
      recipe
        .replaceAll('https://logout.example.com', front.url)
        .replaceAll('logout.example.com', new URL(front.url).host)
        .replaceAll(APP_URL, appUrl)
        .replaceAll('/cognito-idp/web-shop', '/cognito-idp/confidential-client')
        .replaceAll('1h57kf5cpq17m0eml12EXAMPLE', clientId)
        .replaceAll('eu-west-1_AbCdEf123', service.userPoolId),
    stop: async () => {
      front.stop();
      await service.stop();
    },
  };
}
