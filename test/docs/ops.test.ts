import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { UNPROVEN_CAP } from '../../src/composition/storage-side.ts';
import { FEED_BOUNDS } from '../../src/http/feed/feed-streams.ts';
import { serverSettings } from '../../src/composition/server-settings.ts';
import { readConfig } from '../../src/config/read-config.ts';
import type { Variable } from '../../src/config/variable.ts';
import { namesOf } from '../../src/config/is-set.ts';
import { VARIABLES, type VariableName } from '../../src/config/variables.ts';
import { UPSTREAM_BOUNDS } from '../../src/cognito/upstream-connections.ts';
import { LATE_TRY_BOUNDS } from '../../src/revocation/tries/late-tries.ts';
import type { RetryCause } from '../../src/revocation/ports/upstream-outcome.ts';
import { SHARED_CALL_TIMEOUT_MS } from '../../src/rate-limit/redis/bounded-calls.ts';
import { ROUTE_LABELS } from '../../src/http/routing/route-labels.ts';
import { DEFAULT_SERVER_SETTINGS } from '../../src/http/server/server-settings.ts';
import { METRIC_DEFINITIONS, type MetricDefinition } from '../../src/telemetry/metric-definitions.ts';
import { LABEL_VALUES, type LabelName } from '../../src/telemetry/metric-labels.ts';
import { createMetrics } from '../../src/telemetry/metrics.ts';

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook: string };
}

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly datasource?: { readonly uid: string };
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
}

const read = (path: string) => readFileSync(path, 'utf8');
const operations = read('docs/operations.md');
const rules = parse(read('ops/alerts.yml')) as { groups: { rules: Alert[] }[] };
const alerts = rules.groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(read('ops/grafana-dashboard.json')) as { panels: Panel[] };
const panels = dashboard.panels.filter(({ type }) => type !== 'row');

const text = await createMetrics(new Set(ROUTE_LABELS), {
  droppedLines: () => 0,
  droppedSpans: () => 0,
}).text();
const valuesOf = (label: LabelName) => (label === 'route' ? ROUTE_LABELS : [...LABEL_VALUES[label]]);
const labelsOf = new Map(
  Object.values<MetricDefinition>(METRIC_DEFINITIONS).map(({ name, labels }) => [
    name,
    labels.map((label) => ({ name: label, values: valuesOf(label) })),
  ]),
);
/** Every metric of the registry with its type, and what Prometheus itself adds. */
const types = new Map(
  [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type]),
);
types.set('up', 'gauge');

const FUNCTIONS = [
  'sum',
  'rate',
  'increase',
  'changes',
  'absent',
  'histogram_quantile',
  'max',
  'min',
  'by',
  'or',
  'unless',
  'offset',
];
const LABELS_OF_SCRAPES = ['job', 'instance'];

/** What a query says that nothing can answer. An empty list is a query that finds its series. */
function problemsOf(query: string): readonly string[] {
  const known = new Set([...FUNCTIONS, ...LABELS_OF_SCRAPES]);
  const problems: string[] = [];
  const rest = query.replaceAll(
    /([a-z_]\w*)\{(.*?)\}(?:\[[^\]]+\])?/g,
    (_, series: string, matchers: string) => {
      const labels = labelsOfSeries(series);
      if (labels === undefined) problems.push(`no metric ${series}`);
      for (const label of labels?.keys() ?? []) known.add(label);
      problems.push(...matcherProblems(labels ?? new Map(), matchers));
      return '';
    },
  );
  const words = rest.match(/(?<!\w)[a-z_]\w*/gi) ?? [];
  return [...problems, ...words.filter((word) => !known.has(word)).map((word) => `unknown word ${word}`)];
}

/** The labels of a series with their values where those are a closed set; undefined if there is no such series. */
function labelsOfSeries(series: string): ReadonlyMap<string, readonly string[] | undefined> | undefined {
  const histogram = /^(.+)_(?:bucket|count|sum)$/.exec(series)?.[1] ?? '';
  const name = types.get(histogram) === 'histogram' ? histogram : series;
  if (!types.has(name) || (name === series && types.get(name) === 'histogram')) return undefined;
  return new Map<string, readonly string[] | undefined>([
    ...LABELS_OF_SCRAPES.map((label) => [label, undefined] as const),
    ...(series.endsWith('_bucket') ? [['le', undefined] as const] : []),
    ...(labelsOf.get(name) ?? []).map((label) => [label.name, label.values] as const),
  ]);
}

function matcherProblems(
  labels: ReadonlyMap<string, readonly string[] | undefined>,
  matchers: string,
): readonly string[] {
  return [...matchers.matchAll(/(\w+)(=~|!~|!=|=)"([^"]*)"/g)].flatMap(
    ([, label = '', operator = '', value = '']) => {
      if (!labels.has(label)) return [`no label ${label}`];
      const values = labels.get(label);
      const wanted = operator.includes('~') && !value.includes('.') ? value.split('|') : [value];
      const isThere = (pattern: string) => values?.some((item) => new RegExp(`^(?:${pattern})$`).test(item));
      return values === undefined
        ? []
        : wanted.filter((item) => isThere(item) !== true).map((item) => `no value ${item}`);
    },
  );
}

