import { performance } from 'node:perf_hooks';
import { eventually } from '../../test/support/eventually.ts';
import { createFaultWorld } from '../../test/support/faults/fault-world.ts';
import { logout } from '../../test/support/faults/load/logout-load.ts';
import { canary } from '../../test/support/canaries.ts';
import { engineOf } from './kills.ts';
import { numberOf, seconds, type Flags, type Report } from './report.ts';

const DELIVERED_WITHIN_MS = 30_000;
const GIVE_UP_MS = 120_000;

/** Cognito takes another secret than the one that is configured, until that is put right at Cognito. */
export async function correctedSecret(flags: Flags): Promise<Report> {
  const logouts = numberOf(flags, 'logouts', 200);
  const world = await createFaultWorld(engineOf(flags));
  const { fake, environment } = world;
  const configured = canary('theSecretThatIsConfiguredInTheFaultScenario001');
  const another = canary('theSecretThatCognitoHasInTheFaultScenario00002');
  try {
    const userPoolId = environment['COGNITO_USER_POOL_ID'] ?? '';
    const { clientId } = fake.createAppClient({ userPoolId, secret: another });
    const service = await world.start({
      ...environment,
      COGNITO_CLIENT_ID: clientId,
      COGNITO_CLIENT_SECRET: configured,
    });
    const tokens = Array.from(
      { length: logouts },
      () => fake.signIn({ clientId, username: 'alice' }).refreshToken,
    );
    const answers = await Promise.all(
      tokens.map((refreshToken) => logout(service.url, { refreshToken, clientId })),
    );
    fake.updateAppClient(clientId, { secrets: [configured] });
    const correctedMs = performance.now();
    const isDelivered = () => tokens.every((token) => fake.refreshTokenState(token) === 'revoked');
    await eventually(isDelivered, GIVE_UP_MS).catch(() => undefined);
    const deliveredMs = performance.now() - correctedMs;
    return {
      rows: [
        ['logouts with a secret that Cognito refuses', logouts],
        ['accepted with 202', answers.filter(({ status }) => status === 202).length],
        ['all delivered after the correction', isDelivered() ? seconds(deliveredMs) : 'never'],
      ],
      holds: isDelivered() && deliveredMs <= DELIVERED_WITHIN_MS,
    };
  } finally {
    await world.stop();
  }
}
