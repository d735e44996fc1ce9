import type { HonourLevel } from '../../studio/index.ts';
import type { SkillLevelCode } from '../../reference/index.ts';
import { priorityField, priorityItems } from '../review/priority.rule.ts';
import type { ApplicationKind } from './application.ts';

/** The parts of the application form (三(二)1 to 3), each saved for itself. */
export const applicationSections = ['target', 'unit', 'master', 'team', 'deeds', 'report', 'statement'] as const;
export type ApplicationSection = (typeof applicationSections)[number];

/** The papers beside the form (三(二)1, 4 and 5), each a list of files saved for itself. */
export const applicationFileKinds = [
  'verification-form',
  'id-card',
  'skill-certificate',
  'education-certificate',
  'work-photo',
  'exception-proof',
  'evidence',
] as const;
export type ApplicationFileKind = (typeof applicationFileKinds)[number];

/** How many files of a kind at most. */
export const mostFiles: Readonly<Record<ApplicationFileKind, number>> = {
  'verification-form': 3,
  'id-card': 2,
  'skill-certificate': 5,
  'education-certificate': 5,
  'work-photo': 4,
  'exception-proof': 5,
  evidence: 40,
};

export interface FormHonour {
  readonly name: string;
  readonly level: HonourLevel | null;
  readonly year: number | null;
}
export interface FormMember {
  readonly name: string;
  readonly skillLevel: SkillLevelCode | null;
  readonly duty: string;
}
export type FormValue = string | number | boolean | null | readonly FormHonour[] | readonly FormMember[];
export type SectionContent = Readonly<Record<string, FormValue>>;
export type FormContent = Readonly<Record<ApplicationSection, SectionContent>>;

/** `line`: one line; `text`: a paragraph or more; the others are what their name says. `most` counts as `textLength` does. */
export type FieldKind =
  | 'line'
  | 'text'
  | 'phone'
  | 'count'
  | 'percent'
  | 'months'
  | 'day'
  | 'yes-no'
  | 'gender'
  | 'tier'
  | 'ground'
  | 'skill-level'
  | 'district'
  | 'cluster'
  | 'recommender'
  | 'honours'
  | 'members';

export interface FormField {
  readonly field: string;
  readonly kind: FieldKind;
  /** Asked of these applications only; of both where nothing is said. What a register has is never asked (五(二)). */
  readonly of?: ApplicationKind;
  /** May be left empty. */
  readonly optional?: boolean;
  /** Asked of enterprises only (二(一)1), of branches only (三(三)), or where a ground of 破格 is given (三(一)). */
  readonly when?: 'enterprise' | 'branch' | 'exception';
  /** Of a line or text. */
  readonly most?: number;
}

const line = (field: string, rest: Partial<FormField> = {}): FormField => ({ field, kind: 'line', most: 100, ...rest });
const text = (field: string, most: number, rest: Partial<FormField> = {}): FormField => ({
  field,
  kind: 'text',
  most,
  ...rest,
});
const founding = (field: string, kind: FieldKind, rest: Partial<FormField> = {}): FormField => ({
  field,
  kind,
  of: 'founding',
  ...rest,
});

/** The form, field by field. Words for the fields are the terms `applicationField`. */
export const applicationForm: Readonly<Record<ApplicationSection, readonly FormField[]>> = {
  target: [
    { field: 'target', kind: 'tier' },
    founding('studio-name', 'line', { most: 60 }),
    founding('occupation', 'line', { most: 60 }),
    founding('cluster', 'cluster'),
    founding('district', 'district'),
    founding('recommender', 'recommender'),
    { field: 'exception-ground', kind: 'ground', optional: true },
    text('exception-reason', 800, { when: 'exception' }),
  ],
  unit: [
    line('legal-representative', { most: 30 }),
    line('address'),
    line('contact-name', { most: 30 }),
    { field: 'contact-phone', kind: 'phone' },
    { field: 'staff', kind: 'count' },
    { field: 'skilled-staff', kind: 'count' },
    { field: 'high-skilled-staff', kind: 'count' },
    founding('training-fund-percent', 'percent', { when: 'enterprise' }),
    text('introduction', 1500),
    // 二(三): a studio's come from its verified activities.
    ...priorityItems.map((item) => founding(priorityField(item), 'count', { optional: true })),
  ],
  master: [
    founding('master-name', 'line', { most: 30 }),
    founding('gender', 'gender'),
    founding('birth-date', 'day'),
    founding('skill-level', 'skill-level'),
    founding('honours', 'honours', { optional: true }),
    founding('heritage-bearer', 'yes-no', { optional: true }),
    founding('insured-with-unit', 'yes-no'),
    founding('presence-months', 'months'),
    founding('in-branch-since', 'day', { when: 'branch' }),
    line('education', { most: 60 }),
    line('post', { most: 60, optional: true }),
    { field: 'work-years', kind: 'count' },
    text('resume', 1500),
  ],
  team: [founding('members', 'members'), text('team-introduction', 1500, { optional: true })],
  deeds: [text('deeds', 10_000)],
  report: [
    text('necessity', 3000),
    text('goals', 3000),
    text('policies', 3000),
    text('funds', 2000),
    text('premises', 2000),
  ],
  statement: [
    { field: 'true-copies', kind: 'yes-no' },
    line('handler', { most: 30 }),
    { field: 'signed-on', kind: 'day' },
  ],
};

/** What of the case decides which fields are asked. */
export interface FormCase {
  readonly kind: ApplicationKind;
  readonly enterprise: boolean;
  readonly branch: boolean;
  readonly exception: boolean;
}

/** The fields of a section that are asked in this case, in the order of the form. */
export function fieldsOf(section: ApplicationSection, asked: FormCase): readonly FormField[] {
  return applicationForm[section].filter(
    ({ of, when }) => (of === undefined || of === asked.kind) && (when === undefined || asked[when]),
  );
}

/** The papers asked for in this case: what is not asked may still be there. */
export function filesAsked({ exception }: FormCase): readonly ApplicationFileKind[] {
  return applicationFileKinds.filter((kind) => kind !== 'exception-proof' || exception);
}

export const emptyForm: FormContent = {
  target: {},
  unit: {},
  master: {},
  team: {},
  deeds: {},
  report: {},
  statement: {},
};
