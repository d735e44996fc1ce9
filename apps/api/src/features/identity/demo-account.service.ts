import { Injectable } from '@nestjs/common';
import { Config, ConfigurationError } from '../../platform/config/index.ts';
import { DemoAccountQueries } from './demo-account.queries.ts';

/** Everybody knows the password of a demo account. */
@Injectable()
export class DemoAccountService {
  private readonly accounts: DemoAccountQueries;
  private readonly config: Config;

  constructor(accounts: DemoAccountQueries, config: Config) {
    this.accounts = accounts;
    this.config = config;
  }

  /** Production does not start beside demo accounts: disable them, or use a database without them. */
  async refuseInProduction(): Promise<void> {
    if (!this.config.isProduction) return;
    const count = await this.accounts.count();
    if (count === 0) return;
    throw new ConfigurationError(
      `NODE_ENV=production refuses to start: the database holds ${count} demo accounts whose password is public.`,
    );
  }
}
