import { Module } from '@nestjs/common';
import { HostUnitRepository } from './host-unit.repository.ts';
import { MasterRepository } from './master.repository.ts';
import { RegisterNames } from './register-names.repository.ts';
import { StudioEvents } from './studio-events.service.ts';
import { StudioRegister } from './studio-register.service.ts';
import { StudioWriter } from './studio-writer.repository.ts';
import { StudioRepository } from './studio.repository.ts';

@Module({
  providers: [
    StudioRepository,
    StudioWriter,
    HostUnitRepository,
    MasterRepository,
    RegisterNames,
    StudioRegister,
    StudioEvents,
  ],
  exports: [StudioRegister, StudioEvents],
})
export class StudioModule {}
