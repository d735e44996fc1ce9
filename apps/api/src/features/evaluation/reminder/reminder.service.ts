import type { ReminderSettings, ReminderStep } from '@jianglian/domain/evaluation';
import {
  type ReminderCandidate,
  reminderRefusals as refuse,
  scheduledCandidates,
  timeText,
} from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { MessageKind } from '@jianglian/domain/message';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { Outbox } from '../../../platform/mail/index.ts';
import { Messages, type Telling } from '../../message/index.ts';
import { OpenTaskQueries } from './open-tasks.queries.ts';
import { ReminderQueries } from './reminder.queries.ts';
import { type LockedCycle, type NewBatch, ReminderRepository } from './reminder.repository.ts';

export interface ReminderOrder {
  readonly step: ReminderStep;
  readonly subjectIds: readonly string[];
  readonly note: string;
  readonly mail: boolean;
}

const kinds: Readonly<Record<ReminderStep, MessageKind>> = {
  selfEvaluation: 'reminded-self-evaluation',
  opinion: 'reminded-opinion',
  scoring: 'reminded-scoring',
};
const steps = Object.keys(kinds) as ReminderStep[];
/** Names of studios a reminder mentions. */
const MOST_NAMES = 5;

/** 催办: to exactly those who are late, once a day; and by the clock before the dates. */
@Injectable()
export class ReminderService {
  private readonly repository: ReminderRepository;
  private readonly queries: ReminderQueries;
  private readonly open: OpenTaskQueries;
  private readonly messages: Messages;
  private readonly outbox: Outbox;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    repository: ReminderRepository,
    queries: ReminderQueries,
    open: OpenTaskQueries,
    messages: Messages,
    outbox: Outbox,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.repository = repository;
    this.queries = queries;
    this.open = open;
    this.messages = messages;
    this.outbox = outbox;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** The list is made anew, under the cycle's lock: who finished since it was shown is left out, and says why. */
  send(cycleId: string, order: ReminderOrder, actor: Actor): Promise<string> {
    return this.unit.run(async () => {
      const cycle = await this.repository.forUpdate(cycleId);
      if (cycle.state !== 'self-evaluation' && cycle.state !== 'scoring') {
        throw new RefusedError([refuse('cycle-not-running')]);
      }
      const candidates = await this.queries.candidates(cycleId, order.step, order.subjectIds);
      const chosen = candidates.filter(({ refusal }) => refusal === null);
      if (chosen.length === 0) throw new RefusedError([refuse('nobody-left')]);
      const skipped = candidates.flatMap(({ name, refusal }) => (refusal ? [{ name, refusal }] : []));
      const id = await this.deliver(cycle, chosen, {
        ...order,
        ...this.today(),
        cycleId,
        skipped,
        accountId: actor.accountId,
      });
      if (id === undefined) throw new RefusedError([refuse('nobody-left')]);
      return id;
    });
  }

  /** What the clock has to send today, cycle by cycle and step by step, each in a unit of its own. */
  async sendScheduled(): Promise<void> {
    for (const { cycleId, ...settings } of await this.repository.reminding()) {
      for (const step of steps) {
        await this.unit.run(async () => {
          const cycle = await this.repository.forUpdate(cycleId);
          const tasks = await this.open.tasks(cycleId, step);
          const subjects = [...new Set(tasks.map(({ subjectId }) => subjectId))];
          const people = await this.open.people(cycleId, step, subjects);
          const chosen = scheduledCandidates(tasks, people, settings, this.clock.now());
          if (chosen.length === 0) return;
          await this.deliver(cycle, chosen, {
            step,
            cycleId,
            ...this.today(),
            note: '',
            mail: true,
            skipped: [],
            accountId: null,
          });
        });
      }
    }
  }

  async changeSettings(cycleId: string, settings: ReminderSettings, revision: number): Promise<void> {
    await this.unit.run(async () => {
      await this.repository.forUpdate(cycleId);
      if (!(await this.repository.saveSettings(cycleId, settings, revision))) {
        throw staleRevision(await this.queries.settings(cycleId));
      }
      await this.audit.record({
        subject: { type: 'cycle', id: cycleId },
        action: 'reminder-settings-changed',
        facts: settings,
      });
    });
  }

  private today(): { day: string; at: Date } {
    return { day: this.clock.today(), at: this.clock.now() };
  }

  private async deliver(
    cycle: LockedCycle,
    chosen: readonly ReminderCandidate[],
    batch: NewBatch & { readonly mail: boolean },
  ): Promise<string | undefined> {
    const batchId = await this.repository.addBatch(batch);
    if (batchId === undefined) return undefined;
    const wanted = chosen.flatMap(({ subjectId, person, milestone }) =>
      person ? [{ subjectId, accountId: person.accountId, milestone }] : [],
    );
    const added = await this.repository.addReminders(batchId, batch, wanted);
    const isNew = new Set(added.map(({ subjectId, accountId }) => `${subjectId} ${accountId}`));
    const lines = chosen.filter(({ subjectId, person }) => isNew.has(`${subjectId} ${person?.accountId}`));
    const { told, mailed } = await this.messages.tellEach(tellingsOf(cycle, lines, { ...batch, batchId }));
    const posted = this.outbox.configured ? mailed : [];
    await this.repository.finish(batchId, told.length, posted);
    await this.audit.record({
      subject: { type: 'cycle', id: cycle.id },
      action: 'reminded',
      facts: { batchId, step: batch.step, told: told.length, mailed: posted.length, note: batch.note },
    });
    return batchId;
  }
}

/** One message per person, whatever number of things it is about. */
function tellingsOf(
  cycle: LockedCycle,
  lines: readonly ReminderCandidate[],
  { step, note, mail, batchId }: { step: ReminderStep; note: string; mail: boolean; batchId: string },
): Telling[] {
  const byPerson = Map.groupBy(lines, ({ person }) => person?.accountId ?? '');
  return [...byPerson].map(([accountId, own]) => {
    const tasks = own.flatMap((line) => line.tasks);
    const instants = (of: 'dueAt' | 'closesAt') => tasks.map((task) => task[of].getTime());
    return {
      accountIds: [accountId],
      kind: kinds[step],
      key: `reminder ${batchId}`,
      mail,
      subject: { type: 'cycle' as const, id: cycle.id },
      params: {
        cycle: cycle.title,
        count: tasks.length,
        studios: namesOf(tasks.map(({ studioName }) => studioName)),
        due: timeText(new Date(Math.min(...instants('dueAt')))),
        closes: timeText(new Date(Math.min(...instants('closesAt')))),
        ...(note === '' ? {} : { note }),
      },
    };
  });
}

const namesOf = (names: readonly string[]): string =>
  names.slice(0, MOST_NAMES).join('、') + (names.length > MOST_NAMES ? ' …' : '');
