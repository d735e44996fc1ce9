import { RectificationCheckController } from './rectification-check.controller.ts';
import { RectificationCheckQueries } from './rectification-check.queries.ts';
import { RectificationCheckRepository } from './rectification-check.repository.ts';
import { RectificationChecks } from './rectification-check.service.ts';
import { RectificationConsequenceController } from './rectification-consequence.controller.ts';
import { RectificationConsequences } from './rectification-consequence.service.ts';
import { RectificationController } from './rectification.controller.ts';
import { RectificationCourse } from './rectification-course.service.ts';
import { RectificationDeadlines } from './rectification-deadline.service.ts';
import { RectificationEffects } from './rectification-effect.service.ts';
import { RectificationItems } from './rectification-item.queries.ts';
import { RectificationJobs } from './rectification.jobs.ts';
import { RectificationMoves } from './rectification-moves.service.ts';
import { RectificationOrders } from './rectification-order.service.ts';
import { RectificationQueries } from './rectification.queries.ts';
import { RectificationRepository } from './rectification.repository.ts';
import { RectificationRecords } from './rectification-record.ts';
import { RectificationSource } from './rectification-source.queries.ts';
import { WorkCalendarQueries } from './work-calendar.queries.ts';

export { RectificationOrders } from './rectification-order.service.ts';

/** 限期整改 as parts of the evaluation's module. */
export const rectificationControllers = [
  RectificationController,
  RectificationCheckController,
  RectificationConsequenceController,
];
export const rectificationProviders = [
  WorkCalendarQueries,
  RectificationRepository,
  RectificationRecords,
  RectificationSource,
  RectificationItems,
  RectificationQueries,
  RectificationMoves,
  RectificationOrders,
  RectificationCourse,
  RectificationCheckRepository,
  RectificationCheckQueries,
  RectificationChecks,
  RectificationConsequences,
  RectificationEffects,
  RectificationDeadlines,
  RectificationJobs,
];
