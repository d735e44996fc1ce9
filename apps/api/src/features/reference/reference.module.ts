import { Module } from '@nestjs/common';
import { DictionaryRepository } from './dictionary.repository.ts';
import { DictionaryService } from './dictionary.service.ts';
import { ReferenceController } from './reference.controller.ts';
import { ReferenceQueries } from './reference.queries.ts';

@Module({
  controllers: [ReferenceController],
  providers: [ReferenceQueries, DictionaryRepository, DictionaryService],
  exports: [ReferenceQueries],
})
export class ReferenceModule {}
