import { identityRefusals } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.ts';
import { Config } from '../config/index.ts';
import { Database, sql } from '../database/index.ts';
import { RefusedError, sharedRefusals } from './problem/refused.error.ts';

interface Tally {
  readonly window: number;
  /** Counted by all servers, as of the last report of this one. */
  shared: number;
  /** Counted here since. */
  pending: number;
}

const minute = 60_000;
const signInWindow = 15 * minute;

/**
 * Counts in PostgreSQL, so that more servers do not mean more attempts. Sign-ins are counted one by one; ordinary
 * requests are reported in parcels of a fiftieth of the limit, which is how far two servers may be off.
 */
@Injectable()
export class RateLimiter {
  private readonly database: Database;
  private readonly clock: Clock;
  private readonly config: Config;
  private tallies = new Map<string, Tally>();
  private tallied = 0;

  constructor(database: Database, clock: Clock, config: Config) {
    this.database = database;
    this.clock = clock;
    this.config = config;
  }

  async signIn(address: string): Promise<void> {
    const count = await this.add(`sign-in ${networkOf(address)}`, this.windowOf(signInWindow), 1);
    if (count > this.config.env.LOGIN_RATE) {
      throw new RefusedError([identityRefusals('too-many-attempts')], 429, undefined, this.secondsLeft(signInWindow));
    }
  }

  /** `who` is the account, or the address of a visitor. */
  async request(who: string): Promise<void> {
    const limit = this.config.env.REQUEST_RATE;
    const window = this.windowOf(minute);
    if (this.tallied !== window) {
      this.tallies = new Map();
      this.tallied = window;
    }
    const tally = this.tallies.get(who) ?? { window, shared: 0, pending: 0 };
    this.tallies.set(who, tally);
    tally.pending += 1;
    if (tally.pending >= Math.max(1, Math.floor(limit / 50))) {
      const parcel = tally.pending;
      tally.pending = 0;
      tally.shared = await this.add(`request ${who}`, window, parcel);
    }
    if (tally.shared + tally.pending > limit) {
      throw new RefusedError([sharedRefusals('too-many-requests')], 429, undefined, this.secondsLeft(minute));
    }
  }

  /** Windows that are over. */
  async sweep(): Promise<number> {
    return this.database.run(
      sql`DELETE FROM rate_limits WHERE window_start < ${new Date(this.clock.now().getTime() - signInWindow)}`,
    );
  }

  private async add(key: string, window: number, count: number): Promise<number> {
    const row = await this.database.one<{ count: number }>(sql`
      INSERT INTO rate_limits AS r (key, window_start, count) VALUES (${key}, ${new Date(window)}, ${count})
      ON CONFLICT (key, window_start) DO UPDATE SET count = r.count + excluded.count RETURNING count`);
    return row?.count ?? count;
  }

  private windowOf(length: number): number {
    return Math.floor(this.clock.now().getTime() / length) * length;
  }

  private secondsLeft(length: number): number {
    return Math.max(1, Math.ceil((this.windowOf(length) + length - this.clock.now().getTime()) / 1000));
  }
}

/** One household of IPv6 has 2^64 addresses: its network counts as one. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length;
  return [...groups, ...Array<string>(zeros).fill('0'), ...rest].slice(0, 4).join(':');
}
