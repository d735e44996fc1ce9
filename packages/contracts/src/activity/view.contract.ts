import {
  activityKinds,
  activityStates,
  mechanisms,
  metricUnits,
  planTargets,
  reportFigureNames,
  reportKinds,
  reportStates,
  timelinesses,
} from '@jianglian/domain/activity';
import { z } from 'zod';
import { CivilDateText, Id, Instant, OfferView, Revision } from '../shared/index.ts';

export const ActivityKindName = z.enum(activityKinds);
export const MechanismName = z.enum(mechanisms);
export const ActivityStateName = z.enum(activityStates);

/** A metric as the table of `@jianglian/domain/activity` shapes it: a whole number, yes or no, a choice, or rows. */
export const MetricValueView = z.union([
  z.number(),
  z.boolean(),
  z.string().max(40),
  z.array(z.record(z.string().max(40), z.union([z.string().max(500), z.number()]))).max(100),
]);
export const MetricsView = z.record(z.string().max(40), MetricValueView).meta({ id: 'Metrics' });

export const ActivityPersonView = z
  .strictObject({ memberId: Id.optional(), name: z.string().max(200), duty: z.string().max(200).optional() })
  .meta({ id: 'ActivityPerson' });

const StudioName = z.object({ id: Id, code: z.string(), name: z.string() });

/** A row of the list. */
export const ActivityRow = z
  .object({
    id: Id,
    studio: StudioName,
    kind: ActivityKindName,
    mechanism: MechanismName,
    title: z.string(),
    startedOn: CivilDateText,
    endedOn: CivilDateText.nullable(),
    metrics: MetricsView,
    state: ActivityStateName,
    version: z.int(),
    evidence: z.int(),
    submittedAt: Instant.nullable(),
    revision: Revision,
  })
  .meta({ id: 'ActivityRow' });
export type ActivityRow = z.infer<typeof ActivityRow>;

/** A file of an activity. `reuse` points out that the same content stands elsewhere: by name where it is the studio's own, else only that it does. */
export const EvidenceView = z
  .object({
    fileId: Id,
    name: z.string(),
    mediaType: z.string(),
    size: z.int(),
    pages: z.int().nullable(),
    position: z.int(),
    note: z.string(),
    reuse: z.object({
      own: z.array(z.object({ id: Id, title: z.string(), startedOn: CivilDateText })),
      elsewhere: z.boolean(),
    }),
  })
  .meta({ id: 'Evidence' });
export type EvidenceView = z.infer<typeof EvidenceView>;

export const ActivityView = z
  .object({
    id: Id,
    studio: StudioName,
    kind: ActivityKindName,
    mechanism: MechanismName,
    title: z.string(),
    summary: z.string(),
    startedOn: CivilDateText,
    endedOn: CivilDateText.nullable(),
    place: z.string(),
    people: z.array(ActivityPersonView),
    metrics: MetricsView,
    state: ActivityStateName,
    version: z.int(),
    supersedesId: Id.nullable(),
    /** The version under way that would replace this one. */
    correctionId: Id.nullable(),
    returnReason: z.string().nullable(),
    correctionReason: z.string().nullable(),
    createdBy: z.string(),
    submittedAt: Instant.nullable(),
    verifiedAt: Instant.nullable(),
    verifiedBy: z.string().nullable(),
    evidence: z.array(EvidenceView),
    offers: z.array(OfferView),
    revision: Revision,
    createdAt: Instant,
  })
  .meta({ id: 'Activity' });
export type ActivityView = z.infer<typeof ActivityView>;

export const ActivityHistoryView = z
  .object({
    versions: z.array(
      z.object({
        id: Id,
        version: z.int(),
        state: ActivityStateName,
        correctionReason: z.string().nullable(),
        createdAt: Instant,
      }),
    ),
    events: z.array(
      z.object({
        id: z.string(),
        at: Instant,
        actorName: z.string().nullable(),
        role: z.string(),
        action: z.string(),
        version: z.int(),
        from: z.string().nullable(),
        to: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ActivityHistory' });
export type ActivityHistoryView = z.infer<typeof ActivityHistoryView>;

const ReportFigureName = z.enum(reportFigureNames);

/** A figure with what it counts and the activities behind it. */
export const ReportLineView = z
  .object({
    name: ReportFigureName,
    unit: z.enum(metricUnits),
    value: z.int(),
    activities: z.array(Id),
    target: z.int().nullable(),
  })
  .meta({ id: 'ReportLine' });
export type ReportLineView = z.infer<typeof ReportLineView>;

/** One expected report: written or not. */
export const ReportRow = z
  .object({
    studio: StudioName,
    kind: z.enum(reportKinds),
    year: z.int(),
    dueOn: CivilDateText,
    timeliness: z.enum(timelinesses),
    state: z.enum(reportStates).nullable(),
    submittedOn: CivilDateText.nullable(),
  })
  .meta({ id: 'ReportRow' });
export type ReportRow = z.infer<typeof ReportRow>;

export const ReportView = z
  .object({
    ...ReportRow.shape,
    texts: z.record(z.string(), z.string()),
    targets: z.partialRecord(z.enum(planTargets), z.int()),
    /** What the year's verified activities put under each heading; as it stood when handed in, once it is. */
    sections: z.array(z.object({ section: z.string(), lines: z.array(ReportLineView), activities: z.array(Id) })),
    reopenReason: z.string().nullable(),
    offers: z.array(OfferView),
    /** 0 while nothing has been written. */
    revision: z.int().min(0),
  })
  .meta({ id: 'Report' });
export type ReportView = z.infer<typeof ReportView>;

export const ActivitySettingsView = z
  .object({
    leastEvidence: z.int(),
    due: z.object({
      plan: z.object({ monthDay: z.string(), nextYear: z.boolean() }),
      summary: z.object({ monthDay: z.string(), nextYear: z.boolean() }),
    }),
    exceptions: z.array(z.object({ kind: z.enum(reportKinds), year: z.int(), dueOn: CivilDateText })),
    revision: Revision,
  })
  .meta({ id: 'ActivitySettings' });
export type ActivitySettingsView = z.infer<typeof ActivitySettingsView>;
