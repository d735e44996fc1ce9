import type { Finding, Refusal } from '../../kernel/index.ts';
import type { Application } from '../application/application.ts';
import { judgedInReview } from '../eligibility/clause-register.ts';
import type { UpgradeFacts } from '../eligibility/facts.ts';
import type { JudgedCondition } from '../eligibility/verdict.ts';
import { reviewRefusals as refuse } from './review.refusals.ts';

/** What a program finds of an item: in order, against it, or nothing, so that a person has to say. */
export const formalFindings = ['ok', 'wrong', 'people'] as const;
export type FormalFinding = (typeof formalFindings)[number];

export const judgementAnswers = ['yes', 'no'] as const;
export type JudgementAnswer = (typeof judgementAnswers)[number];

/** What a person said of an item; the last word counts, the earlier ones stay on record. */
export interface Judgement {
  readonly item: string;
  readonly answer: JudgementAnswer;
  readonly remark: string;
}

/** `open`: a person has to say; `against`: stands in the way of acceptance. */
export const itemStandings = ['fine', 'open', 'against'] as const;
export type ItemStanding = (typeof itemStandings)[number];

export const formalGroups = ['material', 'conditions', 'judged'] as const;
export type FormalGroup = (typeof formalGroups)[number];

/** One item of the check; `item` names it for good, `rule` and `key` say whose words it has. */
export interface FormalItem {
  readonly item: string;
  readonly group: FormalGroup;
  readonly clause: string;
  /** The words of the notice, where the item is a clause of it. */
  readonly quote: string | null;
  readonly found: FormalFinding;
  readonly evidence: Readonly<Record<string, unknown>>;
  /** No person's word goes against it. */
  readonly fixed: boolean;
}

/** What the portal holds of a recommended application; null: not known to it. */
export interface MaterialFacts {
  /** What the applicant's own check page finds wrong now. */
  readonly faults: readonly Refusal[];
  readonly deeds: { readonly characters: number; readonly least: number; readonly most: number } | null;
  readonly evidence: { readonly pages: number; readonly most: number } | null;
  readonly submittedAt: string | null;
  readonly inTime: boolean;
  readonly hasSealedLetter: boolean;
  readonly hasSealedForm: boolean;
  /** Place in the recommender's ranking. */
  readonly rank: number | null;
}

const found = (ok: boolean): FormalFinding => (ok ? 'ok' : 'wrong');

type Check = Pick<FormalItem, 'item' | 'clause' | 'found' | 'evidence'>;

function materialChecks(material: MaterialFacts): readonly Check[] {
  const { faults, deeds, evidence, submittedAt, inTime, hasSealedLetter, hasSealedForm, rank } = material;
  return [
    { item: 'complete', clause: '三(二)', found: found(faults.length === 0), evidence: { faults } },
    ...(deeds
      ? [
          {
            item: 'deeds',
            clause: '三(二)2',
            found: found(deeds.least <= deeds.characters && deeds.characters <= deeds.most),
            evidence: { ...deeds },
          },
        ]
      : []),
    ...(evidence
      ? [
          {
            item: 'evidence-pages',
            clause: '五(二)',
            found: found(evidence.pages <= evidence.most),
            evidence: { ...evidence },
          },
        ]
      : []),
    { item: 'in-time', clause: '五(二)', found: found(inTime), evidence: { submittedAt } },
    { item: 'rank', clause: '三(一)', found: found(rank !== null), evidence: { rank } },
    { item: 'letter', clause: '五(二)', found: found(hasSealedLetter), evidence: {} },
    { item: 'verification-form', clause: '五(二)', found: found(hasSealedForm), evidence: {} },
    // What is on paper nobody can count: seals, signatures, the words on the copies.
    { item: 'seals', clause: '五(二)', found: 'people', evidence: {} },
    { item: 'originals', clause: '五(二)', found: 'people', evidence: {} },
  ];
}

function findingOf({ finding, coveredBy }: JudgedCondition): FormalFinding {
  if (coveredBy !== null || finding.verdict === 'met' || finding.verdict === 'waived') return 'ok';
  // What the application was handed in waiting for has come out: otherwise it would not be here (R10).
  if (finding.verdict === 'waits') return 'ok';
  return finding.verdict === 'unmet' ? 'wrong' : 'people';
}

