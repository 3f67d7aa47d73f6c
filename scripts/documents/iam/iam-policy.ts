import type { Grant, IamFeature } from './iam-features.ts';

/**
 * The policy of a feature, allowing its operations and nothing else.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function iamPolicy({ name, grants }: IamFeature): object {
  return {
    Version: '2012-10-17',
    Statement: grants.map((grant, index) =>
      statement(`${pascal(name)}${index === 0 ? '' : index + 1}`, grant),
    ),
  };
}

function statement(Sid: string, { service, operations, resource, viaService }: Grant): object {
  return {
    Sid,
    Effect: 'Allow',
    Action: operations.map((operation) => `${service}:${operation}`),
    Resource: resource,
    ...(viaService !== undefined && { Condition: { StringEquals: { 'kms:ViaService': viaService } } }),
  };
}

/** A `Sid` takes letters and digits only. */
function pascal(name: string): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
