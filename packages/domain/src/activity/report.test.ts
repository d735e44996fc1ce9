import { describe, expect, it } from 'vitest';
import { attempt } from '../kernel/index.ts';
import type { Report } from './report.ts';
import type { ReportAction, ReportContext } from './report.machine.ts';
import { reportMachine, reportOffers, reportRefusals } from './report.machine.ts';
import { defaultSettings, dueOn, owedYears, scheduleRefusals, timelinessOf } from './report-schedule.rule.ts';
import { planProgress, summaryDraft } from './summary.rule.ts';
import { figuresOf } from './tally.rule.ts';
import type { TalliedActivity } from './tally-sums.ts';

const plan: Report = {
  id: 'p',
  studioId: 's1',
  kind: 'plan',
  year: 2026,
  state: 'draft',
  submittedOn: null,
  texts: { goals: '带徒十人' },
  targets: { apprentices: 10 },
};
const studio = { accountId: 'secretary', grants: [{ role: 'studio', studioId: 's1' }] } as const;
const recommender = { accountId: 'officer', grants: [{ role: 'recommender', recommenderId: 'r1' }] } as const;
const office = { accountId: 'office', grants: [{ role: 'office' }] } as const;
const context: ReportContext = { actor: studio, studio: { recommenderId: 'r1' }, today: '2026-11-22' };
const outcome = (action: ReportAction, changes: Partial<Report> = {}, around: Partial<ReportContext> = {}) => {
  const attempted = attempt(reportMachine, action, { ...plan, ...changes }, { ...context, ...around });
  return attempted.ok ? attempted.subject.state : attempted.refusals.map(({ code }) => code);
};

describe('a report', () => {
  it.each<[string, ReportAction, Partial<Report>, Partial<ReportContext>, unknown]>([
    ['is written by its studio', 'edit', {}, {}, 'draft'],
    ['is not written by others', 'edit', {}, { actor: office }, ['activity.report-not-its-studio']],
    ['is handed in', 'submit', {}, {}, 'submitted'],
    [
      'is not handed in without its goals',
      'submit',
      { texts: { goals: ' ' } },
      {},
      ['activity.report-section-missing'],
    ],
    ['is not handed in for a far year', 'submit', { year: 2028 }, {}, ['activity.report-year-out-of-range']],
    ['may be handed in for next year', 'submit', { year: 2027 }, {}, 'submitted'],
    [
      'is opened again by the recommender',
      'reopen',
      { state: 'submitted' },
      { actor: recommender, reason: '缺指标' },
      'draft',
    ],
    ['is opened again by the office', 'reopen', { state: 'submitted' }, { actor: office, reason: '缺指标' }, 'draft'],
    [
      'is not opened without a reason',
      'reopen',
      { state: 'submitted' },
      { actor: office },
      ['activity.reason-missing'],
    ],
    [
      'is not opened by the studio',
      'reopen',
      { state: 'submitted' },
      { reason: '想改' },
      ['activity.report-not-its-supervisor'],
    ],
    ['is not changed once handed in', 'edit', { state: 'submitted' }, {}, ['machine.not-from-here']],
  ])('%s', (_, action, changes, around, expected) => {
    expect(outcome(action, changes, around)).toEqual(expected);
  });

  it('has the sections and targets of its kind and no others', () => {
    const told = (refusals: ReturnType<typeof reportRefusals>) =>
      refusals.map(({ code, params }) => [code, params.field]);
    expect(
      told(
        reportRefusals('plan', { texts: { problems: '无', goals: '长'.repeat(4001) }, targets: { apprentices: -1 } }),
      ),
    ).toEqual([
      ['activity.report-section-unknown', 'texts.problems'],
      ['activity.text-too-long', 'texts.goals'],
      ['activity.report-target-not-whole', 'targets.apprentices'],
    ]);
    expect(told(reportRefusals('summary', { texts: {}, targets: { apprentices: 1 } }))).toEqual([
      ['activity.report-target-unknown', 'targets.apprentices'],
    ]);
  });

  it('is offered to whom it concerns', () => {
    expect(reportOffers(plan, context).map(({ action }) => action)).toEqual(['edit', 'submit']);
    expect(reportOffers({ ...plan, state: 'submitted' }, context)).toEqual([]);
    expect(
      reportOffers({ ...plan, state: 'submitted' }, { ...context, actor: office }).map(({ action }) => action),
    ).toEqual(['reopen']);
  });
});

