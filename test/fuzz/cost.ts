/**
 * What an act takes of the one thread that answers everybody, in milliseconds: not of a database, of other threads or of the
 * clock on the wall, which go on while others work.
 */
export async function costOf<Result>(act: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
  const before = process.threadCpuUsage();
  const result = await act();
  const { user, system } = process.threadCpuUsage(before);
  return { result, ms: (user + system) / 1000 };
}
