import type { Plugin } from 'esbuild';

/** Asks for a file of a package as it is. */
const WHOLE = '?whole';

/** Functions, or objects of functions, that packages load at once and the service calls late or never. */
const CALLED_LATE: Readonly<Record<string, readonly string[]>> = {
  // What a value is that no JSON is made of.
  'object-inspect/index.js': [],
  'pino/lib/transport.js': [],
  'qs/lib/index.js': ['parse'],
  // A table of all media types, for what a browser accepts.
  'mime-types/index.js': ['lookup', 'contentType', 'charset', 'extension'],
  'undici/lib/dispatcher/client-h2.js': [],
};

/** Packages of which the service uses a part, or nothing. */
const IN_PART: Readonly<Record<string, string>> = {
  // What only those print who set DEBUG.
  'debug/src/index.js': `module.exports = () => Object.assign(() => {}, { enabled: false });
    module.exports.default = module.exports;`,
  // Node.js is told to print no deprecations. To know whose they are, it would read a stack for each package that has some.
  'depd/index.js': 'module.exports = () => () => {};',
  // Metrics are fetched from the service.
  'prom-client/lib/pushgateway.js': 'module.exports = undefined;',
  // Who called pino, which only a transport asks; with source maps, Node.js would read one for the answer.
  'pino/lib/caller.js': 'module.exports = () => [];',
  // The service reads bodies and queries by itself.
  'body-parser/index.js': 'module.exports = {};',
  'rate-limiter-flexible/index.js': `module.exports = {
    RateLimiterMemory: require('./lib/RateLimiterMemory.js'),
    RateLimiterRedis: require('./lib/RateLimiterRedis.js'),
  };`,
  // A tree of the names of all headers that there are takes a millisecond to grow. These are what Cognito's API answers with.
  'undici/lib/core/constants.js': `module.exports = {
    ...require('./constants.js${WHOLE}'),
    wellknownHeaderNames: ['date', 'content-type', 'content-length', 'connection', 'keep-alive', 'transfer-encoding'],
  };`,
  'undici/index.js': `module.exports = {
    Client: require('./lib/dispatcher/client.js'),
    buildConnector: require('./lib/core/connect.js'),
    errors: require('./lib/core/errors.js'),
  };`,
};

/** Packages that load less than they would by themselves, and load it later. */
export const narrowed: Plugin = {
  name: 'narrowed',
  setup(bundle) {
    bundle.onLoad({ filter: /\/node_modules\// }, ({ path, suffix }) => {
      if (suffix === WHOLE) return undefined;
      const file = path.slice(path.lastIndexOf('/node_modules/') + '/node_modules/'.length);
      const names = CALLED_LATE[file];
      const contents = names === undefined ? IN_PART[file] : calledLate(file, names);
      return contents === undefined ? undefined : { contents, loader: 'js' };
    });
  },
};

function calledLate(file: string, names: readonly string[]): string {
  const whole = `require('./${file.slice(file.lastIndexOf('/') + 1)}${WHOLE}')`;
  if (names.length === 0) return `module.exports = (...given) => ${whole}(...given);`;
  return names.map((name) => `exports.${name} = (...given) => ${whole}.${name}(...given);`).join('\n');
}
