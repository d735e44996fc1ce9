import { withoutAddresses } from '@jianglian/domain/identity';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Config } from '../config/index.ts';

export interface Letter {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** What became of it: taken, or why not, and whether that is the message's fault (`forGood`) or the server's (`away`). */
export type Handover =
  | { readonly taken: true }
  | { readonly taken: false; readonly error: string; readonly forGood: boolean; readonly away: boolean };

/** The longest one handover may last; shorter than the lease of a mail, so that nobody else sends it meanwhile. */
export const longestHandoverMs = 60_000;

/** The mail server, where one is configured. */
@Injectable()
export class Smtp implements OnApplicationShutdown {
  private readonly config: Config;
  private transport: ReturnType<typeof this.connect> | undefined;

  constructor(config: Config) {
    this.config = config;
  }

  get configured(): boolean {
    return this.config.env.SMTP_URL !== undefined;
  }

  async hand({ id, to, subject, body }: Letter): Promise<Handover> {
    const from = this.config.env.MAIL_FROM ?? '';
    const host = /@([^<>\s]+?)>?$/.exec(from)?.[1] ?? 'localhost';
    try {
      await (this.transport ??= this.connect()).sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text: body,
        // The same for every attempt at the same mail: one that is sent twice after a crash is folded into one.
        messageId: `<${id}@${host}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        disableFileAccess: true,
        disableUrlAccess: true,
        signal: AbortSignal.timeout(longestHandoverMs),
      });
      return { taken: true };
    } catch (error) {
      return failureOf(error as SmtpError);
    }
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }

  private connect() {
    return createTransport({
      url: this.config.env.SMTP_URL ?? '',
      pool: true,
      maxConnections: 2,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      dnsTimeout: 10_000,
    });
  }
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

/**
 * Said of this message: EENVELOPE and EMESSAGE. Everything else (ECONNECTION, ETIMEDOUT, EAUTH, EDNS …) is the server's state,
 * and a sender it does not know is our configuration's.
 */
function failureOf({ message, code, responseCode = 0, command }: SmtpError): Handover {
  const aboutMessage = (code === 'EENVELOPE' || code === 'EMESSAGE') && command !== 'MAIL FROM';
  return {
    taken: false,
    error: withoutAddresses(message).slice(0, 500),
    forGood: aboutMessage && responseCode >= 500,
    away: !aboutMessage,
  };
}
