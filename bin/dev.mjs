import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { build, sources } from './build.mjs';
import { isStopping, whenStopping } from './process.mjs';
import { Trouble, root, say } from './project.mjs';
import { launch } from './verbs.mjs';

/** Long enough for an editor to finish writing, or for a branch to be checked out. */
const SETTLE_MS = 200;

/** Builds and starts anew whenever a source changes. */
export async function dev(args) {
  while (!isStopping()) {
    // Watching begins before the build, so that a change during the build counts.
    const change = changeOrStop();
    const end = await begin(args);
    await change;
    await end?.();
  }
}

async function begin(args) {
  try {
    await build();
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    say(`${error.message}\nWaiting for a change.`);
    return undefined;
  }
  let stop;
  const ended = launch(args, (stopIt) => (stop = stopIt));
  let isWanted = true;
  void (async () => {
    const { code } = await ended;
    if (isWanted && !isStopping()) say(`The program ended (${code}); waiting for a change.`);
  })();
  return () => {
    isWanted = false;
    stop();
    return ended;
  };
}

function changeOrStop() {
  return new Promise((resolve) => {
    const watchers = sources
      .map((folder) => join(root, folder))
      .filter((folder) => existsSync(folder))
      .map((folder) => watch(folder, { recursive: true }, () => setTimeout(finish, SETTLE_MS)));
    const forget = whenStopping(finish);
    function finish() {
      for (const watcher of watchers) watcher.close();
      forget?.();
      resolve();
    }
  });
}
