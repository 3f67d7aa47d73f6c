import type { FindingRule, Severity } from '../../src/doctor/findings/finding-rule.ts';
import { FINDING_RULES } from '../../src/doctor/findings/finding-rules.ts';
import { madeBy } from './made-by.ts';
import { markdownTable } from './markdown-table.ts';

const INTRODUCTION = `
The doctor holds every configured app client against Cognito. It runs

- by itself, a while after the start: one line \`client finding\` in the log for each finding, a warning unless it is a notice;
- in \`GET /admin/clients\`: \`findings\` and \`checkedAt\` of each app client, at most five minutes old;
- as a command, \`npm run -s doctor\` (\`--json\` for machines; exit code 0, 1 where an error or a warning was found, Cognito out of
  reach included, or 2 where the configuration cannot be used: see [Command line](cli.md#doctor)).

It changes nothing and revokes nothing. The secret is asked about with a token that is none, and permissions with a user whom no
pool has: CloudTrail shows those calls, for a user named \`cognito-logout-doctor-…\`. Without AWS credentials it looks at what
needs none, and says what it could not look at. [iam.md](iam.md) has the policy that it needs to see everything.

What it cannot know: whether AWS raised a quota for the account (that takes \`service-quotas:GetServiceQuota\`), and whether a tool
manages a user pool that has no tags of it.
`;

const FIXING = `
## Turning token revocation on

\`npm run -s doctor -- --fix\`, or \`POST /admin/clients/{clientId}/token-revocation\` for an admin with the act \`manage-clients\`.
Cognito's UpdateUserPoolClient resets every setting that it is not sent. So each of the 21 settings is read and sent back as it
was, then read again and compared; what has moved all the same is told. It is refused where

- Cognito shows a setting that this version does not know, since it would be reset: update the service;
- CloudFormation, CDK, Terraform or Pulumi manages the user pool by its tags, or the tags cannot be read, until that is confirmed
  (\`--even-if-managed\`, \`evenIfManaged\`): the next run of the tool would set it back;
- somebody else has changed the app client since it was first read. Cognito has no version to make an update depend on, so an edit
  within the moment of the update itself is not noticed, and lost.

Through the service it stands in the audit trail as \`client-change\`, before and after, and logouts that waited for token
revocation are tried at once. The command changes the app client only: it is in CloudTrail.
`;

const TITLES: Readonly<Record<Severity, string>> = {
  error: 'Errors: sessions do not end as they should',
  warning: 'Warnings: they may not',
  notice: 'Notices',
};

/** `docs/doctor.md`. */
export function doctorPage(): string {
  return [
    '# The doctor',
    `<!-- ${madeBy('src/doctor/findings')} -->`,
    INTRODUCTION,
    ...(['error', 'warning', 'notice'] as const).flatMap((severity) => [
      `## ${TITLES[severity]}`,
      markdownTable(
        ['Finding', 'What it is', 'What it means', 'What to do'],
        FINDING_RULES.filter((rule) => rule.severity === severity).map(row),
      ),
    ]),
    FIXING,
  ].join('\n\n');
}

function row({ id, title, meaning, remedy }: FindingRule): readonly string[] {
  return [`\`${id}\``, title, meaning, remedy];
}
