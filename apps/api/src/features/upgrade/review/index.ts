import { FormalCheckController } from './formal-check.controller.ts';
import { FormalCheckQueries } from './formal-check.queries.ts';
import { FormalCheckRepository } from './formal-check.repository.ts';
import { FormalCheckService } from './formal-check.service.ts';
import { PriorityQueries } from './priority.queries.ts';
import { ReviewCaseQueries } from './review-case.queries.ts';
import { ReviewNews } from './review-news.service.ts';

/** 评审: formal check, points of priority, expert review. */
export const reviewControllers = [FormalCheckController];

export const reviewProviders = [
  ReviewCaseQueries,
  PriorityQueries,
  FormalCheckQueries,
  FormalCheckRepository,
  FormalCheckService,
  ReviewNews,
];
