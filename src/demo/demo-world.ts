/** Where everything of a running demo is, and the credentials that its commands and its page use. All of it is fake. */
export interface DemoWorld {
  readonly pageUrl: string;
  readonly serviceUrl: string;
  /** The API of the fake Cognito, and the domain of its user pools. */
  readonly cognitoUrl: string;
  /** A resource server that follows the service. */
  readonly ordersUrl: string;
  readonly adminApiKey: string;
  readonly userPoolId: string;
  /** An app client without a secret, and one whose secret only the service knows. */
  readonly publicClientId: string;
  readonly confidentialClientId: string;
  readonly alice: DemoUser;
  readonly bob: DemoUser;
}

export interface DemoUser {
  readonly username: string;
  readonly password: string;
}
