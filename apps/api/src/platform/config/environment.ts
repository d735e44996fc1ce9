import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';

const text = z.string().trim().min(1);
const seconds = z.coerce.number().int().positive();
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
/** 32 bytes in base64: `openssl rand -base64 32`. */
const key = z.string().refine((value) => Buffer.from(value, 'base64').length === 32, 'must be 32 bytes in base64');
/** `openssl genpkey -algorithm ed25519`, as PEM (line ends may be written `\\n`) or as DER in base64. */
const signingKey = z.string().refine((value) => {
  try {
    const pem = value.startsWith('-----BEGIN');
    const key = pem ? value.replaceAll('\\n', '\n') : Buffer.from(value, 'base64');
    return (
      createPrivateKey(typeof key === 'string' ? key : { key, format: 'der', type: 'pkcs8' }).asymmetricKeyType ===
      'ed25519'
    );
  } catch {
    return false;
  }
}, 'must be an Ed25519 private key, PEM or PKCS #8 DER in base64');

/** Every variable the server reads, with its default; `.env.example` says the same in words. */
export const Environment = z
  .object({
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    HOST: text.default('0.0.0.0'),
    PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    /** What people type into the browser; cookies are Secure when it is https. */
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    /** Comma-separated addresses or CIDR ranges of proxies whose X-Forwarded-* are believed; none by default. */
    TRUSTED_PROXIES: text.optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),

    DATABASE_URL: postgresUrl.optional(),
    DATABASE_REPLICA_URL: postgresUrl.optional(),
    DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
    /** Where the embedded database, its password and generated keys live when DATABASE_URL is not set. */
    DATA_DIR: text.default('.data'),

    FILE_STORE: z.enum(['disk', 's3']).default('disk'),
    FILES_DIR: text.optional(),
    S3_ENDPOINT: z.url().optional(),
    S3_REGION: text.default('us-east-1'),
    S3_BUCKET: text.optional(),
    S3_ACCESS_KEY_ID: text.optional(),
    S3_SECRET_ACCESS_KEY: text.optional(),

    /** Encrypts personal numbers at rest; made and kept in DATA_DIR when absent outside production. */
    FIELD_KEY: key.optional(),
    /** Keyed hash of personal numbers, for finding duplicates without reading them. */
    FIELD_INDEX_KEY: key.optional(),

    /** Signs receipts; made and kept in DATA_DIR when absent outside production. */
    RECEIPT_KEY: signingKey.optional(),

    /** Where mail is handed over: `smtp://user:password@host:587`, `smtps://…`. Without it no mail leaves. */
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    /** Who mails come from: `noreply@portal.example` or `匠联 <noreply@portal.example>`. */
    MAIL_FROM: text.regex(/^[^<>@\s]+@[^<>@\s]+$|^[^<>]+<[^<>@\s]+@[^<>@\s]+>$/, 'is no mail address').optional(),

    SESSION_IDLE_SECONDS: seconds.default(30 * 60),
    SESSION_ABSOLUTE_SECONDS: seconds.default(12 * 60 * 60),
    /** Sign-in attempts per address in a quarter of an hour. */
    LOGIN_RATE: z.coerce.number().int().positive().default(300),
    /** Requests in a minute, per account or, of visitors, per address. */
    REQUEST_RATE: z.coerce.number().int().positive().default(1200),
    /** Whether this server runs jobs; one that only answers requests sets false. */
    JOBS: flag.default(true),
    /** Fill an empty embedded database with the demo scenario. */
    DEMO: flag.default(true),
    /** The portal's clock starts at this instant and ticks on: for demonstrations and journeys, never in production. */
    CLOCK_FROM: z.iso.datetime({ offset: true }).optional(),
  })
  .superRefine((values, context) => {
    const need = (name: keyof typeof values, why: string) => {
      if (values[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: why });
    };
    if (values.FILE_STORE === 's3') {
      for (const name of ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const) {
        need(name, 'is needed when FILE_STORE=s3');
      }
    }
    if (values.SMTP_URL !== undefined) need('MAIL_FROM', 'is needed with SMTP_URL');
    if (values.NODE_ENV === 'production' && values.CLOCK_FROM !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['CLOCK_FROM'],
        message: 'is not for production: deadlines count by the true time',
      });
    }
    if (values.NODE_ENV === 'production') {
      need('FIELD_KEY', 'is needed in production: a key that is made by itself is lost with the machine');
      need('FIELD_INDEX_KEY', 'is needed in production: a key that is made by itself is lost with the machine');
      need('RECEIPT_KEY', 'is needed in production: servers that sign with keys of their own confuse whoever checks');
    }
    if (values.FIELD_KEY !== undefined && values.FIELD_KEY === values.FIELD_INDEX_KEY) {
      context.addIssue({ code: 'custom', path: ['FIELD_INDEX_KEY'], message: 'must differ from FIELD_KEY' });
    }
  });

export type Environment = z.output<typeof Environment>;
