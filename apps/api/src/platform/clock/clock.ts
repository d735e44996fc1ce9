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
