import { type CivilDate, civilDateOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';

/** The only place where the server asks what time it is; tests put a settable one here. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** Today's date in the office's zone. */
  today(): CivilDate {
    return civilDateOf(this.now());
  }
}

/** A clock that started at another instant and ticks on from there: what is due next month can be shown today. */
@Injectable()
export class StartedClock extends Clock {
  private readonly ahead: number;

  constructor(from: Date) {
    super();
    this.ahead = from.getTime() - Date.now();
  }

  override now(): Date {
    return new Date(Date.now() + this.ahead);
  }
}
