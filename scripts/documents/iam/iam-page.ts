import { madeBy } from '../made-by.ts';
import { markdownTable } from '../markdown-table.ts';
import { IAM_FEATURES, UNSIGNED_OPERATIONS, type IamFeature } from './iam-features.ts';

const INTRODUCTION = `
Most of what the service does needs no AWS credentials at all: revoking a refresh token is authorised by the token and the
secret of its app client. These operations are unsigned, and IAM can neither allow nor deny them:
${UNSIGNED_OPERATIONS.map((operation) => `\`${operation}\``).join(', ')}.

What needs more has a policy of its own in [ops/iam](../ops/iam), that allows what the code calls for it and nothing else. Put
together those of the features that you use, and replace Region, account and the names of the resources. The service finds
its credentials as every AWS SDK does: give it a role (of the ECS task, the EKS service account, the EC2 instance) rather
than access keys.

A user pool is the smallest thing to which IAM can limit Cognito's operations: nothing limits a role to one app client.
`;

const MISSING = `
## When a right is missing

Cognito says \`AccessDeniedException\` or \`NotAuthorizedException\` then. An admin's order that lacks a right is accepted and
waits: the metric \`logouts_parked{parked="not-permitted"}\` rises, and the line \`client misconfigured\` names the user pool.
Once the policy is mended, what waits is tried within five minutes, and at SIGHUP at once.
`;

/** `docs/iam.md`. */
export function iamPage(): string {
  return [
    '# AWS permissions',
    `<!-- ${madeBy('scripts/documents/iam/iam-features.ts')} -->`,
    INTRODUCTION,
    '## Of the service',
    tableOf('service'),
    ...operatorsPart(),
    MISSING,
  ].join('\n\n');
}

function operatorsPart(): readonly string[] {
  const hasAny = IAM_FEATURES.some(({ neededBy }) => neededBy === 'operator');
  return hasAny
    ? [
        '## Of people who run commands',
        'The running service needs none of these. Where a key is AWS’s own, leave the actions of `kms:` out.',
        tableOf('operator'),
      ]
    : [];
}

function tableOf(neededBy: IamFeature['neededBy']): string {
  const rows = IAM_FEATURES.filter((feature) => feature.neededBy === neededBy).map(
    ({ name, purpose, grants }) => [
      purpose,
      `[${name}.json](../ops/iam/${name}.json)`,
      grants
        .flatMap(({ service, operations }) => operations.map((operation) => `\`${service}:${operation}\``))
        .join(' '),
    ],
  );
  return markdownTable(['What for', 'Policy', 'Actions'], rows);
}
