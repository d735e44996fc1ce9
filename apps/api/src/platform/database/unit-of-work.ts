import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';

interface Unit {
  readonly manager: EntityManager;
  readonly afterCommit: (() => void)[];
}

const units = new AsyncLocalStorage<Unit>();

/** One transaction around load, decide, save. Everything awaited inside joins it, nested units too. */
@Injectable()
export class UnitOfWork {
  private readonly source: DataSource;

  constructor(source: DataSource) {
    this.source = source;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (units.getStore()) return work();
    const afterCommit: (() => void)[] = [];
    const result = await this.source.transaction((manager) => units.run({ manager, afterCommit }, work));
    for (const act of afterCommit) act();
    return result;
  }

  /** A transaction of its own even inside a unit, for what must stay when the unit fails (a failed sign-in). */
  apart<T>(work: () => Promise<T>): Promise<T> {
    return units.exit(() => this.run(work));
  }

  /** The unit's manager; outside a unit one that commits each statement. */
  get manager(): EntityManager {
    return units.getStore()?.manager ?? this.source.manager;
  }

  get isOpen(): boolean {
    return units.getStore() !== undefined;
  }

  /** Runs once the outermost unit has committed, at once when there is none; not at all after a rollback. */
  afterCommit(act: () => void): void {
    const unit = units.getStore();
    if (unit) unit.afterCommit.push(act);
    else act();
  }
}
