import type { AppliedTier } from './rule-set.ts';
import { appliedTiers } from './rule-set.ts';
import { upgradeRules } from './rules.ts';
import { clauseOfRule, quoteOfRule } from './upgrade.rule.ts';

/**
 * What becomes of a passage of the notice. `rule`: a function finds it. `people`: it asks for a judgement, made in review with
 * the facts at hand. `elsewhere`: it binds another part of the procedure than a studio's verdict. `none`: it asks for nothing.
 */
export type Treatment =
  | { readonly by: 'rule'; readonly rule: string }
  | { readonly by: 'people'; readonly key: string; readonly tiers: readonly AppliedTier[]; readonly because: string }
  | { readonly by: 'elsewhere'; readonly because: string }
  | { readonly by: 'none'; readonly because: string };

/** One passage, with the number of the rule it is filed under; the first words identify it within its clause. */
export interface RegisteredClause {
  readonly number: string | null;
  readonly clause: string;
  readonly quote: string;
  readonly treatment: Treatment;
}

const people = (
  number: string,
  clause: string,
  key: string,
  quote: string,
  because: string,
  tiers: readonly AppliedTier[] = appliedTiers,
): RegisteredClause => ({ number, clause, quote, treatment: { by: 'people', key, tiers, because } });

const elsewhere = (number: string, clause: string, quote: string, because: string): RegisteredClause => ({
  number,
  clause,
  quote,
  treatment: { by: 'elsewhere', because },
});

const none = (clause: string, quote: string, because: string): RegisteredClause => ({
  number: null,
  clause,
  quote,
  treatment: { by: 'none', because },
});

/** Each rule under each clause it cites: the skill of the master stands in three. */
const ruled: readonly RegisteredClause[] = upgradeRules.flatMap((rule) => {
  const clauses = typeof rule.clause === 'string' ? [rule.clause] : Object.values(rule.clause);
  return clauses.flatMap((clause) => {
    const tier = appliedTiers.find((target) => clauseOfRule(rule, target) === clause) as AppliedTier;
    const named = typeof rule.quote === 'string' || rule.quote[tier] !== undefined;
    return named
      ? [{ number: rule.number, clause, quote: quoteOfRule(rule, tier), treatment: { by: 'rule', rule: rule.id } }]
      : [];
  });
});

const judged: readonly RegisteredClause[] = [
  people(
    'R03',
    '二(一)',
    'unit-conditions',
    '具备固定的场所和必要的工作条件，能够提供必要资金设备支持；建立有完善的管理制度、办法并规范运作',
    'whether premises, money, equipment and rules suffice shows in the report and on site, not in a figure',
  ),
  people(
    'R03',
    '二(一)1',
    'unit-policies',
    '建立了较为完善的技能人才培养、评价、选拔、使用和激励政策制度，把高技能人才培养纳入了企业发展总体规划和年度计划',
    'how complete a policy is has to be read',
  ),
  people(
    'R03',
    '二(一)2',
    'college-policies',
    '制定了一系列加快高技能人才队伍建设的政策措施',
    'colleges and training bases have no thresholds; what they do for skilled people has to be read',
  ),
  people('R01', '二(二)', 'health', '身体健康', 'the portal keeps no health data'),
  people('R01', '二(二)', 'conduct', '为人正派，遵纪守法，爱岗敬业，德高技强', 'the recommending unit vouches for it'),
  people(
    'R04',
    '二(二)1',
    'municipal-merits',
    '同时具备以下部分条件：能够利用绝技绝活进行技术革新和技术改造；攻克技术难题提高生产效率',
    '"part of the following" has no number; verified activities are the evidence',
    ['municipal'],
  ),
  people(
    'R04',
    '二(二)2',
    'chief-merits',
    '同时具备以下部分条件：能够利用绝技绝活进行技术革新和技术改造，取得较显著经济社会效益',
    '"part of" and "rather notable" have no number; verified activities are the evidence',
    ['chief'],
  ),
  people(
    'R04',
    '二(二)3',
    'ministry-terms',
    '专家应符合国家人力资源社会保障部规定的条件。',
    "the ministry's terms are not part of the notice",
    ['national'],
  ),
  people(
    'R08',
    '三(三)',
    'branch-stays',
    '且在建设评估期内持续工作',
    'a promise for the time after the award; its breach is a change of master or a veto',
  ),
  people(
    'R24',
    '二(三)1',
    'open-training',
    '对通过名师带徒、技能研修、技能竞赛、技术交流等开放式培训培育高技能人才成效显著的申报单位予以优先支持。',
    'priority, no condition: shown beside the case with its verified figures',
  ),
  people(
    'R24',
    '二(三)2',
    'key-tasks',
    '对承担职业技能提升、企业新型学徒制、技能人才评价、工学一体化推广等重点任务',
    'priority, no condition: shown beside the case with its verified figures',
  ),
];

