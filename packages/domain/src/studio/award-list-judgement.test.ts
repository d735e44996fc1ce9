import { describe, expect, test } from 'vitest';
import { offers, refusalsOf } from '../kernel/index.ts';
import type { AwardImportState } from './award-import.machine.ts';
import { awardImportMachine, noFigures, rowsToWrite } from './award-import.machine.ts';
import { actsOf } from './award-list-acts.ts';
import { EarlierRows } from './award-list-earlier.ts';
import { codeOf, errorIn, warningIn } from './award-list-finding.ts';
import type { RegisteredStudio, Surroundings } from './award-list-judgement.ts';
import { acceptedIn, isSameUnit, judgeRow } from './award-list-judgement.ts';
import { outlineOf } from './award-list-outline.ts';
import { placeIndex } from './award-list-place.ts';
import type { AwardEntry } from './award-list-row.ts';

const entry: AwardEntry = {
  studioName: '陆衡之装配钳工技能大师工作室',
  master: '陆衡之',
  occupation: '装配钳工',
  occupationId: null,
  hostUnit: '重庆云岫机床股份有限公司',
  hostKind: 'enterprise',
  tier: 'chief',
  awardedOn: '2024-09-30',
  documentNumber: '渝高技办〔2024〕15号',
  recommenderId: 'r-1',
  districtCode: '500109',
  clusterCode: 'B1',
};
const registered: RegisteredStudio = {
  id: 's-1',
  name: '陆衡之装配钳工技能大师工作室',
  masterId: 'm-1',
  master: '陆衡之',
  hostUnit: '重庆云岫机床股份有限公司',
  hostUnitShortName: '云岫机床厂',
  occupation: '装配钳工',
  tier: 'chief',
  hasEnded: false,
  isRectifying: false,
  lastEventOn: '2021-01-01',
  awardedOn: '2024-09-30',
  documentNumber: '渝高技办〔2024〕15号',
  recommenderId: 'r-1',
  districtCode: '500109',
  clusterCode: 'B1',
  secondaryClusters: ['C1'],
};
const alone: Surroundings = {
  earlierWithMaster: [],
  earlierWithPlace: [],
  registeredWithMaster: [],
  registeredWithPlace: [],
};
const judge = (around: Partial<Surroundings>, given: Partial<AwardEntry> = {}, accepted: readonly string[] = []) =>
  judgeRow({ ...entry, ...given }, [], { ...alone, ...around }, accepted, []);
const withStudio = (studio: Partial<RegisteredStudio>) => ({ registeredWithMaster: [{ ...registered, ...studio }] });
const told = ({ findings }: ReturnType<typeof judge>) =>
  findings.map(({ code, level }) => `${level} ${code.replace('award-import.', '')}`);

