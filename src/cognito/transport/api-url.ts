import type { UserPoolPlace } from '../cognito-app-client.ts';

/** Where Cognito's API is, without a slash at the end: as configured, or in the Region, as the AWS SDK has it. */
export function apiUrl({ region, endpoint }: Pick<UserPoolPlace, 'region' | 'endpoint'>): string {
  return endpoint ?? `https://cognito-idp.${region}.${suffixOf(region)}`;
}

/** The partitions in China and in the European sovereign cloud have names of their own. */
function suffixOf(region: string): string {
  if (region.startsWith('cn-')) return 'amazonaws.com.cn';
  return region.startsWith('eusc-') ? 'amazonaws.eu' : 'amazonaws.com';
}
