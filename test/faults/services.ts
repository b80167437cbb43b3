import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Pool } from 'pg';

/** The way to a server, whose address stays while the server comes and goes, and which can be cut. */
export interface Way {
  port: number;
  target: number;
  cut(): void;
  open(): void;
  close(): void;
}

export async function startWay(target: number): Promise<Way> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((socket) => {
    if (isCut) return void socket.destroy();
    const there = connect(me.target, '127.0.0.1');
    for (const [one, other] of [
      [socket, there],
      [there, socket],
    ] as const) {
      sockets.add(one);
      one.setNoDelay(true);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    socket.pipe(there).pipe(socket);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const me: Way = {
    port: (server.address() as AddressInfo).port,
    target,
    cut: () => {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    open: () => {
      isCut = false;
    },
    close: () => {
      me.cut();
      server.close();
    },
  };
  return me;
}

/** A service that can be taken away. */
export interface Service {
  url: string;
  /** Stops it and starts it again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

interface PostgresServer {
  url: string;
  stop(): Promise<void>;
}

/**
 * A database by a way of its own. Where the server is ours alone it is really stopped and started; else every connection is cut and
 * refused for a while, which is all that a program sees of it.
 */
export async function databaseService(url: string, again?: () => Promise<PostgresServer>): Promise<Service> {
  const way = await startWay(Number(new URL(url).port));
  return {
    url: withPort(url, way.port),
    restart: async () => {
      way.cut();
      if (again) way.target = Number(new URL((await again()).url).port);
      else await pause(150);
      way.open();
    },
    close: async () => way.close(),
  };
}

export interface RedisService extends Service {
  /** FLUSHALL. */
  empty(): Promise<void>;
}

/** A Redis of its own from a program, which loses everything with each restart. */
export async function ownRedis(program: string): Promise<RedisService> {
  let child = await launch(program, 0);
  const inTurn = turns();
  const way = await startWay(child.port);
  return {
    url: `redis://127.0.0.1:${way.port}`,
    restart: () =>
      inTurn(async () => {
        way.cut();
        await ended(child.child);
        child = await launch(program, 0);
        way.target = child.port;
        way.open();
      }),
    empty: () => inTurn(() => command(child.port, 'FLUSHALL')),
    close: () =>
      inTurn(async () => {
        way.close();
        await ended(child.child);
      }),
  };
}

/** One after the other, where a story asks for it twice at once; what failed stops nothing after it. */
export function turns(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const done = last.then(act);
    last = done.catch(() => {});
    return done;
  };
}

/** The Redis of this machine: REDIS_URL, else one of our own from the PATH, else none. */
export async function findRedis(shared = process.env.REDIS_URL): Promise<RedisService | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const program = folders.map((folder) => join(folder, 'redis-server')).find((file) => existsSync(file));
  if (program !== undefined) return ownRedis(program);
  return shared === undefined ? undefined : sharedRedis(shared);
}

/** A Redis that others use too: its own database is emptied, its connections are cut. */
export async function sharedRedis(url: string): Promise<RedisService> {
  const { port, pathname } = new URL(url);
  const way = await startWay(Number(port || 6379));
  const empty = () => command(Number(port || 6379), `SELECT ${pathname.slice(1) || 0}`, 'FLUSHDB');
  return {
    url: withPort(url, way.port),
    restart: async () => {
      way.cut();
      await empty();
      way.open();
    },
    empty,
    close: async () => way.close(),
  };
}

async function launch(program: string, attempt: number): Promise<{ child: ChildProcess; port: number }> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  const args = `--port ${port} --bind 127.0.0.1 --save --appendonly no`.split(' ');
  args.splice(args.indexOf('--save') + 1, 0, '');
  const child = spawn(program, args, { stdio: 'ignore', cwd: '/' });
  for (let tries = 0; tries < 100; tries += 1) {
    if (await command(port, 'PING').then(yes, no)) return { child, port };
    await pause(20);
  }
  child.kill('SIGKILL');
  if (attempt < 3) return launch(program, attempt + 1);
  throw new Error('redis-server does not start');
}

const yes = () => true;
const no = () => false;

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function command(port: number, ...lines: string[]): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    for (const line of lines) {
      socket.write(`${line}\r\n`);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      if (answer.toString().startsWith('-')) throw new Error(answer.toString());
    }
  } finally {
    socket.destroy();
  }
}

/** Connections that come back after the database has been away. */
export function poolOn(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 4 });
  pool.on('error', () => {});
  return pool;
}

export async function connectTo(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return client;
}

function withPort(url: string, port: number): string {
  const changed = new URL(url);
  changed.hostname = '127.0.0.1';
  changed.port = String(port);
  return changed.href;
}
