import { format, resolveConfig } from 'prettier';
import { performancePage } from '../../bench/report/performance-page.ts';
import { plotsOf } from '../../bench/report/plots/plots.ts';
import { readProfile, readReport } from '../../bench/report/read-reports.ts';
import type { Report } from '../../bench/report/report.ts';
import { apiKeysFileSchema } from '../../src/admin-keys/api-keys-schema.ts';
import { appClientsFileSchema } from '../../src/app-clients/app-client-schema.ts';
import { adminApiKeysPage } from './admin-api-keys-page.ts';
import { appClientsPage } from './app-clients-page.ts';
import { cliPage } from './cli-page.ts';
import { configurationPage } from './configuration-page.ts';
import { doctorPage } from './doctor-page.ts';
import { envExample } from './env-example.ts';
import { faultsPage } from './faults/faults-page.ts';
import { IAM_FEATURES } from './iam/iam-features.ts';
import { iamPage } from './iam/iam-page.ts';
import { iamPolicy } from './iam/iam-policy.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { metricsPage } from './metrics-page.ts';

/** Every document that is made from code, by its path, as it has to be. */
export async function generatedDocuments(): Promise<Readonly<Record<string, string>>> {
  const run = readReport('run');
  const documents: Record<string, string> = {
    'docs/configuration.md': configurationPage(),
    'docs/app-clients.md': appClientsPage(),
    'docs/app-clients.schema.json': JSON.stringify(jsonSchemaOf(appClientsFileSchema, 'App clients file')),
    'docs/admin-api-keys.md': adminApiKeysPage(),
    'docs/admin-api-keys.schema.json': JSON.stringify(jsonSchemaOf(apiKeysFileSchema, 'API keys file')),
    'docs/metrics.md': metricsPage(),
    'docs/cli.md': await cliPage(),
    'docs/faults.md': faultsPage(),
    'docs/doctor.md': doctorPage(),
    'docs/iam.md': iamPage(),
    ...policies(),
    ...performanceDocument(run),
  };
  for (const [path, text] of Object.entries(documents)) {
    documents[path] = await format(text, { ...(await resolveConfig(path)), filepath: path });
  }
  return { ...documents, ...plotFiles(run), '.env.example': envExample() };
}

function performanceDocument(run: Report | undefined): Readonly<Record<string, string>> {
  return run === undefined
    ? {}
    : { 'docs/performance.md': performancePage(run, { soak: readReport('soak'), profile: readProfile() }) };
}

function plotFiles(run: Report | undefined): Readonly<Record<string, string>> {
  const plots = run === undefined ? {} : plotsOf(run);
  return Object.fromEntries(Object.entries(plots).map(([file, svg]) => [`docs/images/${file}`, svg]));
}

function policies(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    IAM_FEATURES.map((feature) => [`ops/iam/${feature.name}.json`, JSON.stringify(iamPolicy(feature))]),
  );
}
