import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FileVisibility } from '../../../platform/files/index.ts';
import { ChangeQueries } from './change.queries.ts';

/** Files of an application are seen by who sees the application. */
@Injectable()
export class ChangeFiles implements OnModuleInit {
  private readonly visibility: FileVisibility;
  private readonly changes: ChangeQueries;

  constructor(visibility: FileVisibility, changes: ChangeQueries) {
    this.visibility = visibility;
    this.changes = changes;
  }

  onModuleInit(): void {
    this.visibility.register('change', (file, actor) => this.changes.holdsFile(file.id, actor));
  }
}
