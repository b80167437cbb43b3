import { Client } from 'pg';

export interface FreshDatabase {
  url: string;
  drop(): Promise<void>;
}

let made = 0;

/** A database of its own, migrated and empty, in a few milliseconds: a copy of the run's template, or of another. */
export async function freshDatabase(template = process.env.TEST_TEMPLATE): Promise<FreshDatabase> {
  const name = `test_${process.pid}_${++made}`;
  await onServer((client) => client.query(`create database ${name} template ${template} strategy file_copy`));
  return {
    url: urlFor(name),
    drop: async () => {
      await onServer((client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

export function urlFor(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

export async function onServer<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env.TEST_SERVER_URL;
  if (url === undefined) throw new Error('No test server: run the tests with `npm test`');
  return url;
}
