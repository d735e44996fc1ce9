import { points } from '../../kernel/index.ts';
import type { Indicator } from './rubric.ts';

/** C 攻关创新 (28). */
export const research: readonly Indicator[] = [
  {
    code: 'C1',
    group: 'C',
    name: { zh: '技术攻关项目', en: 'Research projects' },
    points: points(8),
    fullMark: {
      zh: '立项不少于 4 项，其中完成不少于 2 项，两项各占一半；省部级及以上按 1.5 项折算。',
      en: '4 or more projects and 2 or more of them finished; each counts half. Provincial or above counts 1.5.',
    },
    deductionRule: { zh: '不足按比例。', en: 'Less: pro rata.' },
    deductions: [
      {
        code: 'not-research',
        text: { zh: '不属于技术攻关', en: 'Not a research project' },
        each: points(1),
        unit: { zh: '项', en: 'project' },
      },
      {
        code: 'not-leading',
        text: { zh: '工作室未主要承担', en: 'The studio did not carry it' },
        each: points(0.5),
        unit: { zh: '项', en: 'project' },
      },
    ],
    evidence: ['project-file'],
    prefill: {
      rule: 'research-projects',
      params: { projects: 4, finished: 2, finishedSharePercent: 50, provincialWeightPercent: 150 },
      scaled: ['projects', 'finished'],
    },
  },
  {
    code: 'C2',
    group: 'C',
    name: { zh: '成果转化与经济社会效益', en: 'Benefit of results' },
    points: points(8),
    fullMark: {
      zh: '财务证明的经济效益不低于 100 万元，或成果被采用不少于 2 项。',
      en: 'Finance-certified benefit of 1,000,000 yuan or more, or 2 or more results adopted.',
    },
    deductionRule: { zh: '不足按比例，两者取高。', en: 'Less: pro rata, the higher of the two.' },
    deductions: [
      { code: 'no-certificate', text: { zh: '财务证明无效', en: 'Certificate not valid' }, each: null, unit: null },
      {
        code: 'not-adopted',
        text: { zh: '采用证明不足', en: 'Adoption not proved' },
        each: points(2),
        unit: { zh: '项', en: 'result' },
      },
    ],
    evidence: ['benefit-certificate'],
    prefill: { rule: 'benefit', params: { benefitFen: 100_000_000, adopted: 2 }, scaled: ['benefitFen', 'adopted'] },
  },
  {
    code: 'C3',
    group: 'C',
    name: { zh: '知识产权、工法、标准、论著', en: 'IP, work methods, standards, publications' },
    points: points(6),
    fullMark: {
      zh: '发明专利每件 2 分；实用新型、软件著作权、工法每项 1 分；标准每项 2 分；教材每部 1 分、论文每篇 0.5 分；累计不超过 6 分。',
      en: 'Invention 2; utility model, software, work method 1; standard 2; textbook 1, paper 0.5; 6 at most.',
    },
    deductionRule: {
      zh: '按项计分，不属本工作室成果的不计。',
      en: 'By item; what is not the studio’s does not count.',
    },
    deductions: [
      {
        code: 'not-theirs',
        text: { zh: '权利人或作者非本工作室', en: 'Owner or author is not of the studio' },
        each: points(1),
        unit: { zh: '项', en: 'item' },
      },
      {
        code: 'not-granted',
        text: { zh: '未授权或未发布', en: 'Not granted or not published' },
        each: points(1),
        unit: { zh: '项', en: 'item' },
      },
    ],
    evidence: ['certificate'],
    prefill: {
      rule: 'intellectual-property',
      params: {
        invention: points(2),
        utilityModel: points(1),
        software: points(1),
        workMethod: points(1),
        standard: points(2),
        textbook: points(1),
        paper: points(0.5),
      },
      scaled: [],
    },
  },
  {
    code: 'C4',
    group: 'C',
    name: { zh: '成果获奖与推广', en: 'Awards for results' },
    points: points(6),
    fullMark: {
      zh: '国家级每项 6 分，省部级 4 分，市级 2 分，行业或区县级 1 分；累计不超过 6 分。',
      en: 'National 6, provincial 4, municipal 2, industry or district 1; 6 at most.',
    },
    deductionRule: { zh: '同一成果取最高一级。', en: 'One result counts at its highest level.' },
    deductions: [
      {
        code: 'counted-twice',
        text: { zh: '同一成果重复计算', en: 'Same result counted twice' },
        each: points(1),
        unit: { zh: '项', en: 'award' },
      },
      { code: 'not-a-result', text: { zh: '非成果类奖项', en: 'Not an award for a result' }, each: null, unit: null },
    ],
    evidence: ['certificate'],
    prefill: {
      rule: 'awards',
      params: { national: points(6), provincial: points(4), municipal: points(2), lower: points(1) },
      scaled: [],
    },
  },
];
