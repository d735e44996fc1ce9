import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FileVisibility } from '../../../platform/files/index.ts';
import { AwardObjectionQueries } from './award-objection.queries.ts';

/** Files of an objection against a candidate are seen by who sees the objection. */
@Injectable()
export class AwardObjectionFiles implements OnModuleInit {
  private readonly visibility: FileVisibility;
  private readonly objections: AwardObjectionQueries;

  constructor(visibility: FileVisibility, objections: AwardObjectionQueries) {
    this.visibility = visibility;
    this.objections = objections;
  }

  onModuleInit(): void {
    this.visibility.register('award-objection', (file, actor) => this.objections.holdsFile(file.id, actor));
  }
}
