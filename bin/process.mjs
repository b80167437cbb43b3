import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './project.mjs';

/** Inside the ten seconds that `npm start` promises to need for stopping; on top of them what DRAIN_SECONDS asks for. */
const KILL_AFTER_MS = 9_000 + 1_000 * (Number(process.env.DRAIN_SECONDS) || 0);
const stops = new Set();
let stopping = false;

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, stopAll);
// Whoever read our output may be gone; that is no reason to leave the program running.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/** npm that is killed outright says nothing to what it started: its end shows as a new parent. */
export function stopWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const npm = process.ppid;
  setInterval(() => {
    if (process.ppid !== npm) stopAll();
  }, 500).unref();
}

/** True from the moment on that we were asked to end. */
export function isStopping() {
  return stopping;
}

/** Calls back once when we are asked to end. @returns what takes the wish back */
export function whenStopping(callback) {
  stops.add(callback);
  if (stopping) callback();
  return () => stops.delete(callback);
}

/**
 * Starts a program in the project's folder and waits for its end.
 * @param options.own true: in a process group of its own, so that Ctrl-C reaches it once, through us, and
 *   what it leaves behind can be ended with it; told of our end by the IPC channel closing
 * @param options.quiet keeps the output back and gives it to the caller
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(file, args, { own = false, quiet = false, env = process.env } = {}) {
  const output = [];
  const child = spawn(file, args, {
    cwd: root,
    env,
    detached: own,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['inherit', 'inherit', 'inherit', ...(own ? ['ipc'] : [])],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => output.push(chunk));
  const stop = stopperOf(child, own);
  const forget = whenStopping(stop);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      forget();
      resolve({ code: code ?? 128 + constants.signals[signal], output: Buffer.concat(output).toString() });
    });
  });
}

function stopAll() {
  if (stopping) return;
  stopping = true;
  for (const stop of stops) stop();
}

/** Asks first; ends the whole group where that takes too long. */
function stopperOf(child, own) {
  let asked = false;
  return () => {
    if (asked || child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    asked = true;
    child.kill('SIGTERM');
    const timer = setTimeout(() => process.kill(own ? -child.pid : child.pid, 'SIGKILL'), KILL_AFTER_MS);
    child.on('exit', () => clearTimeout(timer));
  };
}
