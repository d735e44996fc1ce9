import { Clock } from '../../src/platform/clock/index.ts';

/** A clock the story sets. It stands still until told otherwise. */
export class TestClock extends Clock {
  private at = new Date('2026-03-02T01:00:00.000Z');

  override now(): Date {
    return new Date(this.at);
  }

  set(instant: string | Date): void {
    this.at = new Date(instant);
  }

  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): void {
    const { days = 0, hours = 0, minutes = 0, seconds = 0 } = by;
    this.at = new Date(this.at.getTime() + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
  }
}
