import { askingTable, catchUpSentence, checkTable, propagationTable } from './tables/guard-tables.ts';
import { figure } from './plots/figure.ts';
import { goalTable } from './tables/goal-table.ts';
import { plotsOf } from './plots/plots.ts';
import { BUSIEST, BUSY, QUOTA_PER_SECOND, replicaTable } from './replicas.ts';
import { profileTable } from './tables/profile-table.ts';
import type { ProfileReport } from './read-reports.ts';
import type { Report } from './report.ts';
import { SERVER_TABLES, serverTable } from './tables/server-tables.ts';
import { soakTable } from './tables/soak-table.ts';
import { wrongCounts } from './wrong-counts.ts';

/** The page about speed, made from a run of `npm run bench` and, where there are any, a soak and a profile. */
export function performancePage(
  report: Report,
  { soak, profile }: { readonly soak: Report | undefined; readonly profile: ProfileReport | undefined },
): string {
  return [
    INTRODUCTION,
    run(report),
    goals(report),
    servers(report),
    whereTimeGoes(profile),
    guard(report),
    soaked(soak),
    limits(report),
  ]
    .filter((part) => part !== undefined)
    .join('\n');
}

const WHY = `What misses its line above is mostly one thing, the processor time of a logout: a core that is busy for so long with each
makes the others wait, which the latencies show. No part of it stands out. For each logout the
service keeps an intent and two events of the audit trail, counts against two limits or three, makes a fingerprint and a receipt, and
writes two log lines, metrics and 20 headers, each behind a port of its own; what Node.js does for sockets, promises and
HTTP is the largest share.

It is also more code than the caches of the processor hold. What is read in one turn of the event loop is therefore worked on in
step ([waiting-requests.ts](../src/http/server/waiting-requests.ts)), so that each step's code is fetched once for all of it. At 200 logouts a second
nothing shares a turn, and the latency that the service adds is that of code that has to be fetched anew each time.

- The machine is shared. In this run it was more than two times slower than in that of the day before, and less steady: naive took
  756 instead of 242 us a logout, and the upstream alone, at 200 a second, 0.34 instead of 0.06 ms. What is near its line may be on the
  other side of it in the next run. On the quicker machine the code of that day was at 0.31 of naive,
  1.89 of bare node:http and 1.08 of fastify, SQLite at 0.82 of naive, the p99 at 512 connections at 0.33 of naive's, the added p50 at 0.56, and the
  goodput at 0.58.
- What is under way is copied whenever young objects are collected, and compiled code goes with the shapes of the objects that it is
  for. The options of the image ([Dockerfile](../Dockerfile)) give young objects room and keep V8 from collecting for being idle: before,
  interleaved runs of 3 s had 205 us a logout at 512 connections instead of 111 to 128, and the first two seconds of load after
  half a minute of calm 184 to 188 instead of 107. Nor does V8 make objects old for where in the code they were made: before, one process of
  four began to, among 512 connections, and spent 34 ms instead of 12 to 15 on the young objects of 1,000 logouts from then on (\`--trace-gc\`).
  What is called is optimised after a third of the usual number of calls: from the second to the fourth second after the first
  logout, with 64 connections, 82 instead of 91 us a logout (medians of six processes each).
- The p99 at 512 connections is that of the collections of old objects: in five of six rounds of 2 s with an
  upstream that takes 20 ms, the slowest 3 % of answers came within 25 to 100 ms of the round (measured in the process, with the times
  of collections from \`perf_hooks\`), just before one of old objects ended, which V8's threads mark on the one core of the service.
  They come seldom: V8 may let old objects grow to three times what is in use (\`--heap-growing-percent=200\`), and little is made
  old. Of a logout 0.9 kB are, which is what is remembered of it, instead of 1.6, of which a third was of logouts that had gone
  ([passing-map.ts](../src/collections/passing-map.ts)). Both together had a p99 of 149 instead of 191 ms in seven interleaved rounds
  of 3 s.
- SQLite works in a thread of its own, on the same core here: more than a third of a logout's time there is that thread's,
  which writes an order, its end and two events into tables and their indexes. Its young objects begin with V8's own room
  ([sqlite-thread.ts](../src/storage/sqlite/sqlite-thread.ts)): with as much as those of the service, 410 instead of 292 MB were
  resident with 64 connections, and 452 instead of 337 with 512 and an upstream that takes 20 ms, at the same processor time
  (medians of 5 rounds, two processes each). Its indexes by what comes in no order are in stripes ([storage.md](storage.md#audit_events)): in indexes of the whole trail the session
  alone took 66 instead of 51 us and wrote 25.4 instead of 15.9 kB a logout with 60,000 of them in the file, and 81 instead of 56 us
  and 32.4 instead of 18.8 kB with 300,000 (batches of 64).
- Until \`OVERLOAD_REQUESTS\` (1,024) wait or are in work, an overload cannot be told from a crowd that is to be answered: the slowest
  of what is accepted came before. What comes later waits for a tenth of a second at most, is worked on beside 63 others, and takes turns with
  refusals ([shed-load.ts](../src/http/server/shed-load.ts)). Those take time as well, which is missing in the goodput.
- Of a start without a store, more than half is what Node.js takes for an empty server. Most of the rest, by a profile (\`--cpu-prof\`), is parts
  of Node.js that are loaded for it, such as crypto and TLS, and V8 taking over what it compiled before. What no first logout needs is
  loaded when it is used ([late-built-ins.ts](../scripts/build/late-built-ins.ts), [late-packages.ts](../scripts/build/late-packages.ts)).
  These figures are of a log that goes nowhere and of an upstream without TLS: HTTPS to Cognito loads what it needs as soon as the
  service connects.
- A new connection is dear: libuv accepts one in each turn of the event loop, and what waits too long to be accepted is tried
  again by the caller's system after one, three and seven seconds. The service accepts before it works
  ([connections-coming.ts](../src/http/server/connections-coming.ts)).
- The peak of 9,900 in flight goes up over the first rounds, and then hardly: in ten rounds
  (\`npm run bench -- --scenario memory --only stateless,sqlite --rounds 10\`) the stateless service took 659, 697, 722, 725, 731, 734,
  734, 735, 739 and 739 MB, and with SQLite 650 to 780. Memory is not given back in calm. Whoever is refused asks again at once there, some
  10,000 times a second; some 900 logouts a second are answered meanwhile, with SQLite 600, where 1,024 connections to an upstream that takes a second allow 1,024.`;

