import { touch } from '../../../pool/app-client.ts';
import type { Unknowns } from '../../../unknowns.ts';
import { clientOf } from '../../client-of.ts';
import { clientSettings } from '../../client-settings/client-settings.ts';
import { describeClient } from '../../describe-client.ts';
import type { Operation } from '../../operation.ts';

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolClient.html
 *
 * Resets to its default whatever the request leaves out, but for the name.
 */
export const updateUserPoolClient: Operation = {
  signed: true,
  run: (input, context) => {
    const { pool, client } = clientOf(input, context);
    const { ClientName, EnableTokenRevocation } = client.settings;
    client.settings = clientSettings(input, {
      ClientName,
      EnableTokenRevocation: omittedTokenRevocation(context.world.unknowns, EnableTokenRevocation),
    });
    client.laterSettings = Object.fromEntries(
      Object.keys(client.laterSettings)
        .filter((name) => Object.hasOwn(input, name))
        .map((name) => [name, input[name]]),
    );
    touch(client, context.world.clock.nowMs());
    return { UserPoolClient: describeClient(pool.id, client, context.world.unknowns) };
  },
};

function omittedTokenRevocation({ omittedTokenRevocation }: Unknowns, before: boolean): boolean {
  return omittedTokenRevocation === 'kept' ? before : omittedTokenRevocation === 'true';
}
