import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between the portal and its database, and can be shut like a cable that is pulled. */
export class TcpGate {
  private readonly target: { host: string; port: number };
  private readonly open_ = new Set<Socket>();
  private server: Server | undefined;
  port = 0;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.target = { host: hostname, port: Number(port) };
  }

  async open(): Promise<void> {
    this.server = createServer((near) => {
      const far = connect(this.target);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.open_.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          this.open_.delete(one);
          other.destroy();
        });
      }
      near.pipe(far).pipe(near);
    });
    await new Promise<void>((resolve) => this.server!.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as { port: number }).port;
  }

  async shut(): Promise<void> {
    for (const socket of this.open_) socket.destroy();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  /** The URL through the gate. */
  urlOf(url: string): string {
    const through = new URL(url);
    through.host = `127.0.0.1:${this.port}`;
    return through.href;
  }
}
