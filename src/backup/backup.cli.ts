import type { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../platform/project-root.js';
import type { Tell } from './backup-error.js';
import type { Manifest } from './manifest.js';
import { restoreBackup } from './restore-backup.js';
import { hashOfFile, takeBackup, type Place } from './take-backup.js';

type WithPlace = (alone: boolean, act: (place: Place) => Promise<void>) => Promise<void>;

/** `backup` and `restore`. */
export function addBackupVerbs(program: Command, withPlace: WithPlace): void {
  program
    .command('backup')
    .argument('<file>', 'a file that does not exist yet, such as tracker-2019-11-20.tar')
    .option('--skip-lost-files', 'continue if evidence files are missing, and list them')
    .description('write the database and its evidence files, as of one moment, to one file')
    .action((file: string, { skipLostFiles }: { skipLostFiles?: boolean }) =>
      withPlace(false, async (place) => {
        const options = { version: versionOf(), now: new Date(), skipLostFiles, tell };
        tellOf(await takeBackup(place, file, options));
        tell(`${file}: SHA-256 ${await hashOfFile(file)}`);
      }),
    );
  program
    .command('restore')
    .argument('<file>', 'a file written by `backup`')
    .option('--replace <database>', 'delete the contents of the database with this name first')
    .description('replace what is there with a backup; the program must not be running')
    .action((file: string, { replace }: { replace?: string }) =>
      withPlace(true, async (place) => {
        tellOf(await restoreBackup(place, file, { replace, at: new Date(), tell }));
        tell('Restored. Everyone has to sign in again; programs need new tokens.');
      }),
    );
}

const tell: Tell = (line) => void process.stdout.write(`${line}\n`);

function tellOf({ takenAt, version, tables, auditHead }: Manifest): void {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  tell(`State of ${takenAt}, program ${version}: ${tables.length} tables, ${rows} rows`);
  tell(`Audit log: ${auditHead ? `head ${auditHead.seq}:${auditHead.hash}` : 'empty'}`);
}

function versionOf(): string {
  const text = readFileSync(join(projectRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
