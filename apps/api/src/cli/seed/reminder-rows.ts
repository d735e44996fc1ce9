import { timeText } from '@jianglian/domain/evaluation';
import { instantOf } from '@jianglian/domain/kernel';
import type { DemoEvaluation, DemoReminder } from '@jianglian/testkit';
import { accountIdOf, demoResultMessages, studioLogin, uuidOf } from '@jianglian/testkit';
import type { TableWriter } from './table-writer.ts';

/** A batch of reminders with its messages, the cycle's own settings, and the results everybody was told. */
export async function writeReminders(
  writer: TableWriter,
  reminder: DemoReminder,
  evaluations: readonly DemoEvaluation[],
): Promise<void> {
  const { batchId, cycleId, day, at, note, told } = reminder;
  if (!evaluations.some(({ cycle }) => cycle.id === cycleId)) return;
  await writer.insert('reminder_settings', [{ cycleId, beforeDueDays: 3, beforeClosingDays: 1, revision: 1 }]);
  await writer.insert('reminder_batches', [
    {
      id: batchId,
      cycleId,
      step: 'scoring',
      cause: 'by-hand',
      day,
      at,
      accountId: reminder.sentBy,
      note,
      told: told.length,
      mailed: 0,
      skipped: [],
    },
  ]);
  await writer.insert(
    'reminders',
    told.map(({ accountId }) => ({
      id: uuidOf(`reminder ${accountId}`),
      batchId,
      cycleId,
      step: 'scoring',
      subjectId: accountId,
      accountId,
      day,
      at,
      mailed: false,
    })),
  );
  await writer.insert('messages', [...reminderMessages(reminder), ...resultMessages(evaluations)]);
}

const reminderMessages = ({ batchId, cycleId, cycleTitle, at, note, told, due, closes }: DemoReminder) =>
  told.map(({ accountId, open }) => ({
    id: uuidOf(`message ${accountId}`),
    accountId,
    key: `reminder ${batchId}`,
    kind: 'reminded-scoring',
    params: { cycle: cycleTitle, count: open, studios: '', due: timeText(due), closes: timeText(closes), note },
    subjectType: 'cycle',
    subjectId: cycleId,
    at,
    readAt: null,
  }));

function resultMessages(all: readonly DemoEvaluation[]) {
  const { cycle, evaluations } = demoResultMessages(all);
  const at = instantOf(cycle.publishedOn ?? cycle.periodTo, '10:00');
  return evaluations.map(({ id, studio }) => ({
    id: uuidOf(`message ${id}`),
    accountId: accountIdOf(studioLogin(studio)),
    key: `published ${id}`,
    kind: 'results-published',
    params: { cycle: cycle.title, document: cycle.documentNumber ?? '', studio: studio.name },
    subjectType: 'evaluation',
    subjectId: id,
    at,
    readAt: null,
  }));
}
