import { join } from 'node:path';
import { DemoError, cannotWrite, codeOf } from './data-folder.js';
import { makeCluster, passwordFor } from './make-cluster.js';
import { runningPostmaster, stopLeftOver } from './postmaster.js';
import { placeData } from './server-data.js';
import { serverFiles } from './server-files.js';
import { startServer, stopServer } from './server-process.js';

export interface EmbeddedPostgres {
  /** Of the database `tracker`, as its owner, who may also make databases but is no superuser. */
  url: string;
  stop: () => Promise<void>;
}

interface Options {
  dataDir: string;
  log: (line: string) => void;
  /** false: for tests, whose data may be lost with the machine. */
  durable?: boolean;
}

/**
 * Starts the PostgreSQL that the packages carry, on 127.0.0.1 and a free port, with its data in the data folder.
 * @throws DemoError with what to do, and the end of the server's log
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  try {
    return await start(options);
  } catch (error) {
    if (error instanceof DemoError || codeOf(error) === undefined) throw error;
    throw cannotWrite(options.dataDir, error);
  }
}

async function start({ dataDir, log, durable = true }: Options): Promise<EmbeddedPostgres> {
  const { data, account } = await placeData(dataDir, log);
  const server = await serverFiles(account, dataDir, log);
  await stopLeftOver(data, log);
  const password = await passwordFor(dataDir);
  await makeCluster({ server, data, account, password });
  const logFile = join(dataDir, 'postgres.log');
  const { child, port } = await startServer({ server, data, account, logFile, durable });
  // Whatever ends this program, short of a signal that it does not handle, ends the server with it.
  const goDown = () => child.kill('SIGINT');
  process.once('exit', goDown);
  const crashed = (code: number | null) =>
    log(`The database server stopped unexpectedly (${code}); see ${logFile}.`);
  child.once('exit', crashed);
  const stop = async () => {
    child.off('exit', crashed);
    await stopServer(child);
    process.off('exit', goDown);
  };
  return { url: urlOf(password.text, port), stop };
}

/** The address of the server that runs on this data folder at this moment, if one does. */
export async function findEmbeddedPostgres(dataDir: string): Promise<string | undefined> {
  const postmaster = await runningPostmaster(join(dataDir, 'postgres'));
  return postmaster && urlOf((await passwordFor(dataDir)).text, postmaster.port);
}

function urlOf(password: string, port: number): string {
  return `postgres://tracker:${password}@127.0.0.1:${port}/tracker`;
}