const evidenceOf = (finding: Finding): Readonly<Record<string, unknown>> =>
  finding.verdict === 'unknown' ? { missing: finding.missing } : finding.evidence;

/** 二(三) gives priority and asks for nothing: its points stand beside the case. */
const priorityKeys: ReadonlySet<string> = new Set(['open-training', 'key-tasks']);

/**
 * Every item of the formal check (三(二), 五(二)) of one application, in the order of the screen: its material, each condition
 * of the verdict it was handed in with, and what the notice leaves to people.
 */
export function formalItems(
  { target, awaitsEvaluation }: Pick<Application, 'target' | 'awaitsEvaluation'>,
  material: MaterialFacts,
  conditions: readonly JudgedCondition[],
  about: Pick<UpgradeFacts, 'hostKind' | 'isBranch'>,
): readonly FormalItem[] {
  const item = (group: FormalGroup, one: Check & Partial<FormalItem>): FormalItem => ({
    quote: null,
    fixed: false,
    ...one,
    group,
  });
  const awaited: Check & Partial<FormalItem> = {
    item: 'awaits-evaluation',
    clause: '三(三)',
    found: 'wrong',
    evidence: {},
    fixed: true,
  };
  return [
    ...(awaitsEvaluation ? [item('material', awaited)] : []),
    ...materialChecks(material).map((one) => item('material', one)),
    ...conditions
      .filter(({ alternative, finding }) => !alternative || finding.verdict === 'met')
      .filter(({ finding }) => !(awaitsEvaluation && finding.verdict === 'waits'))
      .map((condition) =>
        item('conditions', {
          item: condition.rule,
          clause: condition.cites.clause,
          quote: condition.quote,
          found: findingOf(condition),
          evidence: evidenceOf(condition.finding),
        }),
      ),
    ...judgedInReview(target, about)
      .filter(({ key }) => !priorityKeys.has(key))
      .map(({ key, clause, quote }) =>
        item('judged', { item: `judged.${key}`, clause, quote, found: 'people', evidence: {} }),
      ),
  ];
}

/** How an item stands with what a person said of it: their word goes before the program's, but for what is fixed. */
export function standingOf({ found: finding, fixed }: FormalItem, judgement: Judgement | undefined): ItemStanding {
  if (judgement && !fixed) return judgement.answer === 'yes' ? 'fine' : 'against';
  return finding === 'ok' ? 'fine' : finding === 'wrong' ? 'against' : 'open';
}

/** Every reason against writing this judgement down. A word against the program's needs a remark, and so does every "no". */
export function judgementRefusals(
  items: readonly FormalItem[],
  { item, answer, remark }: Judgement,
): readonly Refusal[] {
  const asked = items.find((one) => one.item === item);
  if (!asked) return [refuse('item-unknown', { item })];
  if (asked.fixed) return [refuse('not-to-be-overruled', { item })];
  const needed = answer === 'no' || asked.found === 'wrong';
  return needed && remark.trim() === '' ? [refuse('remark-needed', { item })] : [];
}

export interface FormalResult {
  readonly items: readonly (FormalItem & { readonly standing: ItemStanding })[];
  readonly open: readonly string[];
  readonly against: readonly string[];
}

/** The check as it stands: which items are open, and which stand against the application. */
export function formalResult(items: readonly FormalItem[], judgements: readonly Judgement[]): FormalResult {
  const said = new Map(judgements.map((judgement) => [judgement.item, judgement]));
  const standing = items.map((item) => ({ ...item, standing: standingOf(item, said.get(item.item)) }));
  // What is fixed the application's own machine refuses, with its own reason.
  const named = (wanted: ItemStanding) =>
    standing.flatMap((one) => (one.standing === wanted && !one.fixed ? [one.item] : []));
  return { items: standing, open: named('open'), against: named('against') };
}

/** Every reason against accepting: what is open, what stands against it. */
export const acceptanceRefusals = ({ open, against }: Pick<FormalResult, 'open' | 'against'>): readonly Refusal[] => [
  ...(open.length > 0 ? [refuse('items-open', { count: open.length, items: open })] : []),
  ...(against.length > 0 ? [refuse('items-against', { count: against.length, items: against })] : []),
];

/** A refusal names a clause of the check. */
export const refusalClauseRefusals = (items: readonly FormalItem[], clause: string): readonly Refusal[] =>
  items.some((item) => item.clause === clause) ? [] : [refuse('clause-unknown', { clause })];
