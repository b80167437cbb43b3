import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { readConfig } from '../src/config/config.js';
import { projectRoot } from '../src/platform/project-root.js';

/** What can be said of the container files without an engine. Building and starting is not tried here. */
interface Service {
  image: string;
  build?: string;
  container_name?: string;
  ports?: string[];
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  restart?: string;
  volumes?: string[];
  profiles?: string[];
}

const text = (file: string) => readFileSync(join(projectRoot, file), 'utf8');
const written = text('docker-compose.yml');
const compose = parse(written, { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  configs: Record<string, { content: string }>;
};
const { services } = compose;
const scaled = ['web', 'worker'] as const;

describe('docker-compose.yml', () => {
  it('is valid by the schema of the Compose Specification', () => {
    expect(faultsOf(compose)).toEqual([]);
  });

  it('would be found out if it were not', () => {
    expect(faultsOf({ services: { web: { image: 'x', restarts: 'always' } } })).not.toEqual([]);
    expect(
      faultsOf({ services: { web: { image: 'x', depends_on: { db: { condition: 'up' } } } } }),
    ).not.toEqual([]);
  });

  it.each(scaled)('gives %s what config.ts asks for, and nothing that it does not know', (name) => {
    const environment = services[name]!.environment!;
    const known = Object.keys(parseEnvExample());
    expect(known).toEqual(expect.arrayContaining(Object.keys(environment)));
    const values = Object.fromEntries(
      Object.entries(environment).map(([key, value]) => [key, filled(value)]),
    ) as Record<string, string>;
    const config = readConfig(values);
    expect(config).toMatchObject({ demo: false, ROLE: name });
    // Each of them arrives: a name that config.ts does not know would be dropped.
    expect(config).toMatchObject(values);
  });

  it('has no default for a secret', () => {
    const secrets = /SECRET|PASSWORD|SMTP_URL/;
    const uses = [...written.matchAll(/\$\{(\w+)(:?[-?+])?/g)].filter(([, name]) => secrets.test(name!));
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter(([, , operator]) => operator !== ':?')).toEqual([]);
    const given = Object.values(services).flatMap(({ environment = {} }) => Object.entries(environment));
    for (const [name, value] of given.filter(([key]) => secrets.test(key))) {
      expect([name, value]).toEqual([name, expect.stringMatching(/^\$\{\w+:\?[^}]+\}$/)]);
    }
  });

  it.each(scaled)(
    'lets %s be scaled: no name or port of its own, no volume that it does not share',
    (name) => {
      const { container_name, ports, volumes = [] } = services[name]!;
      expect({ container_name, ports }).toEqual({});
      expect(volumes).toEqual(name === 'web' ? ['files:/data'] : []);
    },
  );

  it('keeps evidence files in a named volume, where the program looks for them and may write', () => {
    expect(Object.keys(compose.volumes)).toContain('files');
    expect(services.web!.environment!.DATA_DIR).toBe('/data');
    expect(text('Dockerfile')).toMatch(/chown node:node \/data\nUSER node/);
  });

  it('runs web and worker from one image, built once', () => {
    expect(services.worker!.image).toBe(services.web!.image);
    expect(Object.keys(services).filter((name) => services[name]!.build)).toEqual(['web']);
  });

  it('checks the health of what others wait for, and of web and worker', () => {
    const awaited = Object.values(services).flatMap(({ depends_on = {} }) => Object.entries(depends_on));
    for (const [name, { condition }] of awaited) {
      expect([name, condition]).toEqual([name, 'service_healthy']);
      expect(services[name]!.healthcheck).toBeDefined();
    }
    for (const name of scaled) {
      expect(Object.keys(services[name]!.depends_on!).sort()).toEqual(['database', 'redis']);
      expect(services[name]!.healthcheck!.test[0]).toBe('CMD');
    }
    expect(services.web!.healthcheck!.test.join(' ')).toContain('/healthz/ready');
  });

  it('pins images to a major version at least and starts them again', () => {
    for (const [name, { image, restart }] of Object.entries(services)) {
      expect([name, restart]).toEqual([name, 'unless-stopped']);
      if (image.startsWith('cooperation-tracker:')) continue;
      expect([name, image]).toEqual([name, expect.stringMatching(/^[\w/.-]+:v?\d+(\.\d+)*(-\w+)?$/)]);
    }
  });

  it('keeps database and queue in named volumes and shows their ports to nobody', () => {
    for (const name of ['database', 'redis']) {
      expect(services[name]!.ports).toBeUndefined();
      expect(Object.keys(compose.volumes)).toContain(services[name]!.volumes![0]!.split(':')[0]);
    }
    // From 18 on the official image refuses a volume at the old place.
    expect(services.database!.volumes).toEqual(['database:/var/lib/postgresql']);
  });

  it('shows ports on this machine only, unless told otherwise', () => {
    const ports = Object.values(services).flatMap(({ ports: own = [] }) => own);
    for (const port of ports) expect(filled(port)).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it('sends the proxy to the port that web listens on', () => {
    const { PORT } = imageEnvironment();
    expect(compose.configs.caddyfile!.content).toContain(`dynamic a web ${PORT} `);
    expect(services.web!.healthcheck!.test.join(' ')).toContain(`127.0.0.1:${PORT}/`);
  });
});

describe('Dockerfile', () => {
  const stages = text('Dockerfile')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line))
    .reduce<string[][]>((all, line) => {
      if (line.startsWith('FROM ')) all.push([]);
      all.at(-1)!.push(line);
      return all;
    }, []);
  const last = stages.at(-1)!;
  const one = (instruction: string) => {
    const lines = last.filter((line) => line.startsWith(`${instruction} `));
    expect(lines).toHaveLength(1);
    return lines[0]!.slice(instruction.length).trim();
  };

  it('starts from the Node of the project, pinned', () => {
    for (const [from] of stages) expect(from).toMatch(/^FROM node:24-slim( AS \w+)?$/);
  });

  it('runs the program itself, as nobody special', () => {
    expect(one('USER')).toBe('node');
    expect(one('STOPSIGNAL')).toBe('SIGTERM');
    const command = JSON.parse(one('CMD')) as string[];
    expect(command).toEqual(['node', '--max-semi-space-size=4', 'dist/src/main.js']);
    expect(existsSync(join(projectRoot, command.at(-1)!.replace(/^dist\/(.*)\.js$/, '$1.ts')))).toBe(true);
    const check = JSON.parse(one('HEALTHCHECK').replace(/^.*?CMD /, '')) as string[];
    expect(check.join(' ')).toContain('/healthz/ready');
  });

  it('copies what is there, and .dockerignore lets it through', () => {
    const letThrough = text('.dockerignore').split('\n');
    const sources = stages
      .flat()
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(/\s+/).slice(1, -1));
    expect(sources).toEqual(expect.arrayContaining(['agreements', 'src/web/assets']));
    for (const source of sources) {
      expect([source, existsSync(join(projectRoot, source))]).toEqual([source, true]);
      expect(letThrough).toContain(`!${source.split('/')[0]}`);
    }
  });

  it('installs by the lock file, runs no install script, and holds no secret', () => {
    const installs = stages.flat().filter((line) => /\bnpm (ci|i|install)\b/.test(line));
    expect(installs).toEqual([expect.stringMatching(/npm ci --omit=dev --ignore-scripts/)]);
    expect(text('Dockerfile')).not.toMatch(/^(ARG|ENV).*(SECRET|PASSWORD|TOKEN|_URL)/m);
  });

  it('needs the names that config.ts knows', () => {
    const given = imageEnvironment();
    const { NODE_ENV, ...own } = given;
    expect(NODE_ENV).toBe('production');
    expect(Object.keys(parseEnvExample())).toEqual(expect.arrayContaining(Object.keys(own)));
  });
});

