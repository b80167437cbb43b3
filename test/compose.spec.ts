import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { Script } from 'node:vm';
import { engine } from '../bin/engine.mjs';
import { trustedProxies } from '../src/platform/http/trusted-proxies.js';
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
  stop_grace_period?: string;
  networks?: string[];
  volumes?: string[];
  profiles?: string[];
}

const text = (file: string) => readFileSync(join(projectRoot, file), 'utf8');
const written = text('docker-compose.yml');
const compose = parse(written, { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  networks: Record<string, unknown>;
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
    // Each of them arrives: a name that config.ts does not know would be dropped. An empty one is not set.
    for (const [key, value] of Object.entries(values)) {
      expect([key, String(config[key as keyof typeof config] ?? '')]).toEqual([key, value]);
    }
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
      expect(volumes).toEqual(['files:/data']);
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
    for (const name of scaled) {
      const { test } = services[name]!.healthcheck!;
      expect(test.slice(0, 3)).toEqual(['CMD', 'node', '-e']);
      expect(test[3]).toContain(`http://127.0.0.1:${services[name]!.environment!.HEALTH_PORT}/healthz/ready`);
    }
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

  it('gives web and worker longer to stop than the drain and the ten seconds after it take', () => {
    for (const name of scaled) {
      const grace = Number.parseInt(services[name]!.stop_grace_period!, 10);
      expect(grace).toBeGreaterThanOrEqual(Number(services[name]!.environment!.DRAIN_SECONDS) + 10);
      expect(Number(services[name]!.environment!.DRAIN_SECONDS)).toBeGreaterThan(0);
    }
  });

  it('believes the proxy, which is on a private network, and hands nothing for machines out to visitors', () => {
    const config = readConfig({ TRUST_PROXY: services.web!.environment!.TRUST_PROXY });
    expect(trustedProxies(config.TRUST_PROXY)('172.18.0.2')).toBe(true);
    expect(trustedProxies(config.TRUST_PROXY)('203.0.113.7')).toBe(false);
    expect(compose.configs.caddyfile!.content).toMatch(
      /@inner path \/metrics \/healthz\/\*\s+respond @inner 404/,
    );
    expect(compose.networks.inside).toEqual({ internal: true });
    expect(services.database!.networks).toEqual(['inside']);
    expect(services.redis!.networks).toEqual(['inside']);
  });

  it.each(scaled)('takes from %s what it does not need: rights, new rights, a disk to write on', (name) => {
    expect(services[name]).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      init: true,
      tmpfs: ['/tmp'],
    });
  });

  it('checks health with programs that the images have', () => {
    // The healthchecks are written for these: node in ours, wget in Caddy's (Alpine), the servers' own clients in theirs.
    const expected = {
      proxy: 'wget',
      web: 'node',
      worker: 'node',
      database: 'pg_isready',
      redis: 'redis-cli',
    };
    const used = Object.entries(services).flatMap(([name, { healthcheck }]) =>
      healthcheck ? [[name, healthcheck.test[1]]] : [],
    );
    expect(Object.fromEntries(used)).toEqual(expected);
  });

  it('runs health checks that are programs Node can read', () => {
    for (const name of scaled) expect(() => new Script(services[name]!.healthcheck!.test[3]!)).not.toThrow();
  });

  it('sends the proxy to the port that web listens on', () => {
    const { PORT } = imageEnvironment();
    expect(compose.configs.caddyfile!.content).toContain(`dynamic a web ${PORT} `);
    expect(services.web!.environment!.PORT).toBeUndefined();
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
    expect(command).toEqual(['node', ...engine, 'dist/src/main.js']);
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

  it('ends with nothing but what runs: no compiler, no tests, no package manager’s work, no shell in its commands', () => {
    expect(stages).toHaveLength(2);
    expect(last.filter((line) => /\bnpm\b|apt-get|curl/.test(line))).toEqual([]);
    expect(last.filter((line) => line.startsWith('ADD '))).toEqual([]);
    for (const instruction of ['CMD', 'HEALTHCHECK']) expect(one(instruction)).toMatch(/\[".*"\]$/);
    // Everything that is copied from the first stage was made there.
    const copied = last.filter((line) => line.includes('--from=build')).map((line) => line.split(/\s+/)[2]);
    expect(copied).toEqual(['/app/node_modules', '/app/dist']);
    // After USER nothing is done that needs more rights.
    expect(
      last.slice(last.findIndex((line) => line.startsWith('USER '))).some((line) => /^(RUN|COPY)/.test(line)),
    ).toBe(false);
    expect(text('.dockerignore').split('\n')).toEqual(expect.arrayContaining(['*', '**/*.spec.ts']));
    expect(text('.dockerignore')).not.toMatch(/^!\.env/m);
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
