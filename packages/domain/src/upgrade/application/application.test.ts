import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cq20247Rules } from '../eligibility/cq-2024-7.rule.ts';
import { verdictOf } from '../eligibility/verdict.ts';
import { applicationFaults, type Dossier } from './faults.rule.ts';
import {
  applicationFileKinds,
  applicationSections,
  emptyForm,
  fieldsOf,
  type FormCase,
  type FormContent,
} from './form.ts';
import { foundingFacts } from './founding-facts.rule.ts';
import { sectionRefusals } from './section.rule.ts';
import { textLength } from './text-length.rule.ts';

describe('the length of a text', () => {
  it.each([
    ['', 0],
    ['  \n\t　', 0],
    ['技能大师', 4],
    ['技能，大师。', 6],
    ['“工匠”——精神……', 10],
    ['通过 ISO9001 认证', 5],
    ['通过ISO9001认证', 5],
    ['效率提高36.5%，', 6],
    ['two words', 2],
    ['don’t', 3],
    ['CNC-5轴', 2],
    ['2024年7月3日', 6],
    ['𬭎铁㐀', 3],
    ['👨‍👩‍👧 全家', 3],
    ['é́ 重', 2],
    ['零\u200b宽\ufeff', 2],
    ['ＡＢＣ１２', 5],
    ['《规程》·（试行）', 9],
  ])('%j is %i', (text, length) => {
    expect(textLength(text)).toBe(length);
  });

  const chinese = fc.stringMatching(/^[\u4e00-\u9fa5，。、；：？！（）]{0,40}$/);
  it('is the number of signs of a Chinese text, wherever it is broken', () => {
    fc.assert(
      fc.property(chinese, fc.nat(40), (text, at) => {
        expect(textLength(text)).toBe([...text].length);
        expect(textLength(`${text.slice(0, at)}\r\n 　${text.slice(at)}`)).toBe([...text].length);
      }),
    );
  });
  it('adds up over paragraphs, and never exceeds the number of code points', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        expect(textLength(`${one}\n${other}`)).toBe(textLength(one) + textLength(other));
        expect(textLength(one)).toBeLessThanOrEqual([...one].length);
      }),
    );
  });
});

const asked: FormCase = { kind: 'founding', enterprise: true, branch: false, exception: false };
const filled: FormContent = {
  target: {
    target: 'municipal',
    'studio-name': '匠心技能大师工作室',
    occupation: '钳工',
    cluster: 'B1',
    district: '500101',
    recommender: 'r',
  },
  unit: {
    'legal-representative': '王某',
    address: '重庆市某区某路 1 号',
    'contact-name': '李某',
    'contact-phone': '023-60000000',
    staff: 200,
    'skilled-staff': 100,
    'high-skilled-staff': 30,
    'training-fund-percent': 65,
    introduction: '单位概况',
  },
  master: {
    'master-name': '匠某',
    gender: 'male',
    'birth-date': '1980-01-01',
    'skill-level': 'technician',
    honours: [{ name: '市级技术能手', level: 'municipal', year: 2020 }],
    'insured-with-unit': true,
    'presence-months': 10,
    education: '大专',
    'work-years': 20,
    resume: '1999 年参加工作。',
  },
  team: {
    members: ['甲', '乙', '丙'].map((name) => ({ name, skillLevel: null, duty: '' })),
  },
  deeds: { deeds: '事'.repeat(1500) },
  report: { necessity: '一', goals: '二', policies: '三', funds: '四', premises: '五' },
  statement: { 'true-copies': true, handler: '经办', 'signed-on': '2026-03-01' },
};
const file = (name: string, pages = 1) => ({ name, pages });
const complete: Dossier = {
  case: asked,
  content: filled,
  files: {
    'verification-form': [file('表')],
    'id-card': [file('证')],
    'skill-certificate': [file('技')],
    'education-certificate': [file('学')],
    'work-photo': [file('照')],
    'exception-proof': [],
    evidence: [file('奖状.pdf', 13), file('专利.pdf', 7)],
  },
  evidencePages: 20,
  idNumber: { kept: true, birthDate: '1980-01-01' },
  verdict: { outcome: 'eligible', unmet: [], unknown: [] },
  limits: cq20247Rules,
  today: '2026-03-02',
};
const codes = (dossier: Dossier) => applicationFaults(dossier).map(({ code, place }) => `${place}: ${code.slice(12)}`);
const withField = (section: keyof FormContent, field: string, value: string | number | boolean | null) => ({
  ...complete,
  content: { ...filled, [section]: { ...filled[section], [field]: value } },
});

