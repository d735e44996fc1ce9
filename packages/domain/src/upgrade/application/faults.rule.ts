import type { CivilDate, Refusal } from '../../kernel/index.ts';
import type { RuleSet } from '../eligibility/rule-set.ts';
import type { UpgradeOutcome } from '../eligibility/verdict.ts';
import { applicationRefusals as refuse } from './application.refusals.ts';
import type { ApplicationFileKind, ApplicationSection, FormCase, FormContent } from './form.ts';
import { applicationSections, fieldsOf, filesAsked } from './form.ts';
import { isBlank, tooLong } from './section.rule.ts';
import { textLength } from './text-length.rule.ts';

export interface CountedFile {
  readonly name: string;
  /** As it will stand in the merged PDF: a picture is one page. */
  readonly pages: number;
}

/** All the check page looks at; the screen has it as the server does. */
export interface Dossier {
  readonly case: FormCase;
  readonly content: FormContent;
  readonly files: Readonly<Record<ApplicationFileKind, readonly CountedFile[]>>;
  /** Pages of the merged evidence, counted from the merged file; null: not merged. */
  readonly evidencePages: number | null;
  /** Number of the master's identity card: of a new studio it is asked, a studio's master is registered. */
  readonly idNumber: { readonly kept: boolean; readonly birthDate: CivilDate | null } | null;
  readonly verdict: {
    readonly outcome: UpgradeOutcome;
    /** Clauses of what is unmet, and of what lacks facts. */
    readonly unmet: readonly string[];
    readonly unknown: readonly string[];
  };
  readonly limits: Pick<RuleSet, 'deeds' | 'evidencePages'>;
  readonly today: CivilDate;
}

/** A fault and where it is put right: a section of the form, a list of files, or the verdict. */
export interface ApplicationFault extends Refusal {
  readonly place: ApplicationSection | ApplicationFileKind | 'verdict';
}

const at = (place: ApplicationFault['place'], refusal: Refusal): ApplicationFault => ({ ...refusal, place });

function fieldFaults({ case: asked, content }: Dossier): readonly ApplicationFault[] {
  return applicationSections.flatMap((section) =>
    fieldsOf(section, asked).flatMap((field) => {
      const value = content[section][field.field];
      if (isBlank(value)) {
        return field.optional || section === 'statement'
          ? []
          : [at(section, refuse('field-missing', { applicationField: field.field }))];
      }
      const over = section === 'deeds' ? undefined : tooLong(field, value);
      return over ? [at(section, over)] : [];
    }),
  );
}

function deedsFaults({ content, limits }: Dossier): readonly ApplicationFault[] {
  const deeds = content.deeds['deeds'];
  const length = typeof deeds === 'string' ? textLength(deeds) : 0;
  const { least, most } = limits.deeds;
  return length === 0 || (length >= least && length <= most)
    ? []
    : [at('deeds', refuse(length < least ? 'deeds-too-short' : 'deeds-too-long', { length, least, most }))];
}

function staffFaults({ content: { unit } }: Dossier): readonly ApplicationFault[] {
  const [staff, skilled, high] = ['staff', 'skilled-staff', 'high-skilled-staff'].map((field) => unit[field]);
  const more = (part: unknown, whole: unknown) => typeof part === 'number' && typeof whole === 'number' && part > whole;
  return [
    ...(more(skilled, staff) ? [at('unit', refuse('more-skilled-than-staff'))] : []),
    ...(more(high, skilled) ? [at('unit', refuse('more-high-skilled-than-skilled'))] : []),
  ];
}

function masterFaults({ idNumber, content }: Dossier): readonly ApplicationFault[] {
  if (idNumber === null) return [];
  if (!idNumber.kept) return [at('master', refuse('id-number-missing'))];
  const said = content.master['birth-date'];
  return isBlank(said) || said === idNumber.birthDate ? [] : [at('master', refuse('birth-date-differs'))];
}

/** 五(二): 此件与原件相符, with the name of who is responsible, on a day that has been. */
function statementFaults({ content: { statement }, today }: Dossier): readonly ApplicationFault[] {
  const agreed =
    statement['true-copies'] === true && !isBlank(statement['handler']) && !isBlank(statement['signed-on']);
  if (!agreed) return [at('statement', refuse('statement-missing'))];
  const signedOn = statement['signed-on'];
  return typeof signedOn === 'string' && signedOn > today
    ? [at('statement', refuse('signed-in-the-future', { today }))]
    : [];
}

/** 五(二): all evidence in one PDF of so many pages at most. Files are named with their pages, so that one sees what to leave out. */
function fileFaults(dossier: Dossier): readonly ApplicationFault[] {
  const { files, evidencePages, limits } = dossier;
  const missing = filesAsked(dossier.case)
    .filter((kind) => files[kind].length === 0)
    .map((kind) => at(kind, refuse('file-missing', { applicationFile: kind })));
  const pages = files.evidence.reduce((sum, file) => sum + file.pages, 0);
  const most = limits.evidencePages;
  const counted = evidencePages ?? pages;
  if (counted > most) {
    const named = files.evidence.map((file) => `${file.name}（${file.pages}）`);
    return [...missing, at('evidence', refuse('evidence-too-long', { pages: counted, most, files: named }))];
  }
  return files.evidence.length > 0 && evidencePages === null
    ? [...missing, at('evidence', refuse('evidence-not-merged'))]
    : missing;
}

function verdictFaults({ verdict }: Dossier): readonly ApplicationFault[] {
  if (verdict.outcome === 'not-yet') return [at('verdict', refuse('not-eligible', { clauses: verdict.unmet }))];
  return verdict.outcome === 'cannot-tell'
    ? [at('verdict', refuse('facts-missing', { clauses: verdict.unknown }))]
    : [];
}

/** Everything that still speaks against handing in, in the order of the form; the same on the check page and on the server. */
export function applicationFaults(dossier: Dossier): readonly ApplicationFault[] {
  return [
    ...verdictFaults(dossier),
    ...fieldFaults(dossier),
    ...staffFaults(dossier),
    ...masterFaults(dossier),
    ...deedsFaults(dossier),
    ...fileFaults(dossier),
    ...statementFaults(dossier),
  ];
}
