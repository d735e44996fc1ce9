import path from 'node:path';
import { Environment } from './environment.ts';

/** A variable holds something the server cannot work with. The message names each such variable. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** The checked environment. Injected as a value; nothing else in the server reads `process.env`. */
export class Config {
  readonly env: Environment;

  constructor(env: Environment) {
    this.env = env;
  }

  static from(source: Readonly<Record<string, string | undefined>>): Config {
    // An empty variable is what a shell leaves behind when someone meant "not set".
    const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
    const checked = Environment.safeParse(given);
    if (checked.success) return new Config(checked.data);
    const lines = checked.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigurationError(`The configuration is wrong (see .env.example):\n${lines.join('\n')}`);
  }

  /** The same with some values replaced: main sets the URL of the embedded database, tests their own. */
  with(values: Partial<Environment>): Config {
    return new Config({ ...this.env, ...values });
  }

  get databaseUrl(): string {
    if (this.env.DATABASE_URL === undefined) throw new ConfigurationError('DATABASE_URL is not set');
    return this.env.DATABASE_URL;
  }

  get isProduction(): boolean {
    return this.env.NODE_ENV === 'production';
  }

  get dataDir(): string {
    return path.resolve(this.env.DATA_DIR);
  }

  get filesDir(): string {
    return path.resolve(this.env.FILES_DIR ?? path.join(this.env.DATA_DIR, 'files'));
  }

  get publicUrl(): string {
    return this.env.PUBLIC_URL ?? `http://localhost:${this.env.PORT}`;
  }

  /** Cookies are Secure and HSTS is sent exactly when people reach us over https. */
  get servedOverHttps(): boolean {
    return this.publicUrl.startsWith('https:');
  }

  get trustedProxies(): readonly string[] {
    return (this.env.TRUSTED_PROXIES ?? '').split(',').flatMap((item) => (item.trim() === '' ? [] : [item.trim()]));
  }
}