test('a query for what is not there is found out', () => {
  expect(problemsOf('rate(http_requests_total{}[5m])')).toEqual(['no metric http_requests_total']);
  expect(problemsOf('cognito_calls_total{result="retry"}')).toEqual(['no label result']);
  expect(problemsOf('cognito_calls_total{outcome=~"retry|failed"}')).toEqual(['no value failed']);
  expect(problemsOf('http_request_duration_seconds{}')).toEqual(['no metric http_request_duration_seconds']);
  expect(problemsOf('sum by (colour) (up{job="a"})')).toEqual(['unknown word colour']);
  expect(problemsOf('rate(admin_refused_total[5m])')).toContain('unknown word admin_refused_total');
});

describe.each(alerts)('the alarm $alert', ({ alert, expr, labels, annotations }) => {
  test('asks for metrics, labels and values that the service has', () => {
    expect(problemsOf(expr)).toEqual([]);
  });

  test('has a severity, a summary and a section in the operations page', () => {
    expect(['critical', 'warning']).toContain(labels.severity);
    expect(annotations.summary).toMatch(/\w.*\.$/);
    expect(annotations.runbook).toBe(`docs/operations.md#${alert.toLowerCase()}`);
    expect(operations).toMatch(new RegExp(`^### ${alert}\n\n\\w`, 'm'));
  });
});

const RETRY_CAUSES = Object.keys({
  throttled: true,
  forbidden: true,
  'server-error': true,
  timeout: true,
  connection: true,
  tls: true,
  'unusable-answer': true,
  undecided: true,
} satisfies Record<RetryCause, true>);
const ruleOf = (name: string) => alerts.find(({ alert }) => alert === name)?.expr ?? '';
const sectionOf = (name: string) =>
  new RegExp(`^### ${name}\n(.*?)^##`, 'ms').exec(operations)?.[1] ?? `no section ${name}`;

test('what Cognito answered, if only to be asked again, rings no alarm that it fails, and every other cause is explained', () => {
  const [, leftOut = ''] =
    /outcome="retry", cause!~"([^"]+)"/.exec(ruleOf('CognitoLogoutCognitoFailing')) ?? [];
  expect(leftOut.split('|')).toEqual(['throttled', 'undecided']);
  const section = sectionOf('CognitoLogoutCognitoFailing');
  for (const cause of RETRY_CAUSES) if (cause !== 'throttled') expect(section).toContain(`\`${cause}\``);
});

test.each([...LABEL_VALUES.code])(
  'why an accepted logout was refused is explained where it rings: %s',
  (code) => {
    expect(sectionOf('CognitoLogoutRefused')).toContain(`\`${code}\``);
  },
);

test('every alarm is there once, and no section is about one that is gone', () => {
  const names = alerts.map(({ alert }) => alert);
  const sections = [...operations.matchAll(/^### (CognitoLogout\w+)$/gm)].map(([, name]) => name);
  expect(sections).toEqual(names);
  expect(new Set(names).size).toBe(names.length);
});

describe('the dashboard', () => {
  test.each(panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const)))(
    'asks in "%s" for metrics, labels and values that the service has: %s',
    (_, expr) => {
      expect(problemsOf(expr)).toEqual([]);
    },
  );

  test('shows every metric of the service itself', () => {
    const queries = JSON.stringify(panels);
    expect([...labelsOf.keys()].filter((name) => !queries.includes(name))).toEqual([]);
  });

  test('takes the data source that is chosen, and has every panel once', () => {
    expect(new Set(panels.map(({ datasource }) => datasource?.uid))).toEqual(new Set(['${datasource}']));
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });
});

describe('the settings sheet', () => {
  const rows = [...operations.matchAll(/^\| `(\w+)` +\| (?:`(\w+)`)? *\| (\d+) +\|/gm)];
  const bySetting = new Map(rows.map(([, setting, , value]) => [setting, Number(value)]));
  const byVariable = new Map(rows.map(([, , variable, value]) => [variable, value]));
  const { config } = readConfig({
    COGNITO_USER_POOL_ID: 'eu-west-1_AbCdEf123',
    COGNITO_CLIENT_ID: 'webshop',
  });
  const inForce = {
    ...DEFAULT_SERVER_SETTINGS,
    ...serverSettings(config),
    ...UPSTREAM_BOUNDS,
    ...LATE_TRY_BOUNDS,
    ...FEED_BOUNDS,
    unprovenLogouts: UNPROVEN_CAP.intents,
    unprovenBytes: UNPROVEN_CAP.bytes,
    sharedCallTimeoutMs: SHARED_CALL_TIMEOUT_MS,
  };

  test.each(Object.entries(inForce))('has %s as it is when nothing is set: %d', (setting, value) => {
    expect(bySetting.get(setting)).toBe(value);
  });

  const bounds = Object.entries<Variable<unknown>>(VARIABLES).filter(
    ([name, variable]) =>
      /_MS$|_BYTES$|^MAX_|^RATE_LIMIT_/.test(name) && /^\d+$/.test(variable.default ?? ''),
  );

  test.each(bounds)('has the default of %s', (name, variable) => {
    expect(byVariable.get(name)).toBe(variable.default);
  });

  test('names no variable that is gone', () => {
    const names = [...byVariable.keys()].filter((name) => name !== undefined);
    expect(names.filter((name) => !Object.hasOwn(VARIABLES, name))).toEqual([]);
  });
});

test('the operations page names no variable that the service does not know', () => {
  const names = [...operations.matchAll(/`([A-Z]+(?:_[A-Z0-9]+)+)(?:=[^`]*)?`/g)].map(
    ([, name]) => name ?? '',
  );
  const known = new Set((Object.keys(VARIABLES) as VariableName[]).flatMap(namesOf));
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !known.has(name))).toEqual([]);
});
