import { ApplicationActsController } from './application-acts.controller.ts';
import { ApplicationFileListener } from './application-file.listener.ts';
import { ApplicationFiles } from './application-files.service.ts';
import { ApplicationFormQueries } from './application-form.queries.ts';
import { ApplicationFormRepository } from './application-form.repository.ts';
import { ApplicationMaterialQueries } from './application-material.queries.ts';
import { ApplicationRegisterQueries } from './application-register.queries.ts';
import { ApplicationStartRepository } from './application-start.repository.ts';
import { ApplicationStart } from './application-start.service.ts';
import { ApplicationVerdictQueries } from './application-verdict.queries.ts';
import { ApplicationVersionQueries } from './application-version.queries.ts';
import { ApplicationWriting } from './application-writing.service.ts';
import { ApplicationController } from './application.controller.ts';
import { ApplicationQueries } from './application.queries.ts';
import { ApplicationRepository } from './application.repository.ts';
import { ApplicationService } from './application.service.ts';
import { EvidenceMerge } from './evidence-merge.service.ts';
import { IdNumberService } from './id-number.service.ts';

export const applicationControllers = [ApplicationController, ApplicationActsController];
export const applicationProviders = [
  ApplicationRepository,
  ApplicationQueries,
  ApplicationFormQueries,
  ApplicationFormRepository,
  ApplicationRegisterQueries,
  ApplicationVerdictQueries,
  ApplicationVersionQueries,
  ApplicationMaterialQueries,
  ApplicationStartRepository,
  ApplicationStart,
  ApplicationWriting,
  ApplicationFiles,
  ApplicationFileListener,
  ApplicationService,
  EvidenceMerge,
  IdNumberService,
];