describe('what a row would do to the register', () => {
  test('nothing known: a new studio', () => expect(judge({})).toMatchObject({ verdict: 'new', studioId: null }));

  test('all the same: nothing to write', () => {
    expect(judge(withStudio({}))).toMatchObject({ verdict: 'same', studioId: 's-1', changes: [], findings: [] });
  });

  test('a higher tier later: an upgrade', () => {
    expect(judge(withStudio({ tier: 'municipal', awardedOn: '2021-01-01', documentNumber: '旧' }))).toMatchObject({
      verdict: 'changed',
      changes: [
        { field: 'tier', before: 'municipal', after: 'chief' },
        { field: 'awardedOn', before: '2021-01-01', after: '2024-09-30' },
        { field: 'documentNumber', before: '旧', after: '渝高技办〔2024〕15号' },
      ],
    });
  });

  test('what the list does not say changes nothing', () => {
    const silent = { documentNumber: null, occupation: null };
    expect(judge(withStudio({ recommenderId: 'r-2', clusterCode: 'S9' }), silent).verdict).toBe('same');
  });

  test('what the row itself says counts', () => {
    const around = { ...alone, ...withStudio({ recommenderId: 'r-2' }) };
    expect(judgeRow(entry, [], around, [], ['recommender']).changes).toEqual([
      { field: 'recommender', before: 'r-2', after: 'r-1' },
    ]);
  });

  test('another date for the same tier is told, and the history stays', () => {
    const judged = judge(withStudio({ awardedOn: '2024-09-29', documentNumber: '旧' }));
    expect(judged).toMatchObject({ verdict: 'same', changes: [] });
    expect(told(judged)).toEqual(['warning award-differs']);
  });

  test('nobody is upgraded while rectifying, or before what is already recorded', () => {
    const below = { tier: 'municipal', awardedOn: '2021-01-01' } as const;
    expect(told(judge(withStudio({ ...below, isRectifying: true })))).toEqual(['error upgrade-while-rectifying']);
    expect(told(judge(withStudio({ ...below, lastEventOn: '2025-01-01' })))).toEqual(['error award-before-registry']);
  });

  test('a lower tier, or an award before the present one, is refused', () => {
    expect(told(judge(withStudio({ tier: 'national' })))).toEqual(['error tier-below-registry']);
    expect(told(judge(withStudio({ tier: 'municipal' })))).toEqual(['error award-before-registry']);
    expect(judge(withStudio({ tier: 'national' })).verdict).toBe('refused');
  });

  test('a short spelling of the unit is the same studio, with a hint', () => {
    const { verdict, findings } = judge(withStudio({}), { hostUnit: '云岫机床厂' });
    expect(verdict).toBe('same');
    expect(findings).toMatchObject([{ code: 'award-import.unit-similar', suggestion: '重庆云岫机床股份有限公司' }]);
    expect(isSameUnit('云岫机床', registered)).toBe(true);
    expect(isSameUnit('另一机床厂', registered)).toBe(false);
  });

  test('the master has a studio elsewhere: refused (R06), unless confirmed to be a namesake', () => {
    const elsewhere = withStudio({ hostUnit: '另一有限公司', hostUnitShortName: null });
    expect(told(judge(elsewhere))).toEqual(['error master-elsewhere']);
    const confirmed = judge(elsewhere, {}, [codeOf('master-elsewhere')]);
    expect(confirmed.verdict).toBe('new');
    expect(told(confirmed)).toEqual(['warning master-elsewhere']);
    expect(acceptedIn(confirmed.findings, [codeOf('master-elsewhere')])).toHaveLength(1);
  });

  test('an ended studio frees its master', () => {
    const ended = judge(withStudio({ hasEnded: true }));
    expect(ended.verdict).toBe('new');
    expect(told(ended)).toEqual(['warning studio-ended']);
  });

  test('the same unit, occupation and tier is a warning (R07)', () => {
    expect(told(judge({ registeredWithPlace: [{ ...registered, master: '李四' }] }))).toEqual([
      'warning occupation-registered',
    ]);
    expect(told(judge({ earlierWithPlace: [{ number: 3, hostUnit: entry.hostUnit }] }))).toEqual([
      'warning occupation-repeated',
    ]);
  });

  test('the same person twice in one list: a repetition, or a namesake to confirm', () => {
    expect(told(judge({ earlierWithMaster: [{ number: 3, hostUnit: '云岫机床' }] }))).toEqual(['error row-repeated']);
    const elsewhere = { earlierWithMaster: [{ number: 3, hostUnit: '另一有限公司' }] };
    expect(told(judge(elsewhere))).toEqual(['error master-repeated']);
    expect(judge(elsewhere, {}, [codeOf('master-repeated')]).verdict).toBe('new');
    expect(
      judge({ earlierWithMaster: [{ number: 3, hostUnit: '云岫机床' }] }, {}, [codeOf('row-repeated')]).verdict,
    ).toBe('refused');
  });

  test('own errors refuse, own warnings do not', () => {
    expect(judgeRow(entry, [errorIn('master', 'master-missing')], alone, [], []).verdict).toBe('refused');
    expect(judgeRow(entry, [warningIn('hostUnit', 'unit-short')], alone, [], []).verdict).toBe('new');
  });

  test('a row that could not be read for its tier meets no rule about tiers', () => {
    expect(judgeRow({ ...entry, tier: null }, [], { ...alone, ...withStudio({}) }, [], []).verdict).toBe('same');
  });
});

describe('going down a list', () => {
  test('rows above are known by their master and by their place', () => {
    const earlier = new EarlierRows();
    earlier.add(3, entry);
    expect(earlier.around({ ...entry, hostUnit: '另一有限公司' }).earlierWithMaster).toMatchObject([{ number: 3 }]);
    expect(earlier.around({ ...entry, master: '李四' })).toMatchObject({
      earlierWithMaster: [],
      earlierWithPlace: [{ number: 3, hostUnit: entry.hostUnit }],
    });
    expect(earlier.around(entry).earlierWithPlace).toEqual([]);
    expect(earlier.around({ ...entry, master: '', occupation: null })).toEqual({
      earlierWithMaster: [],
      earlierWithPlace: [],
    });
  });

  test('rows that name nobody and no place meet nobody', () => {
    const earlier = new EarlierRows();
    const nobody = { ...entry, master: '', occupation: null };
    earlier.add(3, nobody);
    earlier.add(4, entry);
    earlier.add(5, entry);
    expect(earlier.around(nobody)).toEqual({ earlierWithMaster: [], earlierWithPlace: [] });
    expect(earlier.around(entry).earlierWithMaster.map(({ number }) => number)).toEqual([4, 5]);
  });
});

