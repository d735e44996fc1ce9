import { catalogue } from '@jianglian/contracts/catalogue';
import { fillIn } from '@jianglian/contracts/shared';
import { categoryOf, groupTasks, openCount } from '@jianglian/domain/insight';
import { civilDateOf } from '@jianglian/domain/kernel';
import { letter, mailPart, type MailText, type Reader } from '../message/index.ts';
import type { FoundTask } from './task-source.ts';

/** More than this a mail does not list; the page has them all. */
const MOST_LINES = 20;

/** The open tasks as a mail, the most urgent first; nothing when there is nothing of one's own to do. */
export function weeklyMail(
  reader: Reader,
  tasks: readonly FoundTask[],
  now: Date,
  publicUrl: string,
): MailText | undefined {
  const open = openCount(tasks);
  if (open === 0) return undefined;
  const said = (part: string, params = {}) => mailPart(part, reader.locale, params);
  const groups = groupTasks(tasks, now).filter(({ group }) => group !== 'waiting');
  const lines = groups.flatMap(({ group, tasks: members }) =>
    members.map((task) => {
      const line = lineOf(task, reader);
      if (!task.dueAt) return line;
      return said(group === 'overdue' ? 'weekly-overdue' : 'weekly-due', { line, due: civilDateOf(task.dueAt) });
    }),
  );
  const overdue = groups.find(({ group }) => group === 'overdue')?.tasks.length ?? 0;
  const more = lines.length - MOST_LINES;
  const list = [
    ...lines.slice(0, MOST_LINES).map((line) => `- ${line}`),
    ...(more > 0 ? [said('weekly-more', { count: more })] : []),
  ];
  return {
    subject: said('weekly-subject', { open }),
    body: letter(
      reader,
      [said('weekly-text', { day: civilDateOf(now), open, overdue }), list.join('\n')],
      '/inbox',
      publicUrl,
    ),
  };
}

function lineOf(task: FoundTask, { locale }: Reader): string {
  const terms = catalogue['mail']?.[locale].terms['task-line'];
  const category = catalogue['insight']?.[locale].terms['taskCategory']?.[categoryOf(task.kind)];
  return fillIn(
    terms?.[task.kind] ?? category ?? task.kind,
    { ...task.params, studio: task.studio?.name ?? '' },
    locale,
  );
}
