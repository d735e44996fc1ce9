import type { Indicator, Rubric } from '../../evaluation/index.ts';
import { default2024 } from '../../evaluation/index.ts';
import { points } from '../../kernel/index.ts';

const line = (
  code: string,
  group: string,
  full: number,
  name: Indicator['name'],
  fullMark: Indicator['fullMark'],
  evidence: Indicator['evidence'],
): Indicator => ({
  code,
  group,
  name,
  points: points(full),
  fullMark,
  deductionRule: {
    zh: '按材料的充分程度酌情给分；无佐证的内容不计分。',
    en: 'By how far the material bears it out; what has no evidence gives nothing.',
  },
  deductions: [
    { code: 'no-evidence', text: { zh: '缺少佐证', en: 'Without evidence' }, each: null, unit: null },
    { code: 'unclear', text: { zh: '表述不清或前后不一致', en: 'Unclear or contradictory' }, each: null, unit: null },
  ],
  evidence,
  prefill: null,
});

/**
 * What experts score applications with, unless the office publishes another: the conditions of 二(一), 二(二) and the content of
 * the report (三(二)3). Indicators and points are our defaults; the notice names none. Borders, comments and panels are those
 * of the evaluation.
 */
export const review2024: Rubric = {
  ...default2024,
  version: '2024-review',
  title: { zh: '技能大师工作室申报专家评审标准（2024 默认版）', en: 'Expert review of applications (2024 default)' },
  groups: [
    { code: 'U', name: { zh: '建设单位', en: 'Unit' }, excellentFromPercent: null },
    { code: 'M', name: { zh: '命名专家', en: 'Master' }, excellentFromPercent: null },
    { code: 'P', name: { zh: '建设规划', en: 'Plan' }, excellentFromPercent: null },
  ],
  indicators: [
    line(
      'U1',
      'U',
      15,
      { zh: '单位基础与人才政策', en: "The unit's conditions and policies" },
      {
        zh: '场所、设备、制度完备，高技能人才培养、评价、使用、激励政策健全（二(一)）。',
        en: 'Premises, equipment and rules are there; policies for skilled people are complete (二(一)).',
      },
      ['site-photo', 'equipment-list', 'report'],
    ),
    line(
      'M1',
      'M',
      20,
      { zh: '技艺水平与荣誉', en: 'Skill and honours' },
      {
        zh: '技能等级、奖项与申报层级相称，在行业内有影响（二(二)）。',
        en: 'Level of skill and awards match the tier applied for and carry weight in the trade (二(二)).',
      },
      ['certificate'],
    ),
    line(
      'M2',
      'M',
      20,
      { zh: '技术革新与攻关成效', en: 'Innovation and results' },
      {
        zh: '革新、攻关成果得到应用，取得较显著的经济社会效益（二(二)1至3）。',
        en: 'Innovations and solved problems are in use, with notable benefit (二(二)1 to 3).',
      },
      ['project-file', 'benefit-certificate'],
    ),
    line(
      'M3',
      'M',
      20,
      { zh: '带徒传艺与人才培养', en: 'Training of people' },
      {
        zh: '培养高技能人才成效明显，或在重要竞赛中为培养获奖选手作出贡献。',
        en: 'Many skilled people trained, or a share in the awards of contestants in important competitions.',
      },
      ['roster', 'agreement', 'competition-result'],
    ),
    line(
      'P1',
      'P',
      15,
      { zh: '建设必要性、计划与目标', en: 'Need, plan and goals' },
      {
        zh: '与“416”“33618”产业结合紧密，计划可行、目标可考核（一(二)、三(二)3）。',
        en: 'Close to the industries of 416 and 33618; the plan is feasible, its goals can be checked (一(二), 三(二)3).',
      },
      ['report'],
    ),
    line(
      'P2',
      'P',
      10,
      { zh: '保障与支持', en: 'Support' },
      {
        zh: '单位在资金、场所、设备、团队上的支持落实（二(一)、三(二)3）。',
        en: 'Money, premises, equipment and a team are promised and there (二(一), 三(二)3).',
      },
      ['fund-voucher', 'equipment-list'],
    ),
  ],
  bonus: { cap: points(0), items: [] },
  vetoes: [{ code: 'R1', text: { zh: '弄虚作假', en: 'Falsification' } }],
  comments: { belowPercent: 60, abovePercent: null, offPrefillPercent: null },
};
