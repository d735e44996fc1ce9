import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FileVisibility } from '../../../platform/files/index.ts';
import { ObjectionQueries } from './objection.queries.ts';

/** Files of an objection are seen by who sees the objection. */
@Injectable()
export class ObjectionFiles implements OnModuleInit {
  private readonly visibility: FileVisibility;
  private readonly objections: ObjectionQueries;

  constructor(visibility: FileVisibility, objections: ObjectionQueries) {
    this.visibility = visibility;
    this.objections = objections;
  }

  onModuleInit(): void {
    this.visibility.register('objection', (file, actor) => this.objections.holdsFile(file.id, actor));
  }
}