describe('the schedule', () => {
  it('has the days of the setting, and years that differ', () => {
    expect(dueOn(defaultSettings, 'plan', 2026)).toBe('2026-01-31');
    expect(dueOn(defaultSettings, 'summary', 2026)).toBe('2027-01-15');
    expect(
      dueOn(
        { ...defaultSettings, exceptions: [{ kind: 'summary', year: 2025, dueOn: '2025-12-31' }] },
        'summary',
        2025,
      ),
    ).toBe('2025-12-31');
  });

  it('takes only days every year has', () => {
    expect(scheduleRefusals(defaultSettings)).toEqual([]);
    const wrong = {
      due: { ...defaultSettings.due, plan: { monthDay: '02-29', nextYear: false } },
      exceptions: [{ kind: 'plan', year: 2026, dueOn: '2026-04-31' }],
    } as const;
    expect(scheduleRefusals(wrong).map(({ params }) => params.field)).toEqual([
      'due.plan.monthDay',
      'exceptions.0.dueOn',
    ]);
  });

  it.each<[string | null, string, string]>([
    [null, '2026-01-31', 'open'],
    [null, '2026-02-01', 'overdue'],
    ['2026-01-31', '2026-06-01', 'on-time'],
    ['2026-02-01', '2026-06-01', 'late'],
  ])('submitted %s, today %s: %s', (submittedOn, today, expected) => {
    expect(timelinessOf({ submittedOn }, '2026-01-31', today)).toBe(expected);
  });

  it('asks nothing of a report nobody has begun but the day', () => {
    expect(timelinessOf(undefined, '2026-01-31', '2026-02-01')).toBe('overdue');
  });

  it('owes no plan of a year it was founded too late in', () => {
    const owed = (kind: 'plan' | 'summary', foundedOn: string) =>
      owedYears(defaultSettings, kind, foundedOn, '2026-11-22');
    expect(owed('plan', '2024-07-03')).toEqual([2026, 2025]);
    expect(owed('plan', '2024-01-31')).toEqual([2026, 2025, 2024]);
    expect(owed('summary', '2024-07-03')).toEqual([2026, 2025, 2024]);
    expect(owed('summary', '2027-01-01')).toEqual([]);
  });
});

describe('the yearly summary', () => {
  const activities: readonly TalliedActivity[] = [
    { id: 'm', kind: 'mentoring', state: 'verified', startedOn: '2026-03-01', metrics: { apprentices: 9 } },
    { id: 't', kind: 'training', state: 'verified', startedOn: '2026-02-01', metrics: { personTimes: 86, hours: 31 } },
    {
      id: 'i',
      kind: 'improvement',
      state: 'verified',
      startedOn: '2026-04-01',
      metrics: {
        property: [
          { type: 'invention', state: 'granted', value: 1 },
          { type: 'software-copyright', state: 'granted', value: 4 },
        ],
      },
    },
    { id: 'x', kind: 'training', state: 'submitted', startedOn: '2026-02-01', metrics: { personTimes: 5, hours: 5 } },
    { id: 'y', kind: 'training', state: 'verified', startedOn: '2025-02-01', metrics: { personTimes: 7, hours: 7 } },
  ];
  const draft = summaryDraft(activities, 2026, { apprentices: 10, exchanges: 4 });
  const under = (section: string) => draft.sections.find((one) => one.section === section)!;

  it('has the figures of the year with the rows behind them', () => {
    expect(under('overview').lines).toEqual([
      { name: 'activities', unit: 'count', figure: { value: 3, activities: ['t', 'm', 'i'] }, target: null },
    ]);
    expect(under('training').lines.map(({ name, figure }) => [name, figure.value])).toEqual([
      ['personTimes', 86],
      ['hours', 31],
    ]);
    expect(under('innovation').lines.map(({ name, figure }) => [name, figure.value])).toEqual([['patentsGranted', 1]]);
  });

  it('lists the activities of each mechanism under its heading', () => {
    expect(under('overview').activities).toEqual(['t', 'm', 'i']);
    expect(under('mentoring').activities).toEqual(['m']);
    expect(under('problems').activities).toEqual([]);
  });

  it('sets figures against the plan, also those of nothing', () => {
    expect(under('mentoring').lines).toEqual([
      { name: 'apprentices', unit: 'person', figure: { value: 9, activities: ['m'] }, target: 10 },
    ]);
    expect(under('exchange').lines).toEqual([
      { name: 'exchanges', unit: 'count', figure: { value: 0, activities: [] }, target: 4 },
    ]);
  });

  it('tells how far the plan has come', () => {
    expect(
      planProgress(figuresOf(activities.slice(0, 1)), { exchanges: 4, apprentices: 10 }).map(
        ({ name, figure, target }) => [name, figure.value, target],
      ),
    ).toEqual([
      ['apprentices', 9, 10],
      ['exchanges', 0, 4],
    ]);
  });

  it('can be read from every figure', () => {
    expect(summaryDraft([], 2026).sections.every(({ lines }) => lines.length === 0)).toBe(true);
  });
});
