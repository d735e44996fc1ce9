import { FormalCheckController } from './formal-check.controller.ts';
import { FormalCheckQueries } from './formal-check.queries.ts';
import { FormalCheckRepository } from './formal-check.repository.ts';
import { FormalCheckService } from './formal-check.service.ts';
import { PriorityQueries } from './priority.queries.ts';
import { ReviewCaseQueries } from './review-case.queries.ts';
import { ReviewFileListener } from './review-file.listener.ts';
import { ReviewNews } from './review-news.service.ts';
import { ReviewPanelController } from './review-panel.controller.ts';
import { ReviewPanelQueries } from './review-panel.queries.ts';
import { ReviewPanelService } from './review-panel.service.ts';
import { ReviewSettingsQueries } from './review-settings.queries.ts';
import { ReviewSheetQueries } from './review-sheet.queries.ts';
import { ReviewSheetRepository } from './review-sheet.repository.ts';
import { ReviewSheetService } from './review-sheet.service.ts';
import { ReviewTiesQueries } from './review-ties.queries.ts';

/** 评审: formal check, points of priority, expert review. */
export const reviewControllers = [FormalCheckController, ReviewPanelController];

export const reviewProviders = [
  ReviewCaseQueries,
  PriorityQueries,
  FormalCheckQueries,
  FormalCheckRepository,
  FormalCheckService,
  ReviewNews,
  ReviewFileListener,
  ReviewSettingsQueries,
  ReviewTiesQueries,
  ReviewSheetRepository,
  ReviewSheetQueries,
  ReviewSheetService,
  ReviewPanelQueries,
  ReviewPanelService,
];