const OVERLOAD = `Logouts come at a constant rate, twice what the server answered over 512 connections just before. Each is measured
from the moment at which it was to be sent, so that one that had to wait in front of the server is as late as its caller has it.`;

const OVERLOAD_KEPT = `**The lines above are judged by this.** The load keeps 2,048 connections, as load balancers in front
do (Envoy keeps 1,024 to one service unless told otherwise, and there are two of it). All have been used before, and what comes while
all are in use waits for one: what is measured is the server. One that closes idle connections soon, as Node.js does after
five seconds unless told otherwise, has some of them opened anew.`;

const OVERLOAD_OWN = `The same without anything in between: where no connection is idle, one more is opened, up to 8,000. What is
measured is mostly how the system queues connections and tries them again. No line above is judged by this.`;

const COLLECTED_LATE = `V8 collects old objects only when there are many, so that resident memory goes up between two collections, and does not
come down at once. With \`--trace-gc\`, before young objects got more room, on SQLite at 700 logouts a second for 150 s, 126 MB of heap were collected to 26 after 72,000
logouts, and the heap after each later collection was 26 to 28 MB.`;

const INTRODUCTION = `<!-- Made by \`npm run bench\` (\`npm run docs\` writes it anew from bench/results): change it in bench/report. -->

# Performance

\`npm run bench\` measures the service beside what people would use instead, on the machine that it is run on: a service
written as most would write it (Express 5 with the usual middleware and the AWS SDK), one by somebody who looks at speed
first (fastify and undici), what Node.js costs at least (node:http and undici, without any feature), and nginx, which can
only add a secret. They are in [bench/baselines](../bench/baselines), and are short.

| \`npm run bench -- …\` | Does |
| --- | --- |
| (nothing) | everything on this page but the soak, and writes this page |
| \`--short\` | the same with one second for each measurement and without the guard: about a minute |
| \`--only stateless,naive-express\`, \`--scenario at-once,start\` | only these servers or scenarios, and writes nothing |
| \`--rounds 5\`, \`--seconds 4\`, \`--warm-up 8\` | more or less of it |
| \`--soak 60\` | so many minutes of steady load, and writes what came of the memory here |
| \`--json\` | the raw figures, to standard output, and writes nothing |

\`npm run bench:profile\` tells where the time of a logout goes, and writes that here too.

How it is measured:

- Every server is started as in production: \`NODE_ENV=production\`, log lines to \`/dev/null\`. This service is bundled, as
  in its image, and has its own defaults but for the rate limits and Cognito's quota, which are set so high that they refuse nothing.
- Servers run on one core (\`taskset\`), and the load, the upstream, PostgreSQL and the guard on another.
- Servers are warmed up first, in two halves between which connections end, and measured in turn in each round (A B A B). Figures are medians of the rounds with the least
  and the most in brackets; ratios are taken within each round. For what a logout costs, each round starts the servers anew, since
  one process differs from the next of the same program, and warms each up right before it is measured; for all else they stay up
  over the rounds, and are idle while others are measured: that costs those that run with V8's defaults some of their compiled code.
- Each logout has a refresh token of its own of the usual length (1.7 kB). The calls that reach the upstream are
  counted, and a run in which they are not one for each logout says so.
- CPU is what \`/proc/<pid>/stat\` tells of all threads of the server, user and system, divided by the calls. PostgreSQL's
  own is not in it.
- Saturation is measured with \`wrk\`, and latency at 200 a second with an open loop: requests are sent at constant
  intervals whatever the answers do, and each is measured from the moment at which it was to be sent.
- The upstream that answers at once is nginx; those that answer later hold each call for 20, 500 or 1,000 ms.
`;

