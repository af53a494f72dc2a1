import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { Environment, OPTIONAL_NAMES } from '../../src/config/environment.js';
import { parseDockerfile, textsOf } from '../support/dockerfile.js';
import { REPOSITORY } from '../support/documents.js';
import { parseUnit } from '../support/systemd-unit.js';

/** What can be told of the files of production without an engine. What is run: `test/soak/production-files.spec.ts`. */
const read = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8');
const SETTINGS = new Set([...Object.keys(new Environment()), ...OPTIONAL_NAMES]);

interface Service {
  image?: string;
  environment?: Record<string, string>;
  entrypoint?: string[];
  volumes?: string[];
  profiles?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { disable?: boolean };
}

describe('docker-compose.yml', () => {
  const text = read('docker-compose.yml');
  const compose = parse(text, { merge: true }) as { services: Record<string, Service>; volumes: object };
  const services = Object.entries(compose.services);

  it('is what the Compose Specification takes', () => {
    const schema = JSON.parse(read('test/support/schemas/compose-spec.json')) as Record<string, unknown>;
    // Its keywords are those of draft 7; the name it gives for that has an s too many for Ajv.
    const validate = new Ajv({ strict: false, validateFormats: false }).compile({ ...schema, $schema: undefined });
    validate(compose);
    expect(validate.errors).toBeNull();
    expect(validate({ ...compose, services: { api: { imagge: 'x' } } })).toBe(false);
  });

  it('asks for every secret by name, and says at its top what each is', () => {
    const header = text.split('\nname:')[0] ?? '';
    const required = new Set([...text.matchAll(/\$\{(\w+):\?/g)].map(([, name = '']) => name));
    expect([...required].sort()).toEqual([
      'BACKSTITCH_DB_PASSWORD',
      'MASTER_KEY',
      'POSTGRES_PASSWORD',
      'REDIS_PASSWORD',
    ]);
    for (const name of required) expect(header).toContain(`#   ${name} `);
  });

  it('sets nothing that the application does not know', () => {
    const ours = services.filter(([, { image }]) => image?.startsWith('backstitch:'));
    expect(ours.map(([name]) => name)).toEqual(['api', 'worker']);
    for (const [, { environment = {} }] of ours) {
      expect(Object.keys(environment).filter((name) => !SETTINGS.has(name))).toEqual([]);
    }
    expect(compose.services.api?.environment?.WORKER_CONCURRENCY).toBe(0);
  });

  it('gives our containers nothing to write but their volumes, and no right they do not need', () => {
    for (const name of ['api', 'worker']) {
      expect(compose.services[name]).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
    }
  });

  it('starts what watches it only when it is asked to', () => {
    const optional = services.filter(([, { profiles }]) => profiles !== undefined);
    expect(optional.map(([name, { profiles }]) => [name, profiles])).toEqual([
      ['prometheus', ['monitoring']],
      ['grafana', ['monitoring']],
    ]);
    // What Prometheus is told to read is what its container has.
    const entrypoint = compose.services.prometheus?.entrypoint?.join(' ') ?? '';
    const wanted = parse(read('docker/monitoring/prometheus.yml')) as {
      rule_files: string[];
      scrape_configs: { authorization: { credentials_file: string }; static_configs: { targets: string[] }[] }[];
    };
    for (const { authorization, static_configs } of wanted.scrape_configs) {
      expect(entrypoint).toContain(`/run/prometheus/${authorization.credentials_file}`);
      expect(static_configs[0]?.targets).toEqual(['api:8000']);
    }
    for (const file of wanted.rule_files) expect(existsSync(join(REPOSITORY, 'docker/monitoring', file))).toBe(true);
  });

  it('names volumes that it declares, files that exist, images of one version', () => {
    for (const [, { volumes = [], image = '' }] of services) {
      expect(image).toMatch(/:[\w.-]*\d/);
      for (const volume of volumes) {
        const [from = ''] = volume.split(':');
        if (from.startsWith('.')) expect([from, existsSync(join(REPOSITORY, from))]).toEqual([from, true]);
        else expect(Object.keys(compose.volumes)).toContain(from);
      }
    }
  });

  it('waits only for services that can tell that they are well', () => {
    for (const [, { depends_on = {} }] of services) {
      for (const [name, { condition }] of Object.entries(depends_on)) {
        expect(compose.services[name]).toBeDefined();
        if (condition === 'service_healthy') expect(compose.services[name]?.healthcheck?.disable).not.toBe(true);
      }
    }
  });
});

describe('docker/Dockerfile', () => {
  const stages = parseDockerfile(read('docker/Dockerfile'));
  const last = stages.at(-1) ?? [];

  it('begins each stage with an image of one version', () => {
    for (const stage of stages) expect(textsOf(stage, 'FROM')[0]).toMatch(/^[\w./-]+:\d[\w.-]*( AS \w+)?$/);
  });

  it('ends as a user without rights, told by number, whose processes are reaped', () => {
    expect(textsOf(last, 'USER')).toEqual(['10001:10001']);
    expect(textsOf(last, 'ENTRYPOINT')).toEqual(['["tini", "--"]']);
    expect(textsOf(last, 'RUN').some((run) => run.includes(' tini '))).toBe(true);
  });

  it('has the clients of every major that is supported', () => {
    const installed = [
      ...textsOf(last, 'RUN')
        .join()
        .matchAll(/postgresql-client-(\d+)/g),
    ].map(([, major]) => major);
    expect(installed).toEqual(['13', '14', '15', '16', '17', '18']);
    for (const program of ['zstd', 'age', 'tar'])
      expect(textsOf(last, 'RUN').join()).toMatch(new RegExp(` ${program} `));
  });

  it('installs what it names and no more, and keeps no lists', () => {
    for (const run of stages
      .flatMap((stage) => textsOf(stage, 'RUN'))
      .filter((text) => text.includes('apt-get install'))) {
      expect(run.match(/apt-get install/g)?.length).toBe(
        run.match(/apt-get install -y --no-install-recommends/g)?.length,
      );
      expect(run).toMatch(/rm -rf \/var\/lib\/apt\/lists\/\*$/);
    }
  });

  it('copies what there is and what the context lets in', () => {
    const ignored = read('.dockerignore').split('\n');
    expect(ignored[0]).toBe('*');
    const copied = stages
      .flatMap((stage) => textsOf(stage, 'COPY'))
      .filter((text) => !text.startsWith('--from'))
      .flatMap((text) => text.split(' ').slice(0, -1))
      .filter((path) => !path.endsWith('*'));
    expect(copied.length).toBeGreaterThan(5);
    for (const path of copied) {
      expect([path, existsSync(join(REPOSITORY, path))]).toEqual([path, true]);
      expect(ignored).toContain(`!${path}`);
    }
  });

  it('runs what a build makes, and is asked how it is', () => {
    const [command = '[]'] = textsOf(last, 'CMD');
    const entry = (JSON.parse(command) as string[]).at(-1) ?? '';
    expect(existsSync(join(REPOSITORY, entry.replace(/^dist\/app\//, 'src/').replace(/\.js$/, '.ts')))).toBe(true);
    expect(textsOf(last, 'HEALTHCHECK')[0]).toMatch(/CMD \["node", "scripts\/healthcheck\.mjs"\]$/);
  });

  it('holds no secret', () => {
    const told = stages.flatMap((stage) => [...textsOf(stage, 'ENV'), ...textsOf(stage, 'ARG')]).join();
    expect(told).not.toMatch(/KEY|PASSWORD|SECRET|TOKEN|_URL/);
  });
});

describe('units of systemd', () => {
  const names = readdirSync(join(REPOSITORY, 'docker/systemd'));

  it('are one of the API and one of any number of workers', () => {
    expect(names).toEqual(['backstitch-api.service', 'backstitch-worker@.service']);
  });

  it.each(names)(
    '%s starts what a build makes, as a user without rights, with the environment of the machine',
    (name) => {
      const unit = parseUnit(read(`docker/systemd/${name}`));
      const [program, ...words] = (unit.get('Service.ExecStart')?.[0] ?? '').split(' ');
      expect(program).toBe('/usr/bin/node');
      expect(
        existsSync(join(REPOSITORY, (words.at(-1) ?? '').replace(/^dist\/app\//, 'src/').replace(/\.js$/, '.ts'))),
      ).toBe(true);
      expect(unit.get('Service.User')).toEqual(['backstitch']);
      expect(unit.get('Service.EnvironmentFile')).toEqual(['/etc/backstitch/environment']);
      const set = (unit.get('Service.Environment') ?? [])
        .flatMap((line) => line.split(' '))
        .map((pair) => pair.split('=')[0]);
      expect(set.filter((variable) => variable !== 'NODE_ENV' && !SETTINGS.has(variable ?? ''))).toEqual([]);
    },
  );

  it.each(names)('%s writes to its own directories alone', (name) => {
    const unit = parseUnit(read(`docker/systemd/${name}`));
    expect(unit.get('Service.ProtectSystem')).toEqual(['strict']);
    expect(unit.get('Service.ReadWritePaths')).toEqual(['/var/backups/backstitch']);
    expect(unit.get('Service.CapabilityBoundingSet')).toEqual(['']);
    expect(unit.get('Service.NoNewPrivileges')).toEqual(['true']);
    // A clean stop takes up to 30 s.
    expect(Number(unit.get('Service.TimeoutStopSec')?.[0])).toBeGreaterThanOrEqual(35);
  });
});