describe('the acts an update consists of', () => {
  const places = placeIndex(
    [],
    [{ id: 'r-1', code: '500109', name: '北碚区人力社保局', districtCode: '500109', validFrom: null, validTo: null }],
    [],
  );
  const acts = (studio: Partial<RegisteredStudio>) => {
    const known = { ...registered, ...studio };
    const judged = judgeRow(
      entry,
      [],
      { ...alone, registeredWithMaster: [known] },
      [],
      ['recommender', 'district', 'cluster'],
    );
    return actsOf({ entry, changes: judged.changes }, known, { places, today: '2026-11-22', reason: '名单' });
  };

  test('an upgrade, and what else the list says, on the day of the award', () => {
    const before = { tier: 'municipal', awardedOn: '2021-01-01', occupation: null, recommenderId: 'r-2' } as const;
    expect(acts(before)).toMatchObject([
      {
        kind: 'upgraded',
        tier: 'chief',
        happenedOn: '2024-09-30',
        documentNumber: '渝高技办〔2024〕15号',
        reason: '名单',
      },
      { kind: 'reclassified', clusterCode: 'B1', occupation: { name: '装配钳工' }, happenedOn: '2024-09-30' },
      { kind: 're-homed', districtCode: '500109', recommender: { id: 'r-1' }, happenedOn: '2024-09-30' },
    ]);
  });

  test('without an upgrade the register learns of it today', () => {
    expect(acts({ clusterCode: 'C1', districtCode: '500108' })).toMatchObject([
      {
        kind: 'reclassified',
        clusterCode: 'B1',
        secondaryClusters: ['C1'],
        happenedOn: '2026-11-22',
        documentNumber: null,
      },
      { kind: 're-homed', districtCode: '500109', happenedOn: '2026-11-22' },
    ]);
    expect(acts({})).toEqual([]);
  });
});

describe('folding', () => {
  const row = (number: number, signature = '', isExcluded = false) => ({
    number,
    verdict: 'new' as const,
    isExcluded,
    signature,
  });

  test('neighbours with the same findings are one', () => {
    expect(outlineOf([row(3), row(4), row(6), row(7, 'a'), row(8, 'a'), row(9, 'a', true)])).toEqual([
      { from: 3, to: 6, count: 3, verdict: 'new', isExcluded: false, signature: '' },
      { from: 7, to: 8, count: 2, verdict: 'new', isExcluded: false, signature: 'a' },
      { from: 9, to: 9, count: 1, verdict: 'new', isExcluded: true, signature: 'a' },
    ]);
    expect(outlineOf([])).toEqual([]);
  });
});

describe('the import as a machine', () => {
  const subject = (state: AwardImportState, figures = noFigures) => ({ state, figures });
  const apply = (figures: typeof noFigures, confirmed?: number) =>
    refusalsOf(
      awardImportMachine,
      'apply',
      subject('checked', figures),
      confirmed === undefined ? {} : { confirmed },
    ).map(({ code }) => code);

  test('refused rows and an empty list block, the typed number must fit', () => {
    expect(apply({ ...noFigures, new: 5, refused: 2 })).toEqual(['award-import.rows-refused']);
    expect(apply({ ...noFigures, same: 5 })).toEqual(['award-import.nothing-to-write']);
    expect(apply({ ...noFigures, new: 5, changed: 1 }, 5)).toEqual(['award-import.count-not-confirmed']);
    expect(apply({ ...noFigures, new: 5, changed: 1, excluded: 2 }, 6)).toEqual([]);
    expect(rowsToWrite({ ...noFigures, new: 5, changed: 1, same: 9 })).toBe(6);
  });

  test('what is written or cancelled offers nothing more', () => {
    expect(offers(awardImportMachine, subject('applied'), {})).toEqual([]);
    expect(offers(awardImportMachine, subject('cancelled'), {})).toEqual([]);
    expect(offers(awardImportMachine, subject('applying'), {}).map(({ action }) => action)).toEqual([
      'finish-apply',
      'fail',
    ]);
  });
});
