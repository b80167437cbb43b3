import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands before a real server: while it is shut, nobody gets through, and who was through is cut off. */
export class Gate {
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;
  private isOpen = true;

  /** @returns the same address, through the gate */
  async before(address: string): Promise<string> {
    const url = new URL(address);
    const [host, port] = [url.hostname, Number(url.port)];
    this.server = createServer((from) => {
      if (!this.isOpen) return void from.destroy();
      const to = connect(port, host);
      for (const [one, other] of [
        [from, to],
        [to, from],
      ] as const) {
        this.sockets.add(one);
        one
          .on('error', () => one.destroy())
          .on('close', () => {
            this.sockets.delete(one);
            other.destroy();
          });
        one.pipe(other);
      }
    });
    await new Promise<void>((done) => this.server!.listen(0, '127.0.0.1', done));
    const own = this.server.address();
    if (own === null || typeof own === 'string') throw new Error('The gate has no port');
    url.hostname = '127.0.0.1';
    url.port = String(own.port);
    return url.href;
  }

  shut(): void {
    this.isOpen = false;
    for (const socket of this.sockets) socket.destroy();
  }

  open(): void {
    this.isOpen = true;
  }

  async close(): Promise<void> {
    this.shut();
    await new Promise((done) => (this.server ? this.server.close(done) : done(undefined)));
  }
}
