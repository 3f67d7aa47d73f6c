import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { parseDockerfile } from '../support/container/dockerfile.ts';

interface Service {
  readonly build: { readonly context: string; readonly target: string };
  readonly command?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string; readonly restart: boolean }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
}

const { services } = parse(readFileSync('docker-compose.yml', 'utf8')) as {
  services: Readonly<Record<string, Service>>;
};
const fake = services['fake-cognito'] as Service;
const service = services['cognito-logout'] as Service;

describe('docker-compose.yml', () => {
  test('starts the service as it would run in production, and the fake Cognito beside it', () => {
    expect(Object.keys(services)).toEqual(['fake-cognito', 'cognito-logout']);
    expect(service.build).toEqual({ context: '.', target: 'production' });
    expect(service.command).toBeUndefined();
    expect(service.environment).not.toHaveProperty('NODE_ENV');
    expect(fake.build).toEqual({ context: '.', target: 'demo' });
    expect(fake.environment['NODE_ENV']).toBe('development');
  });

  test.each(Object.entries(services))('gives %s no right that it does not need', (_, { ...settings }) => {
    expect(settings.read_only).toBe(true);
    expect(settings.cap_drop).toEqual(['ALL']);
    expect(settings.security_opt).toEqual(['no-new-privileges:true']);
  });

  test.each(Object.entries(services))('shows %s to this machine only', (_, { ports }) => {
    expect(ports.length).toBeGreaterThan(0);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:(\d+):\1$/);
  });

  test('builds stages that the Dockerfile has', () => {
    const stages = parseDockerfile(readFileSync('Dockerfile', 'utf8')).map(({ name }) => name);
    expect(stages).toEqual(expect.arrayContaining(Object.values(services).map(({ build }) => build.target)));
  });

  test('starts the service when the fake has written its settings, which the service can only read', () => {
    expect(service.depends_on).toEqual({ 'fake-cognito': { condition: 'service_healthy', restart: true } });
    expect(fake.healthcheck?.test.slice(0, 2)).toEqual(['CMD', 'node']);
    expect(fake.volumes).toEqual(['settings:/settings']);
    expect(service.volumes).toEqual(['settings:/settings:ro', 'data:/data']);
  });

  test('allows plain http to the fake by its name, and to nobody else', () => {
    expect(service.environment['INSECURE_UPSTREAM_HOSTS']).toBe('fake-cognito');
    expect(fake.command).toContain('--cognito-url=http://fake-cognito:9400');
  });
});
