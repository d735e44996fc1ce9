import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly messageId: string;
  readonly body: string;
  readonly headers: string;
}

/** A real mail server on a port of its own, which keeps what it takes and can be told to misbehave. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  /** Answers a recipient or a message with this code instead of 250; 0 takes it. */
  refuseWith = 0;
  /** What each message waits for before the server says 250. */
  pause: Promise<void> = Promise.resolve();
  /** Resolved with each message that has arrived, whether or not it is answered. */
  onArrival: () => void = () => {};
  port = 0;
  private server: SMTPServer | undefined;

  async open(): Promise<this> {
    this.server = new SMTPServer({
      authOptional: true,
      closeTimeout: 50, // an idle connection of a pool does not keep it open
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: ({ address }, _, done) => {
        if (this.refuseWith === 0) return done();
        done(Object.assign(new Error(`<${address}>: not here`), { responseCode: this.refuseWith }));
      },
      onData: (stream, { envelope }, done) => {
        const to = envelope.rcptTo.map(({ address }) => address);
        void this.take(stream, to).finally(done);
      },
    });
    this.server.on('error', () => {}); // a client that was killed in the middle of a sentence
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server.server, 'listening');
    this.port = (this.server.server.address() as { port: number }).port;
    return this;
  }

  private async take(stream: Readable, to: readonly string[]): Promise<void> {
    this.received.push(mailOf(await text(stream), to));
    this.onArrival();
    await this.pause;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => (this.server ? this.server.close(() => resolve()) : resolve()));
    this.server = undefined;
  }

  get env(): { SMTP_URL: string; MAIL_FROM: string } {
    return { SMTP_URL: `smtp://127.0.0.1:${this.port}`, MAIL_FROM: '匠联 <noreply@portal.example>' };
  }
}

function mailOf(raw: string, to: readonly string[]): ReceivedMail {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = head.replace(/\r\n[ \t]+/g, ' ');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1] ?? '';
  const encoding = header('Content-Transfer-Encoding');
  const body = rest.join('\r\n\r\n');
  return {
    to,
    headers,
    subject: decodedWords(header('Subject')),
    messageId: header('Message-ID'),
    body: encoding === 'base64' ? Buffer.from(body, 'base64').toString() : quotedPrintable(body),
  };
}

const decodedWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('latin1')
        : word
            .replaceAll('_', ' ')
            .replace(/=([\dA-F]{2})/gi, (__, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    )
    .replace(/[\u0080-\u00ff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString());

const quotedPrintable = (text: string): string =>
  Buffer.from(
    text.replace(/=\r\n/g, '').replace(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  )
    .toString()
    .replaceAll('\r\n', '\n');
