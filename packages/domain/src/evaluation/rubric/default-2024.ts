import { points } from '../../kernel/index.ts';
import type { Rubric } from './rubric.ts';
import { foundationAndOperation } from './default-2024-foundations.ts';
import { research } from './default-2024-research.ts';
import { peopleAndExchange } from './default-2024-people.ts';

/**
 * The rubric the portal ships with. The three grades and what follows a 不合格 are the notice's (四(四)); indicators,
 * points, borders and the cap are our defaults, which the office may change by publishing another version.
 */
export const default2024: Rubric = {
  version: '2024-default',
  title: { zh: '技能大师工作室考核评估标准（2024 默认版）', en: 'Rubric for skill-master studios (2024 default)' },
  fullScore: points(100),
  years: 2,
  groups: [
    { code: 'A', name: { zh: '基础保障', en: 'Foundations' }, excellentFromPercent: null },
    { code: 'B', name: { zh: '运行管理', en: 'Operation' }, excellentFromPercent: null },
    { code: 'C', name: { zh: '攻关创新', en: 'Research and innovation' }, excellentFromPercent: 60 },
    { code: 'D', name: { zh: '人才培养', en: 'Training of people' }, excellentFromPercent: 60 },
    { code: 'E', name: { zh: '交流服务', en: 'Exchange and service' }, excellentFromPercent: null },
  ],
  indicators: [...foundationAndOperation, ...research, ...peopleAndExchange],
  tierFactors: { district: 100, municipal: 100, chief: 150, national: 200 },
  subsidyFen: { district: 0, municipal: 5_000_000, chief: 15_000_000, national: null },
  bonus: {
    cap: points(5),
    items: [
      {
        code: 'top-honour',
        text: { zh: '评估期内新获中华技能大奖、全国技术能手等荣誉', en: 'A top honour newly won' },
        points: points(5),
      },
      {
        code: 'national-press',
        text: { zh: '中央媒体专题报道', en: 'Report in the national press' },
        points: points(2),
      },
      {
        code: 'national-standard',
        text: { zh: '国家标准第一起草人', en: 'Lead author of a national standard' },
        points: points(3),
      },
      {
        code: 'alliance-lead',
        text: { zh: '牵头联盟并完成攻关项目', en: 'Leads an alliance with a finished project' },
        points: points(3),
      },
    ],
  },
  vetoes: [
    { code: 'V1', text: { zh: '弄虚作假', en: 'Falsification' } },
    {
      code: 'V2',
      text: {
        zh: '命名专家离职或长期不在岗且未经同意变更',
        en: 'The master has left or is long absent without an approved change',
      },
    },
    { code: 'V3', text: { zh: '严重违规使用经费', en: 'Serious misuse of money' } },
    { code: 'V4', text: { zh: '发生严重安全、质量或违纪事件', en: 'A serious safety, quality or discipline case' } },
    {
      code: 'V5',
      text: {
        zh: '拒绝评估，或逾期经催告仍未提交材料',
        en: 'Evaluation refused, or nothing handed in after deadline and reminder',
      },
    },
  ],
  thresholds: { excellent: points(85), qualified: points(60) },
  excellentCapPercent: 20,
  comments: { belowPercent: 60, abovePercent: null, offPrefillPercent: 30 },
  dropExtremesFrom: 5,
  spreadLimit: points(15),
};
