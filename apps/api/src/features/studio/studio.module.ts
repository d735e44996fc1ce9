import { Module } from '@nestjs/common';
import { MessageModule } from '../message/index.ts';
import { ChangeClosing } from './change/change-closing.listener.ts';
import { ChangeDecisionService } from './change/change-decision.service.ts';
import { ChangeFiles } from './change/change-file.listener.ts';
import { ChangeNews } from './change/change-news.service.ts';
import { ChangeRecords } from './change/change-record.ts';
import { ChangeController } from './change/change.controller.ts';
import { ChangeQueries } from './change/change.queries.ts';
import { ChangeRepository } from './change/change.repository.ts';
import { ChangeService } from './change/change.service.ts';
import { HostUnitRepository } from './host-unit.repository.ts';
import { MasterHonours } from './master-honours.service.ts';
import { MasterRepository } from './master.repository.ts';
import { PersonService } from './person.service.ts';
import { ReformController } from './reform/reform.controller.ts';
import { ReformQueries } from './reform/reform.queries.ts';
import { ReformService } from './reform/reform.service.ts';
import { ReferenceCheck } from './reference-check.repository.ts';
import { RegisterNames } from './register-names.repository.ts';
import { RegisterPickerQueries } from './register-picker.queries.ts';
import { StudioAccess } from './studio-access.queries.ts';
import { StudioEventListeners } from './studio-event-listeners.service.ts';
import { StudioEvents } from './studio-events.service.ts';
import { StudioExport } from './studio-export.queries.ts';
import { StudioListQueries } from './studio-list.queries.ts';
import { StudioPageQueries } from './studio-page.queries.ts';
import { StudioPersonController } from './studio-person.controller.ts';
import { StudioRegister } from './studio-register.service.ts';
import { StudioWriter } from './studio-writer.repository.ts';
import { StudioController } from './studio.controller.ts';
import { StudioListener } from './studio.listener.ts';
import { StudioRepository } from './studio.repository.ts';
import { StudioService } from './studio.service.ts';
import { TeamRepository } from './team.repository.ts';
import { TeamService } from './team.service.ts';

@Module({
  imports: [MessageModule],
  controllers: [ChangeController, ReformController, StudioController, StudioPersonController],
  providers: [
    StudioRepository,
    StudioWriter,
    HostUnitRepository,
    MasterRepository,
    MasterHonours,
    TeamRepository,
    RegisterNames,
    ReferenceCheck,
    StudioAccess,
    StudioRegister,
    StudioEvents,
    StudioEventListeners,
    StudioService,
    TeamService,
    PersonService,
    StudioListQueries,
    StudioPageQueries,
    RegisterPickerQueries,
    StudioExport,
    StudioListener,
    ChangeRepository,
    ChangeRecords,
    ChangeClosing,
    ChangeQueries,
    ChangeNews,
    ChangeService,
    ChangeDecisionService,
    ChangeFiles,
    ReformQueries,
    ReformService,
  ],
  exports: [MasterHonours, StudioRegister, StudioEvents, StudioAccess, StudioEventListeners],
})
export class StudioModule {}
