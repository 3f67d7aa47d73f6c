import type { ServerResponse } from 'node:http';
import {
  startScriptedUpstream,
  type ReceivedCall,
  type ScriptedUpstream,
} from '../cognito/scripted-upstream.ts';

export interface StoredParameter {
  readonly value: string;
  readonly type: string;
  readonly keyId?: string;
  readonly tier?: string;
}

/** How the next calls of an operation end instead: an exception, or no answer at all. */
export type Fault = { readonly exception: string; readonly status?: number } | 'hang-up';

/** Stands in for AWS Secrets Manager and SSM Parameter Store, as far as the service asks them. */
export interface AwsStores extends Pick<ScriptedUpstream, 'url' | 'calls' | 'stop'> {
  /** Value by name; one that is no text is a binary one. */
  readonly secrets: Map<string, string | Uint8Array>;
  readonly parameters: Map<string, StoredParameter>;
  failNext(operation: string, ...faults: readonly Fault[]): void;
}

type Body = ReceivedCall['body'];
type Answer = object | { readonly exception: string };

export async function startAwsStores(): Promise<AwsStores> {
  const secrets: AwsStores['secrets'] = new Map();
  const parameters: AwsStores['parameters'] = new Map();
  const faults = new Map<string, Fault[]>();
  const operations: Readonly<Record<string, (body: Body) => Answer>> = {
    GetSecretValue: ({ SecretId }) => {
      const value = secrets.get(String(SecretId));
      if (value === undefined) return { exception: 'ResourceNotFoundException' };
      return typeof value === 'string'
        ? { Name: SecretId, SecretString: value }
        : { Name: SecretId, SecretBinary: Buffer.from(value).toString('base64') };
    },
    PutSecretValue: ({ SecretId, SecretString }) => {
      if (!secrets.has(String(SecretId))) return { exception: 'ResourceNotFoundException' };
      secrets.set(String(SecretId), String(SecretString));
      return { Name: SecretId, VersionStages: ['AWSCURRENT'] };
    },
    GetParameter: ({ Name, WithDecryption }) => {
      const found = parameters.get(nameOf(Name));
      if (found === undefined) return { exception: 'ParameterNotFound' };
      const Value =
        found.type !== 'SecureString' || WithDecryption === true ? found.value : 'AQICAHencrypted';
      return { Parameter: { Name, Type: found.type, Value } };
    },
    DescribeParameters: ({ ParameterFilters }) => {
      const [filter] = ParameterFilters as { readonly Values: readonly string[] }[];
      const [Name = ''] = filter?.Values ?? [];
      const found = parameters.get(Name);
      return { Parameters: found === undefined ? [] : [{ Name, KeyId: found.keyId, Tier: found.tier }] };
    },
    PutParameter: ({ Name, Value, Type, Overwrite, KeyId, Tier }) => {
      if (parameters.has(String(Name)) && Overwrite !== true) return { exception: 'ParameterAlreadyExists' };
      const given = { value: String(Value), type: String(Type) };
      const kept = { keyId: textOr(KeyId, 'alias/aws/ssm'), tier: textOr(Tier, 'Standard') };
      parameters.set(String(Name), { ...given, ...kept });
      return { Version: 2 };
    },
  };

  const upstream = await startScriptedUpstream((call, response, socket) => {
    const fault = faults.get(call.operation ?? '')?.shift();
    if (fault === 'hang-up') return void socket.destroy();
    const run = operations[call.operation ?? ''];
    const answer = fault ?? run?.(call.body) ?? { exception: 'UnknownOperationException' };
    send(response, answer);
  });
  return {
    url: upstream.url,
    calls: upstream.calls,
    stop: () => upstream.stop(),
    secrets,
    parameters,
    failNext: (operation, ...more) => {
      faults.set(operation, [...(faults.get(operation) ?? []), ...more]);
    },
  };
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

/** Parameters are read by ARN, too. */
function nameOf(nameOrArn: unknown): string {
  return String(nameOrArn).replace(/^arn:.*:parameter/, '');
}

function send(response: ServerResponse, answer: Answer): void {
  const isException = 'exception' in answer;
  const status = isException ? ((answer as { status?: number }).status ?? 400) : 200;
  const body = isException ? { __type: answer.exception, message: 'which may quote anything' } : answer;
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}
