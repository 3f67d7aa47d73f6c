import type { SsmParameterSource } from '../../app-clients/secrets/secret-source.ts';
import { textOfSecrets } from '../../settings/secrets-in-text.ts';
import { SourceFailure, sourceFailureOf } from '../source-failure.ts';
import { sdkSettings, type AwsAccess } from './aws-access.ts';
import type { WritableTextStore } from './text-store.ts';

/** The SDK is loaded with the first call, so that who keeps secrets elsewhere never loads it. */
const sdk = () => import('@aws-sdk/client-ssm');

/**
 * A SecureString in SSM Parameter Store. Any other type is refused: it is kept unencrypted.
 * Source: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
 */
export function createSsmParameterStore(source: SsmParameterSource, access: AwsAccess): WritableTextStore {
  const { name: Name, kind } = source;
  let client: Promise<InstanceType<Awaited<ReturnType<typeof sdk>>['SSMClient']>> | undefined;
  const clientOf = async () => {
    client ??= sdk().then(({ SSMClient }) => new SSMClient(sdkSettings(source, access)));
    return client;
  };

  /** A write that names no key would encrypt with the account's default key from then on. */
  async function keptSettings(abortSignal: AbortSignal) {
    const { DescribeParametersCommand } = await sdk();
    const filter = { Key: 'Name', Option: 'Equals', Values: [nameIn(Name)] };
    const command = new DescribeParametersCommand({ ParameterFilters: [filter] });
    const { Parameters: [found] = [] } = await (await clientOf()).send(command, { abortSignal });
    if (found === undefined) throw new SourceFailure('not-found', kind);
    const { KeyId, Tier } = found;
    return { ...(KeyId !== undefined && { KeyId }), ...(Tier !== undefined && { Tier }) };
  }

  return {
    async read(abortSignal) {
      try {
        const { GetParameterCommand } = await sdk();
        const command = new GetParameterCommand({ Name, WithDecryption: true });
        const { Parameter } = await (await clientOf()).send(command, { abortSignal });
        if (Parameter?.Type !== 'SecureString') throw new SourceFailure('not-encrypted', kind);
        return Parameter.Value ?? '';
      } catch (error) {
        throw sourceFailureOf(error, kind);
      }
    },
    async write(secrets, abortSignal) {
      try {
        const { PutParameterCommand } = await sdk();
        const command = new PutParameterCommand({
          Name: nameIn(Name),
          Value: textOfSecrets(secrets),
          Type: 'SecureString',
          Overwrite: true,
          ...(await keptSettings(abortSignal)),
        });
        await (await clientOf()).send(command, { abortSignal });
      } catch (error) {
        throw sourceFailureOf(error, kind);
      }
    },
  };
}

/** `arn:aws:ssm:eu-west-1:111122223333:parameter/path` is how `/path` is read, and cannot be how it is written. */
function nameIn(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:')
    ? nameOrArn.slice(nameOrArn.indexOf(':parameter/') + ':parameter'.length)
    : nameOrArn;
}
