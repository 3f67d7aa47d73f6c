import { registerHooks } from 'node:module';

/** What prom-client loads already: interfaces and nothing that runs. */
const API = '/@opentelemetry/api/';

/** Loaded into a service process before its own code (`--import`): prints the name of each OpenTelemetry module that is loaded. */
registerHooks({
  load(url, context, nextLoad) {
    if (url.includes('/@opentelemetry/') && !url.includes(API)) process.stderr.write(`loaded ${url}\n`);
    return nextLoad(url, context);
  },
});
