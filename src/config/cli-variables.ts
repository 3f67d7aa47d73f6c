/** What the command line reads, in words for its page. The service itself reads none of these. */
export const CLI_VARIABLES = {
  COGNITO_LOGOUT_URL: 'where the service answers, such as `https://logout.example.com`',
  COGNITO_LOGOUT_API_KEY: 'the API key, or access token, of an admin',
  COGNITO_LOGOUT_API_KEY_FILE: 'a file with it instead',
} as const;
