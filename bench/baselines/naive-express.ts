/**
 * A logout service as most people would write it: Express 5 with the middleware that every checklist names, and the AWS
 * SDK. Configured by PORT, UPSTREAM_URL, CLIENT_ID and CLIENT_SECRET.
 */
import { CognitoIdentityProviderClient, RevokeTokenCommand } from '@aws-sdk/client-cognito-identity-provider';
import express from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';

const { PORT = '', UPSTREAM_URL = '', CLIENT_ID = '', CLIENT_SECRET = '' } = process.env;

const cognito = new CognitoIdentityProviderClient({
  region: 'eu-west-1',
  endpoint: UPSTREAM_URL,
  credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
});

const app = express();
app.use(pinoHttp());
app.use(helmet());
app.use(rateLimit({ windowMs: 60_000, limit: 1_000_000_000 }));
app.use(express.json());

app.post('/logout', async (request, response) => {
  const { refreshToken } = request.body as { refreshToken?: unknown };
  if (typeof refreshToken !== 'string') {
    response.status(400).json({ error: 'refreshToken is missing' });
    return;
  }
  await cognito.send(
    new RevokeTokenCommand({ Token: refreshToken, ClientId: CLIENT_ID, ClientSecret: CLIENT_SECRET }),
  );
  response.json({ loggedOut: true });
});

app.listen(Number(PORT), '127.0.0.1');
