import { met, unmet } from '../../kernel/index.ts';
import { byAct, upgradeRule } from './upgrade.rule.ts';

/** 二(一)1: 技能人才占企业用工（含劳务派遣）总量的35%以上; asked of enterprises only. */
export const skilledShare = upgradeRule({
  id: 'upgrade.skilled-share',
  number: 'R03',
  clause: '二(一)1',
  quote: '技能人才比较密集，占企业用工（含劳务派遣）总量的35%以上',
  group: 'unit',
  applies: ({ hostKind }) => hostKind == null || hostKind === 'enterprise',
  needs: ['hostKind', 'skilledPercent'],
  find: ({ skilledPercent: percent }, { enterprise: { skilledPercent: least } }) =>
    percent >= least ? met({ percent, least }) : unmet({ percent, least }, byAct('raise-skilled-share')),
});

/** 二(一)1: 职工教育经费用于高技能人才培养、交流的费用不低于60%; asked of enterprises only. */
export const trainingFund = upgradeRule({
  id: 'upgrade.training-fund',
  number: 'R03',
  clause: '二(一)1',
  quote: '企业职工教育经费用于高技能人才培养、交流等方面的费用不低于60%',
  group: 'unit',
  applies: ({ hostKind }) => hostKind == null || hostKind === 'enterprise',
  needs: ['hostKind', 'trainingFundPercent'],
  find: ({ trainingFundPercent: percent }, { enterprise: { trainingFundPercent: least } }) =>
    percent >= least ? met({ percent, least }) : unmet({ percent, least }, byAct('raise-training-fund')),
});

/** 三(三): 同一单位同一职业（工种）同一层级原则上只能建立一个工作室. */
export const onePerUnit = upgradeRule({
  id: 'upgrade.one-per-unit',
  number: 'R07',
  clause: '三(三)',
  quote: '同一单位同一职业（工种）同一层级原则上只能建立一个工作室。',
  group: 'unit',
  soft: true,
  reads: ['twins'],
  find: ({ twins }) =>
    twins.length === 0 ? met() : unmet({ studios: twins.map(({ name }) => name) }, byAct('waiver-or-other-occupation')),
});

/** 三(三): 已确定为国家级的命名专家不得以相同单位再次申报. */
export const nationalOnce = upgradeRule({
  id: 'upgrade.national-once',
  number: 'R11',
  clause: '三(三)',
  quote: '已确定为国家级技能大师工作室的高技能命名专家，不得以相同单位再次申报。',
  group: 'unit',
  reads: ['nationalWithSameUnit'],
  find: ({ nationalWithSameUnit: studio }) =>
    studio === null ? met() : unmet({ studio: studio.name }, byAct('apply-with-other-unit')),
});