describe('the check before handing in', () => {
  it('finds nothing in a complete application', () => {
    expect(applicationFaults(complete)).toEqual([]);
  });

  it('names every field that is missing, each at its place', () => {
    const empty = codes({ ...complete, content: emptyForm });
    const required = applicationSections.flatMap((section) =>
      fieldsOf(section, asked).flatMap(({ optional }) => (optional || section === 'statement' ? [] : [section])),
    );
    expect(empty.filter((one) => one.endsWith('field-missing'))).toHaveLength(required.length);
    expect(empty).toContain('statement: statement-missing');
  });

  it.each([
    [1499, ['deeds: deeds-too-short']],
    [1500, []],
    [2000, []],
    [2001, ['deeds: deeds-too-long']],
  ])('asks for 1,500 to 2,000 characters of deeds: %i', (length, expected) => {
    expect(codes(withField('deeds', 'deeds', '事'.repeat(length)))).toEqual(expected);
  });

  it('counts the pages of the merged evidence and names the files of what is too much', () => {
    const over = {
      ...complete,
      evidencePages: null,
      files: { ...complete.files, evidence: [file('a', 13), file('b', 8)] },
    };
    expect(applicationFaults(over)).toMatchObject([
      { code: 'application.evidence-too-long', params: { pages: 21, most: 20, files: ['a（13）', 'b（8）'] } },
    ]);
    expect(codes({ ...complete, evidencePages: 21 })).toEqual(['evidence: evidence-too-long']);
    expect(codes({ ...complete, evidencePages: null })).toEqual(['evidence: evidence-not-merged']);
    expect(codes({ ...complete, files: { ...complete.files, evidence: [] } })).toEqual(['evidence: file-missing']);
  });

  it.each([
    ['true-copies', false, 'statement-missing'],
    ['handler', ' ', 'statement-missing'],
    ['signed-on', null, 'statement-missing'],
    ['signed-on', '2026-03-03', 'signed-in-the-future'],
  ])('wants the statement: %s %j', (field, value, code) => {
    expect(codes(withField('statement', field, value))).toEqual([`statement: ${code}`]);
  });

  it('lets in what waits for its evaluation or for people, and not what is unmet or unknown', () => {
    const under = (outcome: Dossier['verdict']['outcome']) =>
      codes({ ...complete, verdict: { outcome, unmet: ['二(二)'], unknown: ['二(一)1'] } });
    expect(under('provisional')).toEqual([]);
    expect(under('for-people')).toEqual([]);
    expect(under('not-yet')).toEqual(['verdict: not-eligible']);
    expect(under('cannot-tell')).toEqual(['verdict: facts-missing']);
  });

  it('holds the birth date against the identity card, the parts of the staff against the whole', () => {
    expect(codes({ ...complete, idNumber: { kept: false, birthDate: null } })).toEqual(['master: id-number-missing']);
    expect(codes({ ...complete, idNumber: { kept: true, birthDate: '1981-01-01' } })).toEqual([
      'master: birth-date-differs',
    ]);
    expect(codes(withField('unit', 'skilled-staff', 201))).toEqual(['unit: more-skilled-than-staff']);
  });

  it('asks for proof and reasons of 破格 where a ground is given', () => {
    const found = codes({ ...complete, case: { ...asked, exception: true } });
    expect(found).toEqual(['target: field-missing', 'exception-proof: file-missing']);
  });
});

describe('a section as it is kept', () => {
  it.each([
    ['unit', { staff: 1.5 }, 'field-malformed'],
    ['unit', { staff: -1 }, 'field-malformed'],
    ['unit', { nothing: 'x' }, 'field-unknown'],
    ['master', { 'birth-date': '1980-02-30' }, 'field-malformed'],
    ['master', { honours: [{ name: 'x', level: 'galactic', year: 2020 }] }, 'field-malformed'],
    [
      'team',
      { members: Array.from({ length: 31 }, () => ({ name: '', skillLevel: null, duty: '' })) },
      'field-malformed',
    ],
    ['target', { target: 'district' }, 'field-malformed'],
    ['statement', { 'true-copies': 'yes' }, 'field-malformed'],
  ] as const)('%s refuses %j', (section, content, code) => {
    expect(sectionRefusals('founding', section, content as never).map((one) => one.code)).toEqual([
      `application.${code}`,
    ]);
  });

  it('may be half empty; an upgrade is not asked what the registers have', () => {
    expect(sectionRefusals('founding', 'unit', { staff: null, address: '' })).toEqual([]);
    expect(sectionRefusals('upgrade', 'master', { 'birth-date': '1980-01-01' })).toHaveLength(1);
    for (const section of applicationSections) {
      expect(sectionRefusals('founding', section, filled[section])).toEqual([]);
    }
  });
});

describe('the facts of a studio to be', () => {
  const register = {
    hostKind: 'enterprise',
    isBranch: false,
    otherStudiosOfMaster: [],
    twins: [],
    nationalWithSameUnit: null,
  } as const;
  const on = { on: '2026-03-02', roundYear: 2026, target: 'municipal', exceptionGround: null } as const;

  it('are judged by the rules of the notice', () => {
    expect(verdictOf(cq20247Rules, foundingFacts(filled, register, on)).outcome).toBe('eligible');
    const small = { ...filled, team: { members: (filled.team['members'] as readonly unknown[]).slice(0, 2) as never } };
    expect(verdictOf(cq20247Rules, foundingFacts(small, register, on)).outcome).toBe('not-yet');
  });

  it('are unknown as long as the form says nothing', () => {
    expect(verdictOf(cq20247Rules, foundingFacts(emptyForm, register, on)).outcome).toBe('cannot-tell');
  });

  it('know the master by the studios that carry the name', () => {
    const taken = { ...register, otherStudiosOfMaster: [{ id: 's', name: '另一工作室' }] };
    expect(verdictOf(cq20247Rules, foundingFacts(filled, taken, on)).outcome).toBe('not-yet');
  });
});

it('every kind of file has its place', () => {
  expect(Object.keys(complete.files)).toEqual([...applicationFileKinds]);
});