function run(report: Report): string {
  const { command, startedAt, machine, rounds, seconds, warmUpSeconds, isShort } = report;
  const pinned = machine.isPinned ? 'servers pinned to a core' : 'not pinned: no `taskset`, or one core';
  const short = isShort
    ? '\n**The figures below are of a short run, which is too short to rely on.** They show that the harness works.\n'
    : '';
  return `## The run

\`${command}\`, ${startedAt.slice(0, 10)}: ${rounds} ${rounds === 1 ? 'round' : 'rounds'} of ${seconds} s a measurement after ${warmUpSeconds} s of warming up,
Node.js ${machine.node.slice(1)}, ${machine.cores} cores of ${machine.cpu}, ${machine.memoryGigabytes} GB, ${machine.kernel}, ${pinned}, a load of ${machine.loadAtStart} at the start.
${short}
${wrongCounts(report)}
`;
}

function goals(report: Report): string {
  return `## What the service holds itself to

“Pass” must hold, “goal” is what it is after. The median counts.

${goalTable(report)}
`;
}

function servers(report: Report): string {
  const plots = Object.keys(plotsOf(report));
  const plot = (file: string) => (plots.includes(file) ? `![](images/${file})\n` : '');
  const section = (title: string, name: keyof typeof SERVER_TABLES, before = '') => {
    const table = serverTable(report, SERVER_TABLES[name]);
    return table === undefined ? [] : [`### ${title}\n`, before, table, ''];
  };
  return [
    '## Beside others\n',
    ...section('What a logout costs', 'cost', plot('performance-cpu.svg')),
    ...section('How long it takes, in milliseconds', 'latency'),
    ...section('Resident memory, in megabytes', 'resident'),
    ...section('An upstream that answers after 20 ms', 'distant', plot('performance-p99.svg')),
    ...section('1,000 logouts in flight, an upstream that answers after 500 ms', 'inFlight'),
    ...section(
      'Twice as much as it can do, over kept connections, an upstream that answers after 20 ms',
      'overload',
      `${OVERLOAD}\n\n${OVERLOAD_KEPT}\n`,
    ),
    ...section(
      'Twice as much as it can do, from callers who open connections of their own',
      'overloadOwnConnections',
      `${OVERLOAD_OWN}\n`,
    ),
    ...section('Start to first logout', 'start', plot('performance-start.svg')),
    ...section(
      '9,900 logouts in flight, an upstream that answers after 1,000 ms: resident megabytes',
      'memory',
    ),
  ].join('\n');
}

