// simple-oauth2 has no types of its own: as much of it as the tests call.
declare module 'simple-oauth2' {
  interface Options {
    readonly client: { readonly id: string; readonly secret?: string };
    readonly auth: { readonly tokenHost: string; readonly revokePath: string };
    readonly options?: {
      readonly authorizationMethod?: 'header' | 'body';
      readonly bodyFormat?: 'form' | 'json';
      readonly credentialsEncodingMode?: 'strict' | 'loose';
    };
  }

  interface AccessToken {
    revoke(tokenType: 'access_token' | 'refresh_token'): Promise<unknown>;
    revokeAll(): Promise<void>;
  }

  export class AuthorizationCode {
    constructor(options: Options);
    createToken(token: Readonly<Record<string, unknown>>): AccessToken;
  }
}
