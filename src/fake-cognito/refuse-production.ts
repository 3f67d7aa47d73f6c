/**
 * Whoever reaches the fake can sign in: it is for development only.
 *
 * @throws Error with NODE_ENV=production, with a sentence for the user
 */
export function refuseProduction(): void {
  if (process.env['NODE_ENV'] !== 'production') return;
  throw new Error('the fake Cognito is for development and does not start with NODE_ENV=production.');
}
