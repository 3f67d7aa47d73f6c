import { IAM_FEATURES, type Grant } from '../../scripts/documents/iam/iam-features.ts';

/** The operations of a service that the policies of these features allow together, sorted. */
export function grantedOperations(
  service: Grant['service'],
  ...features: readonly string[]
): readonly string[] {
  const granted = features.flatMap((name) => {
    const feature = IAM_FEATURES.find((one) => one.name === name);
    if (feature === undefined) throw new Error(`no policy ${name}`);
    return feature.grants
      .filter((grant) => grant.service === service)
      .flatMap(({ operations }) => operations);
  });
  return [...new Set(granted)].sort();
}