function whereTimeGoes(profile: ProfileReport | undefined): string | undefined {
  if (profile === undefined) return undefined;
  return `## Where the time of a logout goes

\`${profile.command}\`, ${profile.startedAt.slice(0, 10)}: the stateless service from its sources, ${profile.connections} connections, an upstream that
answers at once, Node.js ${profile.machine.node.slice(1)}. Built-in functions count for whoever calls them.

${profileTable(profile)}

${WHY}
`;
}

function guard({ guard: results }: Report): string {
  if (results === undefined)
    return '## The guard\n\nThis run did not measure it: one without `--short` does.\n';
  return `## The guard

Made by \`npm run bench:guard\`, \`npm run bench:propagation\` and \`npm run bench:catch-up\`, which \`npm run bench\` runs too.
A check, in nanoseconds of processor time, beside the verification of the token that it follows:

${checkTable(results)}

What a request waits for where somebody else is asked instead, over loopback:

${askingTable(results)}

From the 200 of \`POST /logout\` until the last of all guards refuses the token, over loopback, with one instance on
SQLite or three on PostgreSQL:

${propagationTable(results)}

${catchUpSentence(results)}
`;
}

function soaked(soak: Report | undefined): string | undefined {
  const table = soak === undefined ? undefined : soakTable(soak);
  return soak === undefined || table === undefined
    ? undefined
    : `## A long time\n\n\`${soak.command}\`, ${soak.startedAt.slice(0, 10)}: 500 logouts a second at each, an upstream that answers after 20 ms.\n\n${table}\n\n${COLLECTED_LATE}\n`;
}

function limits(report: Report): string {
  const table = replicaTable(report);
  const arithmetic =
    table === undefined
      ? 'The table of replicas needs the cost of a logout on PostgreSQL, which this run did not measure.'
      : `A replica has one core and is to be ${figure(BUSY * 100)} % busy at most. Everybody logs out once a day, and
${figure(BUSIEST.part * 100)} % do so in the busiest ten minutes: users × ${BUSIEST.part} ÷ ${BUSIEST.seconds} s. By the cost of a logout on PostgreSQL
above (64 connections):

${table}

One PostgreSQL takes the writes of all replicas; how many it takes is not measured here.`;
  return `## What limits it

Cognito does, long before the service. \`RevokeToken\` draws on the account's quota for the category \`UserToken\`,
${QUOTA_PER_SECOND} calls a second in each Region unless it is raised, for all user pools together
([quotas](https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html)); signing users out everywhere draws on
\`UserUpdate\`, 25 a second, which cannot be raised. The service paces itself by both (\`COGNITO_REVOKE_QUOTA_PER_SECOND\`,
\`COGNITO_SIGN_OUT_QUOTA_PER_SECOND\`, \`COGNITO_QUOTA_SHARE_PERCENT\`), accepts what is more, and works it off: what is
accepted is durable, and guards refuse the access tokens at once, whatever the quota is.

${arithmetic}
`;
}
