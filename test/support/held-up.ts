/** How often it is looked: the loop itself says when. */
const EVERY_MS = 5;

/**
 * Watches for how long whoever else has something to do in this process is held up.
 * @returns what ends it, and tells the longest time in ms that this thread has computed without letting go; while the machine does other things is
 * nobody's doing here
 */
export function watchLoop(): () => number {
  let most = 0;
  let before = process.threadCpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(before);
    most = Math.max(most, (user + system) / 1000);
    before = process.threadCpuUsage();
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    return most;
  };
}