/** The schema as the linter dclint carries it, from the Compose Specification; Ajv does not know its dialect's address. */
function faultsOf(file: unknown): string[] {
  const folder = dirname(createRequire(import.meta.url).resolve('dclint/package.json'));
  const schema = JSON.parse(readFileSync(join(folder, 'schemas/compose.schema.json'), 'utf8')) as object;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile({ ...schema, $schema: undefined });
  validate(file);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** As Compose would fill it in: the default, or for what has none something that is long enough. */
function filled(value: string): string {
  const standIn = (name: string) =>
    ({ SMTP_URL: 'smtp://mailbox:1025', PUBLIC_URL: 'https://hop-tac.example' })[name] ?? 'x'.repeat(64);
  return value.replace(/\$\{(\w+):(-|\?)([^}]*)\}/g, (_, name: string, operator: string, rest: string) =>
    operator === '-' ? rest : standIn(name),
  );
}

function parseEnvExample(): Record<string, true> {
  const names = [...text('.env.example').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => [name!, true]);
  return Object.fromEntries(names) as Record<string, true>;
}

function imageEnvironment(): Record<string, string> {
  const lines = [...text('Dockerfile').matchAll(/^ENV (.+)$/gm)].flatMap(([, rest]) => rest!.split(' '));
  return Object.fromEntries(lines.map((pair) => pair.split('=') as [string, string]));
}
