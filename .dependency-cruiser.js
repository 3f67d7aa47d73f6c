/**
 * The house: every room of `src/` and what it may import. One object holds the whole architecture; a folder that is
 * not in it fails. `docs/architecture.md` is drawn from it.
 */
export const ROOMS = {
  errors: [],
  collections: [],
  scheduling: [],
  tokens: ['errors'],
  revocation: ['errors', 'collections', 'tokens', 'scheduling'],
  doctor: ['errors', 'revocation'],
  protocols: ['errors', 'tokens', 'revocation', 'doctor'],
  settings: ['errors'],
  'app-clients': ['errors', 'settings'],
  'admin-keys': ['errors', 'revocation', 'settings'],
  cognito: ['errors', 'collections', 'scheduling', 'tokens', 'revocation', 'app-clients', 'doctor'],
  custody: ['errors', 'settings', 'app-clients', 'cognito'],
  storage: ['errors', 'collections', 'scheduling', 'tokens', 'revocation', 'settings'],
  relay: ['errors', 'collections', 'tokens', 'revocation'],
  'rate-limit': ['errors', 'revocation'],
  telemetry: ['errors', 'tokens'],
  config: ['errors', 'settings'],
  http: ['errors', 'collections', 'scheduling', 'tokens', 'revocation', 'protocols', 'telemetry', 'doctor'],
  guard: ['errors', 'tokens'],
  cli: [
    'errors',
    'doctor',
    'revocation',
    'protocols',
    'settings',
    'config',
    'admin-keys',
    'storage',
    'composition',
  ],
  composition: [
    'errors',
    'tokens',
    'revocation',
    'protocols',
    'settings',
    'app-clients',
    'admin-keys',
    'doctor',
    'cognito',
    'custody',
    'storage',
    'relay',
    'rate-limit',
    'telemetry',
    'config',
    'http',
  ],
  'fake-cognito': [],
  demo: ['errors', 'config', 'admin-keys', 'composition', 'fake-cognito', 'guard'],
};

/** Packages that only some rooms may import. */
const PACKAGE_OWNERS = {
  '@aws-sdk/client-cognito-identity-provider': ['cognito'],
  '@aws-sdk/client-secrets-manager': ['custody'],
  '@aws-sdk/client-ssm': ['custody'],
  'aws-jwt-verify': ['cognito'],
  undici: ['cognito'],
  express: ['http'],
  helmet: ['http'],
  '@opentelemetry/api': ['telemetry'],
  '@opentelemetry/exporter-trace-otlp-http': ['telemetry'],
  '@opentelemetry/resources': ['telemetry'],
  '@opentelemetry/sdk-trace': ['telemetry'],
  pino: ['telemetry'],
  'prom-client': ['telemetry'],
  'rate-limiter-flexible': ['rate-limit'],
  ioredis: ['rate-limit'],
  'better-sqlite3': ['storage'],
  pg: ['storage'],
  yaml: ['settings', 'admin-keys'],
  zod: ['protocols', 'settings', 'app-clients', 'admin-keys'],
};

/** Rooms without IO: they may use node:crypto and nothing else of Node. */
const PURE_ROOMS = ['errors', 'collections', 'scheduling', 'tokens', 'revocation', 'protocols', 'doctor'];

const roomNames = Object.keys(ROOMS);

const roomRules = roomNames.map((room) => ({
  name: `room-${room}`,
  severity: 'error',
  comment: `${room}/ may import: ${ROOMS[room].join(', ') || 'nothing'}`,
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...ROOMS[room]].join('|')})/` },
}));

const packageRules = Object.entries(PACKAGE_OWNERS).map(([name, owners]) => ({
  name: `package-${name.replace(/[@/]/g, '-')}`,
  severity: 'error',
  comment: `${name} lives in ${owners.join(', ')} only`,
  from: { path: '^src/', pathNot: `^src/(${owners.join('|')})/` },
  to: { path: `^node_modules/${name}/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...roomRules,
    ...packageRules,
    {
      name: 'undeclared-room',
      severity: 'error',
      comment: 'every folder of src/ has a line in ROOMS',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${roomNames.join('|')})/` },
      to: {},
    },
    {
      name: 'undeclared-room-imported',
      severity: 'error',
      from: {},
      to: { path: '^src/[^/]+/', pathNot: `^src/(${roomNames.join('|')})/` },
    },
    {
      name: 'pure-rooms-have-no-io',
      severity: 'error',
      from: { path: `^src/(${PURE_ROOMS.join('|')})/` },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'pure-rooms-have-no-packages',
      severity: 'error',
      from: { path: '^src/(errors|collections|scheduling|tokens|revocation|doctor)/' },
      to: { path: '^node_modules/' },
    },
    {
      name: 'guard-has-no-packages',
      severity: 'error',
      comment: 'resource servers install the guard without any of the packages that the service needs',
      from: { path: '^src/guard/' },
      to: { path: '^node_modules/' },
    },
    {
      name: 'spans-are-loaded-on-demand',
      severity: 'error',
      comment: 'only a service that exports spans loads OpenTelemetry',
      from: { path: '^src/', pathNot: '^src/telemetry/tracing/' },
      to: { path: '^src/telemetry/tracing/', pathNot: '/(load-)?tracer[.]ts$' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans-from-test', severity: 'error', from: { path: '^src/' }, to: { path: '^test/' } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
