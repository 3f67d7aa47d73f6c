/** A tool that sets up the user pool from a definition, and sets it back to that at its next run. */
export type ManagingTool = 'CloudFormation' | 'CDK' | 'Terraform' | 'Pulumi';

type Rule = (name: string, value: string) => boolean;

/**
 * CloudFormation tags what it makes by itself. The others are tagged as their guides recommend, or by their users, so
 * that a pool without such a tag may be managed all the same.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
 */
const RULES: readonly (readonly [ManagingTool, Rule])[] = [
  ['CDK', (name) => name.startsWith('aws-cdk:') || name.startsWith('aws:cdk:')],
  ['CDK', (name, value) => isManagedBy(name) && /\bcdk\b/i.test(value)],
  ['CloudFormation', (name) => name.startsWith('aws:cloudformation:')],
  ['CloudFormation', (name, value) => isManagedBy(name) && /cloudformation/i.test(value)],
  ['Terraform', (name) => /^(?:terraform|tf)(?:$|[-_:/])/i.test(name)],
  ['Terraform', (name, value) => isManagedBy(name) && /terraform|opentofu/i.test(value)],
  ['Pulumi', (name) => /^pulumi(?:$|[-_:/])/i.test(name)],
  ['Pulumi', (name, value) => isManagedBy(name) && /pulumi/i.test(value)],
];

/** The tools that the tags of a user pool speak of; none where they speak of none. */
export function managedBy(tags: Readonly<Record<string, string>>): readonly ManagingTool[] {
  const tools = Object.entries(tags).flatMap(([name, value]) =>
    RULES.filter(([, fits]) => fits(name, value)).map(([tool]) => tool),
  );
  return [...new Set(tools)].sort();
}

/** `ManagedBy`, `managed-by`, `provisioner` and their like. */
function isManagedBy(name: string): boolean {
  return /^(?:managed|created|deployed|provisioned)[-_ :]?(?:by|with)$|^(?:provisioner|iac|tool)$/i.test(
    name,
  );
}
