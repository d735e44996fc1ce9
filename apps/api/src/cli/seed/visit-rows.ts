import type { DemoVisit, DemoVisits } from '@jianglian/testkit';
import { accountIdOf, paper } from '@jianglian/testkit';
import type { AuditEntryRow } from './audit-rows.ts';
import type { DemoFiles } from './demo-files.ts';
import type { TableWriter } from './table-writer.ts';

const office = 'office';

/** The draw with its seed, the visits, and the signed forms of those that were made. */
export async function writeVisits(writer: TableWriter, drawn: DemoVisits | undefined, made: DemoFiles): Promise<void> {
  if (!drawn) return;
  await writer.insert('visit_draws', [
    {
      cycleId: drawn.cycleId,
      seed: drawn.seed,
      percent: drawn.percent,
      fixedAt: drawn.fixedAt,
      fixedBy: accountIdOf(office),
      drawnAt: drawn.drawnAt,
      drawnBy: accountIdOf(office),
      revision: 2,
    },
  ]);
  await writer.insert(
    'site_visits',
    drawn.visits.map((visit) => visitRow(visit, drawn.drawnAt, made)),
  );
  await writer.insert(
    'site_visit_visitors',
    drawn.visits.flatMap(({ id, visitors }) =>
      visitors.map((login) => ({ visitId: id, accountId: accountIdOf(login) })),
    ),
  );
}

function visitRow(visit: DemoVisit, chosenAt: Date, made: DemoFiles): Record<string, unknown> {
  const [visitor] = visit.visitors;
  const owner = visit.doneAt && visitor ? { accountId: accountIdOf(visitor), at: visit.doneAt } : undefined;
  const { serial, name } = visit.evaluation.studio;
  return {
    id: visit.id,
    evaluationId: visit.evaluation.id,
    reason: visit.reason,
    state: visit.state,
    plannedOn: visit.plannedOn,
    note: '',
    lines: visit.lines,
    summary: visit.summary,
    photos: owner
      ? [{ fileId: made.keep(made.pictureOf(serial), { ...owner, purpose: 'site-visit' }), note: '工作室场所' }]
      : [],
    signatures: [],
    formFileId: owner
      ? made.keep(paper('agreement', `${name} 现场核查表`, `HC-${serial}`), { ...owner, purpose: 'site-visit' })
      : null,
    doneAt: visit.doneAt,
    doneBy: owner?.accountId ?? null,
    chosenAt,
    chosenBy: accountIdOf(office),
    revision: visit.state === 'done' ? 3 : visit.state === 'planned' ? 2 : 1,
  };
}

/** Draw, plan and records as the audit log has them; not on the studios' timelines. */
export function visitEntries(drawn: DemoVisits | undefined): AuditEntryRow[] {
  if (!drawn) return [];
  const own = { by: office, role: 'office', studioId: null } as const;
  const cycle = { ...own, type: 'cycle', id: drawn.cycleId };
  return [
    {
      ...cycle,
      at: drawn.fixedAt,
      action: 'visit-draw-fixed',
      facts: { seed: drawn.seed, percent: drawn.percent, given: true },
    },
    {
      ...cycle,
      at: drawn.drawnAt,
      action: 'visits-drawn',
      facts: { seed: drawn.seed, percent: drawn.percent, chosen: drawn.visits.length },
    },
    ...drawn.visits.flatMap(({ id, state, doneAt, plannedOn, visitors: [visitor] }): AuditEntryRow[] => {
      if (state === 'chosen' || !visitor) return [];
      const that = { type: 'site-visit', id, studioId: null };
      const at = new Date(drawn.drawnAt.getTime() + 3_600_000);
      const planned = { ...own, ...that, at, action: 'visit-planned', from: 'chosen', to: 'planned', revision: 2 };
      return doneAt
        ? [
            { ...planned, facts: { on: plannedOn } },
            {
              ...that,
              by: visitor,
              role: 'evaluator',
              at: doneAt,
              action: 'visit-recorded',
              from: 'planned',
              to: 'done',
              revision: 3,
            },
          ]
        : [{ ...planned, facts: { on: plannedOn } }];
    }),
  ];
}
