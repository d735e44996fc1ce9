import { catalogue } from '@jianglian/contracts/catalogue';
import { type Locale, locales } from '@jianglian/contracts/shared';
import { taskKinds } from '@jianglian/domain/insight';
import { messageKinds, pathOfMessage } from '@jianglian/domain/message';
import { describe, expect, it } from 'vitest';
import type { FoundTask } from '../../src/features/insight/task-source.ts';
import { mondayOf } from '../../src/features/insight/weekly-mail.service.ts';
import { weeklyMail } from '../../src/features/insight/weekly-text.ts';
import { mailOfMessage, testMail } from '../../src/features/message/mail-text.ts';

const url = 'https://portal.example';
const reader = (locale: Locale) => ({ name: '邬秋水', locale });

/** Everything a message's sentences ask for, filled in with something. */
const paramsOf = (kind: string, locale: Locale) => {
  const terms = catalogue['message']?.[locale].terms;
  const sentences = `${terms?.['message-title']?.[kind]} ${terms?.['message-text']?.[kind]}`;
  return Object.fromEntries([...sentences.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, `‹${name}›`]));
};

describe.each(locales)('mails in %s', (locale) => {
  it.each(messageKinds)('say %s in full, with the page it leads to and where to change how one is reached', (kind) => {
    const path = pathOfMessage(kind, null);
    const { subject, body } = mailOfMessage(reader(locale), { kind, params: paramsOf(kind, locale), path }, url);
    expect(subject).not.toMatch(/[{}]/);
    expect(subject).not.toBe(kind);
    expect(body).not.toMatch(/[{}]/);
    expect(body).toContain('邬秋水');
    expect(body).toContain(`${url}${path}`);
    expect(body).toContain(`${url}/account`);
    expect(catalogue['mail']?.[locale].terms['mail-kind']).toHaveProperty(kind);
    expect(Object.keys(paramsOf(kind, locale)).toSorted()).toEqual(Object.keys(paramsOf(kind, 'zh-CN')).toSorted());
  });

  it('carry the words somebody added, and no empty line where nobody did', () => {
    const params = paramsOf('reminded-scoring', locale);
    const message = { kind: 'reminded-scoring', params: { ...params, note: '请今天完成' }, path: '/scoring' } as const;
    expect(mailOfMessage(reader(locale), message, url).body).toContain('请今天完成');
    expect(mailOfMessage(reader(locale), { ...message, params }, url).body).not.toContain('\n\n\n');
  });

  it('keep a portal below a path of its own', () => {
    expect(testMail(reader(locale), 'https://city.example/skills/').body).toContain(
      'https://city.example/skills/settings/mail',
    );
  });

  it.each(taskKinds)('have a line for the task %s', (kind) => {
    expect(catalogue['mail']?.[locale].terms['task-line']).toHaveProperty(kind);
  });
});

describe('the weekly mail', () => {
  const now = new Date('2026-03-02T00:00:00Z');
  const task = (kind: FoundTask['kind'], day: string | null): FoundTask => ({
    key: `${kind} ${day}`,
    kind,
    dueAt: day ? new Date(`${day}T10:00:00Z`) : null,
    since: null,
    studio: { id: '1', name: '甲工作室' },
    subject: null,
    params: { cycle: '2026 年度考核评估', count: 2, left: 4, year: 2026 },
  });

  it('lists what is open, the overdue first, and leaves out what waits for others', () => {
    const tasks = [
      task('report-due', '2026-03-20'),
      task('self-evaluation', '2026-03-01'),
      task('evaluation-scoring', '2026-03-09'),
      task('activity-draft', null),
    ];
    const mail = weeklyMail(reader('zh-CN'), tasks, now, url);
    expect(mail?.subject).toBe('本周待办：3 件');
    expect(mail?.body).toContain('您有 3 件待办，其中 1 件已逾期');
    const lines = mail!.body.split('\n').filter((line) => line.startsWith('- ') && !line.startsWith('-- '));
    expect(lines).toEqual([
      '- 提交自评：2026 年度考核评估（已逾期，应于 2026-03-01 前）',
      '- 报送 2026 年度计划或总结：甲工作室（2026-03-20 前）',
      '- 完成 2 条活动草稿',
    ]);
    expect(mail?.body).toContain(`${url}/inbox`);
  });

  it("is not written when there is nothing of one's own to do", () => {
    expect(weeklyMail(reader('en'), [task('evaluation-scoring', '2026-03-09')], now, url)).toBeUndefined();
  });

  it('names twenty and counts the rest', () => {
    const tasks = Array.from({ length: 23 }, (_, place) => ({
      ...task('sheets-to-score', '2026-03-09'),
      key: String(place),
    }));
    expect(weeklyMail(reader('en'), tasks, now, url)?.body).toContain('And 3 more.');
  });

  it.each([
    ['2026-03-02', '2026-03-02'],
    ['2026-03-08', '2026-03-02'],
    ['2026-03-09', '2026-03-09'],
    ['2026-01-01', '2025-12-29'],
  ])('of %s belongs to the week of %s', (day, monday) => expect(mondayOf(day)).toBe(monday));
});
