import { describe } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describeWith } from './describe-with-program.js';
import { freePort } from './ports.js';
import { until } from './processes.js';

/** A real proxy before several web processes; answers say in `x-served-by` which of them it asked. */
export interface Proxy {
  url: string;
  stop(): Promise<void>;
}

/** @param folder for what the proxy writes @returns its settings, and how it is started with them */
type Recipe = (
  port: number,
  webs: number[],
  folder: string,
) => { settings: string; args: (file: string) => string[] };

/** As docs/production.md has them, but for names, ports, the pace of the checks, shorter waits and no limit for one source. */
const recipes: Record<string, Recipe> = {
  haproxy: (port, webs) => ({
    settings: `
defaults
  mode http
  timeout connect 2s
  timeout http-request 2s
  timeout http-keep-alive 30s
  timeout client 5s
  timeout server 60s
  timeout check 2s
  retries 3
  option redispatch
frontend site
  bind 127.0.0.1:${port}
  stick-table type ipv6 size 100k expire 60s store conn_cur,http_req_rate(10s)
  tcp-request connection track-sc0 src,ipmask(32,64)
  tcp-request connection reject if { sc0_conn_cur gt 250 }
  http-request deny deny_status 429 if { sc0_http_req_rate gt 50000 }
  http-request deny deny_status 404 if { path,url_dec /metrics } or { path,url_dec -m beg /healthz/ }
  http-request set-header X-Forwarded-For %[src]
  http-request set-header X-Request-Id %[uuid]
  default_backend web
backend web
  option httpchk GET /healthz/ready
  default-server check inter 200ms fall 1 rise 1
  http-response set-header X-Served-By %s
${webs.map((web) => `  server web${web} 127.0.0.1:${web}`).join('\n')}
`,
    args: (file) => ['-db', '-f', file],
  }),
  nginx: (port, webs, folder) => ({
    settings: `
daemon off;
pid ${folder}/pid;
error_log stderr error;
events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ')}
  limit_conn_zone $binary_remote_addr zone=connections:10m;
  limit_req_zone $binary_remote_addr zone=requests:10m rate=5000r/s;
  upstream web { ${webs.map((web) => `server 127.0.0.1:${web} max_fails=1 fail_timeout=1s;`).join(' ')} }
  server {
    listen 127.0.0.1:${port};
    client_max_body_size 51m;
    client_header_timeout 2s;
    client_body_timeout 5s;
    keepalive_timeout 30s;
    limit_conn connections 250;
    limit_req zone=requests burst=5000 nodelay;
    limit_conn_status 429;
    limit_req_status 429;
    location = /metrics { return 404; }
    location /healthz/ { return 404; }
    location /api/v1/uploads {
      proxy_pass http://web;
      proxy_request_buffering off;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Request-Id $request_id;
    }
    location / {
      proxy_pass http://web;
      proxy_next_upstream error timeout;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Request-Id $request_id;
      add_header X-Served-By web$upstream_addr always;
    }
  }
}
`,
    args: (file) => ['-e', 'stderr', '-c', file],
  }),
};

interface Program {
  name: string;
  file: string;
}

const MISSING = 'no haproxy and no nginx on the PATH';

/** Also where only root looks: there Debian puts them. */
function proxyPrograms(): Program[] {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return Object.keys(recipes).flatMap((name) => {
    const file = folders.map((folder) => join(folder, name)).find((at) => existsSync(at));
    return file === undefined ? [] : [{ name, file }];
  });
}

/** A describe for each proxy on this machine: skipped with the reason where there is none, failed with it under CI=true. */
export function describeWithProxies(
  name: string,
  tests: (start: (webs: number[]) => Promise<Proxy>) => void,
): void {
  const programs = proxyPrograms();
  for (const program of programs)
    describe(`${name}, behind ${program.name}`, () => tests((webs) => startProxy(program, webs)));
  const none = { missing: MISSING };
  if (programs.length === 0) describeWith(name, none, () => Promise.reject<Proxy>(new Error(MISSING)), tests);
}

async function startProxy({ name, file }: Program, webs: number[]): Promise<Proxy> {
  const [port, folder] = await Promise.all([freePort(), mkdtemp(join(tmpdir(), 'tracker-proxy-'))]);
  const { settings, args } = recipes[name]!(port, webs, folder);
  const settingsFile = join(folder, 'settings');
  await writeFile(settingsFile, settings);
  const child = spawn(file, args(settingsFile), { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  await until(
    async () => isServing(url, child),
    () => `${name}: ${said}`,
  );
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function isServing(url: string, child: ChildProcess): Promise<boolean> {
  if (child.exitCode !== null) throw new Error('the proxy ended');
  return fetch(`${url}/dang-nhap`).then(
    ({ status }) => status === 200,
    () => false,
  );
}