const others: readonly RegisteredClause[] = [
  elsewhere(
    'R21',
    '一(一)',
    '筹建国家级技能大师工作室5个',
    "binds the round's decision; the places stand in the rule set",
  ),
  elsewhere(
    'R14',
    '三(一)',
    '可推荐国家级技能大师工作室参评单位1个',
    'binds the recommending unit, not a studio: the place is taken under a lock when it recommends',
  ),
  elsewhere(
    'R16',
    '三(二)',
    '1．《技能大师工作室申报表》（附件1）',
    'binds the application: its check page counts characters and pages',
  ),
  elsewhere(
    'R16',
    '五(二)',
    '所有佐证材料不超过20页、整合为1个PDF文档',
    'binds the application: its check page counts pages',
  ),
  elsewhere(
    'R17',
    '五(二)',
    '网上申报截止时间为2024年7月15日18:00',
    'binds the round: its windows close to the instant',
  ),
  elsewhere(
    'R18',
    '四(四)',
    '每两年对工作室进行一次考核评估',
    'the evaluation and the rectification carry it out; 优秀 is marked in the verdict',
  ),
  elsewhere(
    'R19',
    '四(二)',
    '由市高技办定期组织体检和疗养休假',
    "a service to masters, no condition: the masters' care",
  ),
  elsewhere(
    'R20',
    '六',
    '跨区域、跨工种、跨单位、跨领域组建技能大师工作室联盟',
    'concerns several studios together: the alliances',
  ),
  elsewhere(
    'R22',
    '四(一)',
    '市级首席技能大师工作室15万元/个、市级技能大师工作室5万元/个',
    'follows the decision; the amounts stand in the rule set',
  ),
  elsewhere('R23', '四(二)', '符合相应条件的可优先推荐参评中华技能大奖', 'follows the award: the list of honours'),
  elsewhere(
    'R25',
    '五(四)',
    '对已建立的区县级工作室，可择优推荐参加市级工作室遴选。',
    'the district chooses; 区县级 is a tier of its own from which 市级 is the next (三(一))',
  ),
  none('一(二)', '其他领域符合条件的企事业单位也可申报参评。', 'names preferred fields and excludes none'),
  none('四(三)', '工作室要积极承担解决生产技术难题', 'duties of an awarded studio; the evaluation looks at them'),
  none('五(一)', '申报工作采取网上申报的方式', 'this portal is the way'),
  none(
    '五(三)',
    '积极申报，严禁弄虚作假。',
    'falsification is veto V1 of the evaluation and an objection in publicity',
  ),
];

/** Every clause of 渝高技办〔2024〕7号 with what becomes of it; a test walks it in both directions. */
export const clauseRegister: readonly RegisteredClause[] = [...ruled, ...judged, ...others];

/** What people judge in review of an application for this tier, whatever the facts say; branch and college only where it is one. */
export function judgedInReview(
  target: AppliedTier,
  { hostKind, isBranch }: { hostKind?: string | null; isBranch?: boolean | null } = {},
): readonly (RegisteredClause & { readonly key: string })[] {
  const college = hostKind === 'vocational-college' || hostKind === 'training-base';
  const concerns = (key: string): boolean => {
    if (key === 'unit-policies') return hostKind === 'enterprise' || hostKind == null;
    if (key === 'college-policies') return college;
    if (key === 'branch-stays') return isBranch === true;
    return true;
  };
  return judged.flatMap((row) =>
    row.treatment.by === 'people' && row.treatment.tiers.includes(target) && concerns(row.treatment.key)
      ? [{ ...row, key: row.treatment.key }]
      : [],
  );
}
