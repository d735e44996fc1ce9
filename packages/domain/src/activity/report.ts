import type { CivilDate } from '../kernel/index.ts';
import type { PlanTarget } from './report-figure.ts';

/** 年度计划 and 年度总结: the two scheduled reports of a studio. */
export const reportKinds = ['plan', 'summary'] as const;
export type ReportKind = (typeof reportKinds)[number];

export const reportStates = ['draft', 'submitted'] as const;
export type ReportState = (typeof reportStates)[number];

/** What is written under which heading; the five mechanisms stand in both. */
export const reportSections = {
  plan: ['goals', 'research', 'training', 'mentoring', 'exchange', 'innovation', 'resources'],
  summary: [
    'overview',
    'research',
    'training',
    'mentoring',
    'exchange',
    'innovation',
    'funds',
    'problems',
    'next-year',
  ],
} as const satisfies Readonly<Record<ReportKind, readonly string[]>>;
export type ReportSection = (typeof reportSections)[ReportKind][number];

/** The headings a submission may not leave empty. */
export const neededSections: Readonly<Record<ReportKind, readonly ReportSection[]>> = {
  plan: ['goals'],
  summary: ['overview', 'problems', 'next-year'],
};

export const longestSection = 4000;
/** No studio of the notice is older, and nobody plans further ahead than next year. */
export const firstReportYear = 2008;

export interface ReportContent {
  readonly texts: Readonly<Partial<Record<ReportSection, string>>>;
  /** A plan's targets by figure; a summary has none of its own. */
  readonly targets: Readonly<Partial<Record<PlanTarget, number>>>;
}

export interface Report extends ReportContent {
  readonly id: string;
  readonly studioId: string;
  readonly kind: ReportKind;
  readonly year: number;
  readonly state: ReportState;
  /** The day it was handed in first: handing it in again does not make it late. */
  readonly submittedOn: CivilDate | null;
}
