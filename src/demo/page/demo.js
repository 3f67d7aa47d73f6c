import { claimsOf, createCognito } from './cognito.js';
import { createSend } from './exchanges.js';
import { showLives } from './lives.js';
import { createManagedLogin } from './managed-login.js';
import { showAnswer } from './receipt.js';
import { createService } from './service.js';

const demo = await (await fetch('/demo.json')).json();
const send = createSend(byId('exchanges'));
const cognito = createCognito(send, demo);
const service = createService(send, demo);
const asked = { cognito, service };
const managedLogin = createManagedLogin(demo);
const [user, otherUser] = demo.users;

/** The session of this browser, and those of the other user's devices. */
let session;
let devices = [];

function byId(id) {
  return document.getElementById(id);
}

/** Runs an act with its button at rest, so that one press is one request. */
function onPress(id, act) {
  const button = byId(id);
  button.addEventListener('click', (event) => {
    event.preventDefault();
    button.disabled = true;
    void act().finally(() => {
      button.disabled = false;
    });
  });
}

function tokensOf({ body }) {
  const result = body.AuthenticationResult ?? body;
  return {
    refreshToken: result.RefreshToken ?? result.refresh_token,
    accessToken: result.AccessToken ?? result.access_token,
  };
}

async function signIn() {
  const answer = await cognito.signIn(byId('username').value, byId('password').value);
  if (answer.ok) await showSignedIn(tokensOf(answer));
  else byId('user-outcome').textContent = `Cognito refused: ${answer.body.message}`;
}

async function showSignedIn(tokens) {
  session = tokens;
  byId('sign-in').hidden = true;
  byId('signed-in').hidden = false;
  byId('user-outcome').replaceChildren();
  byId('signed-in-name').textContent = claimsOf(tokens.accessToken).username;
  await checkUser();
}

const checkUser = () => showLives(byId('user-lives'), asked, session, () => managedLogin.isAlive());

async function logOut(everywhere) {
  showAnswer(byId('user-outcome'), await service.logOut(session, everywhere));
  await Promise.all([checkUser(), checkOther()]);
}

async function startOver() {
  byId('signed-in').hidden = true;
  byId('sign-in').hidden = false;
  byId('user-outcome').replaceChildren();
  byId('username').focus();
}

async function signOtherIn() {
  const signIns = [0, 1].map(() => cognito.signIn(otherUser.username, otherUser.password));
  devices = (await Promise.all(signIns)).map(tokensOf);
  byId('admin-outcome').replaceChildren();
  await checkOther();
}

async function checkOther() {
  const lists = [byId('phone-lives'), byId('laptop-lives')];
  await Promise.all(devices.map((tokens, index) => showLives(lists[index], asked, tokens)));
}

async function endSessions() {
  showAnswer(byId('admin-outcome'), await service.endSessionsOf(otherUser.username, byId('reason').value));
  await checkOther();
}

function fill() {
  for (const place of document.querySelectorAll('[data-fill]')) {
    place.textContent = { clientId: demo.clientId, otherUser: otherUser.username }[place.dataset.fill];
  }
  byId('username').append(...demo.users.map(({ username }) => new Option(username)));
  byId('username').addEventListener('change', () => fillPassword());
  fillPassword();
}

function fillPassword() {
  const chosen = demo.users.find(({ username }) => username === byId('username').value) ?? user;
  byId('password').value = chosen.password;
}

/** Where the browser comes back from the managed login, its code becomes tokens. */
async function finishManagedLogin() {
  const returned = managedLogin.finish();
  if (returned === undefined) return;
  const answer = await cognito.exchangeCode(returned.code, returned.codeVerifier, managedLogin.redirectUri);
  if (answer.ok) await showSignedIn(tokensOf(answer));
}

fill();
onPress('sign-in-button', signIn);
onPress('managed-login-button', () => managedLogin.start());
onPress('log-out', () => logOut(false));
onPress('log-out-everywhere', () => logOut(true));
onPress('check-user', checkUser);
onPress('start-over', startOver);
onPress('end-sessions-button', endSessions);
onPress('check-other', checkOther);
onPress('sign-other-in', signOtherIn);
await Promise.all([finishManagedLogin(), signOtherIn()]);
document.body.dataset.ready = 'true';
