import { type CivilDate, civilDateOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { RequestContext } from '../context/index.ts';

/** The only place where the server asks what time it is; tests put a settable one here. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /**
   * When the request under way had reached the server: what a deadline asks. Whoever pressed in time is in time, however long the
   * server takes to come to it. Outside of a request: now.
   */
  arrival(): Date {
    return RequestContext.current()?.receivedAt ?? this.now();
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
