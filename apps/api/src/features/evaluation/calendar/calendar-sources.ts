import type { Locale } from '@jianglian/contracts/shared';
import { Injectable } from '@nestjs/common';

/** One instant in somebody's calendar. The summary names no studio and nobody: the address is the only key to it. */
export interface CalendarEntry {
  /** The same for ever, so that a moved date moves in the calendar. */
  readonly uid: string;
  readonly sequence: number;
  readonly at: Date;
  readonly summary: Readonly<Record<Locale, string>>;
}

export type CalendarSource = (accountId: string) => Promise<readonly CalendarEntry[]>;

/** Dates of other features in the one calendar of a person. */
@Injectable()
export class CalendarSources {
  private readonly sources: CalendarSource[] = [];

  /** Call in `onModuleInit`. */
  register(source: CalendarSource): void {
    this.sources.push(source);
  }

  async of(accountId: string): Promise<readonly CalendarEntry[]> {
    const entries: CalendarEntry[] = [];
    for (const source of this.sources) entries.push(...(await source(accountId)));
    return entries;
  }
}
