import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Config, ConfigurationError } from './config.ts';
import { Environment } from './environment.ts';

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');

describe('the configuration', () => {
  it('needs nothing to try the portal', () => {
    const config = Config.from({});
    expect(config.env).toMatchObject({ NODE_ENV: 'development', PORT: 3000, FILE_STORE: 'disk', JOBS: true });
    expect(config.publicUrl).toBe('http://localhost:3000');
    expect(config.servedOverHttps).toBe(false);
    expect(config.trustedProxies).toEqual([]);
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['NODE_ENV', 'prod'],
    ['DATABASE_URL', 'mysql://somewhere/db'],
    ['DATABASE_REPLICA_URL', 'nowhere'],
    ['PUBLIC_URL', 'portal.example'],
    ['FIELD_KEY', 'too short'],
    ['RECEIPT_KEY', 'bm8ga2V5'],
    ['JOBS', 'yes'],
    ['SESSION_IDLE_SECONDS', '0'],
    ['LOG_LEVEL', 'loud'],
    ['SMTP_URL', 'mail.example:25'],
    ['MAIL_FROM', 'somebody'],
  ])('stops at a wrong %s and names it', (name, value) => {
    expect(() => Config.from({ [name]: value })).toThrow(ConfigurationError);
    expect(() => Config.from({ [name]: value })).toThrow(new RegExp(`^  ${name}: `, 'm'));
  });

  it('names every wrong variable at once', () => {
    expect(() => Config.from({ PORT: 'x', JOBS: 'x' })).toThrow(/PORT: [^]*JOBS: /);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(Config.from({ PORT: '', DATABASE_URL: '' }).env.PORT).toBe(3000);
  });

  it('needs keys of its own in production, and two different ones', () => {
    expect(() => Config.from({ NODE_ENV: 'production' })).toThrow(/FIELD_KEY: [^]*FIELD_INDEX_KEY: [^]*RECEIPT_KEY: /);
    const RECEIPT_KEY = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const same = { NODE_ENV: 'production', FIELD_KEY: key(1), FIELD_INDEX_KEY: key(1), RECEIPT_KEY };
    expect(() => Config.from(same)).toThrow(/FIELD_INDEX_KEY: must differ/);
    expect(Config.from({ ...same, FIELD_INDEX_KEY: key(2) }).isProduction).toBe(true);
    const oneLine = RECEIPT_KEY.replaceAll('\n', '\\n');
    expect(Config.from({ RECEIPT_KEY: oneLine }).env.RECEIPT_KEY).toBe(oneLine);
    const der = RECEIPT_KEY.replaceAll(/-----.*-----|\n/g, '');
    expect(Config.from({ RECEIPT_KEY: der }).env.RECEIPT_KEY).toBe(der);
  });

  it('needs the bucket and its keys for S3', () => {
    expect(() => Config.from({ FILE_STORE: 's3' })).toThrow(
      /S3_BUCKET: [^]*S3_ACCESS_KEY_ID: [^]*S3_SECRET_ACCESS_KEY: /,
    );
  });

  it('needs a sender where mail can be sent', () => {
    expect(() => Config.from({ SMTP_URL: 'smtp://mail.example:25' })).toThrow(/^  MAIL_FROM: /m);
    for (const MAIL_FROM of ['noreply@portal.example', '匠联 <noreply@portal.example>'])
      expect(Config.from({ SMTP_URL: 'smtp://mail.example:25', MAIL_FROM }).env.MAIL_FROM).toBe(MAIL_FROM);
  });

  it('sends Secure cookies exactly when people come over https', () => {
    expect(Config.from({ PUBLIC_URL: 'https://portal.example' }).servedOverHttps).toBe(true);
  });

  it('is described by .env.example, variable by variable', () => {
    const example = readFileSync(new URL('../../../../../.env.example', import.meta.url), 'utf8');
    const described = [...example.matchAll(/^#?([A-Z][A-Z\d_]+)=/gm)].map(([, name]) => name);
    expect(new Set(described)).toEqual(new Set(Object.keys(Environment.shape)));
  });
});
