import type { ClientFacts } from '../ports/client-facts.ts';
import type { Hindrance, Reading } from '../reading.ts';

interface Asked {
  readonly operation: string;
  readonly reading: Reading<unknown>;
}

/** Everything that was asked of Cognito with a signature, by the name of the operation. */
function signedReadings({ client, pool, tracking, permissions }: ClientFacts): readonly Asked[] {
  return [
    { operation: 'DescribeUserPoolClient', reading: client },
    { operation: 'DescribeUserPool', reading: pool },
    { operation: 'GetUserPoolSessionConfiguration', reading: tracking },
    ...permissions,
  ];
}

/** The operations that a hindrance of this kind stands against, in a list for people; undefined where it is none. */
export function hinderedOperations(facts: ClientFacts, kind: Hindrance['kind']): string | undefined {
  const asked = [
    ...signedReadings(facts),
    { operation: 'GetTokensFromRefreshToken', reading: facts.unsigned },
  ];
  const names = asked.filter(({ reading }) => reading.kind === kind).map(({ operation }) => operation);
  return names.length === 0 ? undefined : [...new Set(names)].join(', ');
}
