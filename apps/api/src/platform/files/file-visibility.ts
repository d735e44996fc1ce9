import type { Actor } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import type { StoredFile } from './files.ts';

/** Says whether the actor may see a file of the feature, for instance because it is evidence of an activity within reach. */
export type MaySee = (file: StoredFile, actor: Actor) => Promise<boolean>;

/** Whoever uploaded a file sees it; everybody else through a feature that answers for files of its purpose. */
@Injectable()
export class FileVisibility {
  private readonly answers = new Map<string, MaySee[]>();

  /** Call in `onModuleInit`: `visibility.register('evidence', (file, actor) => …)`. */
  register(purpose: string, maySee: MaySee): void {
    this.answers.set(purpose, [...(this.answers.get(purpose) ?? []), maySee]);
  }

  async maySee(file: StoredFile, actor: Actor): Promise<boolean> {
    if (file.accountId === actor.accountId) return true;
    for (const answer of this.answers.get(file.purpose) ?? []) {
      if (await answer(file, actor)) return true;
    }
    return false;
  }
}
