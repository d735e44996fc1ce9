import { AwardCandidates } from './award-candidate.queries.ts';
import { AwardChangeQueries } from './award-change.queries.ts';
import { AwardChangeRepository } from './award-change.repository.ts';
import { AwardChanges } from './award-change.service.ts';
import { AwardLetterController } from './award-letter.controller.ts';
import { AwardLetterQueries } from './award-letter.queries.ts';
import { AwardLetters } from './award-letter.service.ts';
import { AwardListController } from './award-list.controller.ts';
import { AwardListQueries } from './award-list.queries.ts';
import { AwardNews } from './award-news.service.ts';
import { AwardObjectionFiles } from './award-objection-file.listener.ts';
import { AwardObjectionController } from './award-objection.controller.ts';
import { AwardObjectionQueries } from './award-objection.queries.ts';
import { AwardObjectionService } from './award-objection.service.ts';
import { AwardSteps } from './award-step.service.ts';
import { AwardController } from './award.controller.ts';
import { AwardQueries } from './award.queries.ts';
import { AwardRepository } from './award.repository.ts';
import { AwardDecisions } from './award.service.ts';
import { FoundingForms } from './founding-form.queries.ts';
import { AwardPublication } from './publication.service.ts';

/** Ranking, decision, publicity and publication as parts of the upgrade's module. */
export const awardControllers = [AwardController, AwardListController, AwardLetterController, AwardObjectionController];
export const awardProviders = [
  AwardRepository,
  AwardCandidates,
  AwardQueries,
  AwardDecisions,
  AwardSteps,
  FoundingForms,
  AwardNews,
  AwardPublication,
  AwardListQueries,
  AwardLetterQueries,
  AwardLetters,
  AwardChangeRepository,
  AwardChangeQueries,
  AwardChanges,
  AwardObjectionQueries,
  AwardObjectionService,
  AwardObjectionFiles,
];
