import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** The way to a database, which can be cut: as a server is that was stopped. */
export interface Outage {
  /** Of the same database, by this way. */
  url: string;
  begin(): Promise<void>;
  end(): Promise<void>;
}

export async function startOutage(databaseUrl: string): Promise<Outage> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((socket) => {
    if (isCut) return void socket.destroy();
    const there = connect(Number(target.port || 5432), target.hostname);
    for (const one of [socket, there]) {
      sockets.add(one);
      one.on('error', () => one.destroy()).on('close', () => sockets.delete(one));
    }
    socket.pipe(there).pipe(socket);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    begin: async () => {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    end: async () => {
      isCut = false;
    },
  };
}
