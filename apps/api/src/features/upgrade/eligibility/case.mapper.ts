import type { FactView } from '@jianglian/contracts/upgrade';
import type { CivilDate } from '@jianglian/domain/kernel';
import { yearOf } from '@jianglian/domain/kernel';
import type {
  AppliedTier,
  DeclaredFact,
  ExceptionGround,
  FactName,
  NationalHonour,
  UpgradeFacts,
} from '@jianglian/domain/upgrade';
import { appliedTiers, highestAwardOf, isDeclaredFact, nationalHonoursOf, stillHolds } from '@jianglian/domain/upgrade';
import { tierAbove } from '@jianglian/domain/studio';
import type { CaseRow, FactRow, SaidFact, StoredDeclaration } from './case.queries.ts';

export interface Asked {
  readonly target?: AppliedTier | undefined;
  readonly exception?: ExceptionGround | undefined;
}

/** The round a case is judged for. */
export interface AskedIn {
  readonly year: number;
  readonly ruleSet: string;
  readonly ruleSetVersion: number;
}

/** The tier asked about: the next one where none is said; undefined: there is none above. */
export function targetOf({ tier }: Pick<FactRow, 'tier'>, { target }: Asked): AppliedTier | undefined {
  const next = tierAbove(tier);
  return target ?? appliedTiers.find((applied) => applied === next);
}

/** What was declared last and still speaks of the present master and unit. */
function holding<Said extends SaidFact>(
  row: FactRow & { readonly declared: readonly Said[] | null },
): ReadonlyMap<DeclaredFact, Said> {
  const clocks = { masterChangedOn: row.masterChanged?.on ?? null, relocatedOn: row.relocated?.on ?? null };
  const declared: readonly Said[] = row.declared ?? [];
  return new Map(declared.filter((one) => stillHolds(one, clocks)).map((one) => [one.fact, one]));
}

/** A studio's case as the rules ask for it. What nobody knows stays null. */
export function factsOf(row: FactRow, target: AppliedTier, asked: Asked, today: CivilDate): UpgradeFacts {
  const said = holding(row);
  const value = (fact: DeclaredFact): unknown => said.get(fact)?.value ?? null;
  const declaredHonours = value('nationalHonours') as readonly NationalHonour[] | null;
  const honours = [...new Set([...nationalHonoursOf(row.honours), ...(declaredHonours ?? [])])].toSorted();
  return {
    on: today,
    roundYear: yearOf(today),
    target,
    tier: row.tier,
    standing: row.standing,
    awardedOn: row.awardedOn,
    lastGrade: row.lastGrade,
    lastEvaluatedOn: row.lastEvaluatedOn,
    evaluationDueOn: row.evaluationDueOn,
    runningCycle: row.runningCycle,
    masterChangedOn: row.masterChanged?.on ?? null,
    relocatedOn: row.relocated?.on ?? null,
    birthDate: row.birthDate,
    presenceMonths: value('presenceMonths') as number | null,
    teamSize: row.teamSize,
    insuredWithUnit: value('insuredWithUnit') as boolean | null,
    skillLevel: row.skillLevel,
    highestAward: highestAwardOf(row.honours),
    nationalHonours: row.honours.length === 0 && declaredHonours === null ? null : honours,
    heritageBearer: value('heritageBearer') as boolean | null,
    exceptionGround: asked.exception ?? null,
    hostKind: row.hostKind,
    skilledPercent: value('skilledPercent') as number | null,
    trainingFundPercent: value('trainingFundPercent') as number | null,
    isBranch: row.isBranch,
    inBranchSince: row.isBranch ? (value('inBranchSince') as CivilDate | null) : null,
    otherStudiosOfMaster: row.otherStudios ?? [],
    twins: row.twins ?? [],
    nationalWithSameUnit: row.national,
    waivers: Object.fromEntries(
      (row.waivers ?? []).filter((one) => one.target === target).map(({ rule, reason }) => [rule, reason]),
    ),
  };
}

type Origin = Pick<FactView, 'on' | 'source' | 'documentNumber'>;

/** Where a fact of the register comes from and which day it speaks of. */
function originOf(fact: FactName, row: CaseRow, today: CivilDate): Origin {
  const at = (source: Origin['source'], on: CivilDate | null = today, documentNumber: string | null = null) => ({
    source,
    on,
    documentNumber,
  });
  switch (fact) {
    case 'tier':
    case 'awardedOn':
      return at('timeline', row.awardedOn, row.documentNumber);
    case 'standing':
      return at('timeline', row.standingSince);
    case 'masterChangedOn':
      return at('timeline', row.masterChanged?.on ?? null, row.masterChanged?.documentNumber);
    case 'relocatedOn':
      return at('timeline', row.relocated?.on ?? null, row.relocated?.documentNumber);
    case 'lastGrade':
    case 'lastEvaluatedOn':
      return at('evaluation', row.lastEvaluatedOn);
    case 'evaluationDueOn':
    case 'runningCycle':
      return at('evaluation');
    case 'teamSize':
      return at('team');
    case 'highestAward':
    case 'nationalHonours':
      return at('honours');
    case 'otherStudiosOfMaster':
    case 'twins':
    case 'nationalWithSameUnit':
      return at('comparison');
    default:
      return at('registry');
  }
}

/** Facts of which "none" is an answer and not a gap. */
const tellingNulls: ReadonlySet<FactName> = new Set(['lastGrade', 'nationalWithSameUnit']);

/** The facts behind a finding, each with its day and source; what a simulation assumed is marked as such. */
export function factViews(
  reads: readonly FactName[],
  facts: UpgradeFacts,
  row: CaseRow,
  assumed: UpgradeFacts | undefined,
): FactView[] {
  const said = holding<StoredDeclaration>(row);
  const shown = assumed ?? facts;
  return reads.flatMap((fact): FactView[] => {
    if (shown[fact] === null && !tellingNulls.has(fact)) return [];
    const value = shown[fact] ?? null;
    if (assumed && JSON.stringify(assumed[fact]) !== JSON.stringify(facts[fact])) {
      return [{ fact, value, on: assumed.on, source: 'assumption' as const, documentNumber: null, declaration: null }];
    }
    const declaration = isDeclaredFact(fact) ? said.get(fact) : undefined;
    if (declaration) {
      const { fact: _fact, value: _value, holdsOn, ...rest } = declaration;
      return [{ fact, value, on: holdsOn, source: 'declaration' as const, documentNumber: null, declaration: rest }];
    }
    return [{ fact, value, ...originOf(fact, row, facts.on), declaration: null }];
  });
}
