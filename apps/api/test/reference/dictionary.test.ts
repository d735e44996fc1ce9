import { referenceApi } from '@jianglian/contracts/reference';
import { shippedDictionaries } from '@jianglian/domain/reference';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReferenceQueries } from '../../src/features/reference/index.ts';
import { sql } from '../../src/platform/database/index.ts';
import { isWorkingDay } from '@jianglian/domain/kernel';
import { openPortal, type Portal } from '../support/portal.ts';
import type { ProblemAnswer, Visitor } from '../support/visitor.ts';

let portal: Portal;
let office: Visitor;
beforeAll(async () => {
  portal = await openPortal();
  office = await portal.as('office');
});
afterAll(() => portal.close());

const codes = (call: Promise<unknown>) =>
  call.then(
    () => [] as string[],
    (answer: ProblemAnswer) => answer.codes,
  );
const note = '依据正式名单';

describe('the shipped dictionaries', () => {
  it('are in the database as their first version', async () => {
    const all = await office.to(referenceApi).all();
    expect(all.clusters).toHaveLength(33);
    expect(all.clusters.filter(({ level }) => level !== 'S')).toHaveLength(30);
    expect(all.highlands.map(({ name }) => name)).toEqual(['数智科技', '生命健康', '新材料', '绿色低碳']);
    expect(all.districts.filter(({ type, validTo }) => type !== 'functional-area' && validTo === null)).toHaveLength(
      37,
    );
    expect(all.districts.find(({ code }) => code === '500112')).toMatchObject({
      validTo: '2025-11-06',
      successors: ['500157', '500109'],
    });
    expect(all.recommenders.filter(({ kind }) => kind === 'department')).toHaveLength(12);
    expect(all.occupations.length).toBeGreaterThanOrEqual(60);
    expect(all.skillLevels.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(all.versions).toMatchObject({ clusters: 1, districts: 1, holidays: 1 });
    const first = await office.to(referenceApi).version({ params: { dictionary: 'clusters', version: 1 } });
    expect(first.content).toHaveLength(shippedDictionaries.clusters.rows.length);
  });

  it('are read by everybody who is signed in and by nobody else', async () => {
    for (const role of ['studio', 'security-admin'] as const) {
      expect((await (await portal.as(role)).to(referenceApi).all()).clusters).toHaveLength(33);
    }
    expect(await codes(portal.visitor().to(referenceApi).all())).toEqual(['identity.signed-out']);
  });
});

describe('the office’s edits', () => {
  it('add, confirm and rename; each makes a version that can still be read', async () => {
    const reference = office.to(referenceApi);
    expect(
      await reference.add({
        body: { dictionary: 'clusters', note, entry: { code: 'D19', name: '低空经济', level: 'L4', confirmed: false } },
      }),
    ).toEqual({ dictionary: 'clusters', version: 2 });
    const entry = async () => (await reference.all()).clusters.find(({ code }) => code === 'D19')!;
    expect(await entry()).toMatchObject({ confirmed: false, position: 34, revision: 1 });
    const params = { dictionary: 'clusters' as const, key: 'D19' };
    await reference.confirm({ params, body: { revision: 1, note } });
    expect(await codes(reference.confirm({ params, body: { revision: 2, note } }))).toEqual([
      'reference.already-confirmed',
    ]);
    await reference.rename({ params, body: { revision: 2, note, name: '低空经济产业' } });
    expect(await entry()).toMatchObject({ name: '低空经济产业', confirmed: true, revision: 3 });
    const versions = await reference.versions({ params: { dictionary: 'clusters' } });
    expect(versions.map(({ version, entries }) => [version, entries])).toEqual([
      [4, 34],
      [3, 34],
      [2, 34],
      [1, 33],
    ]);
    expect(versions[0]?.by).toMatch(/^office/);
    const second = await reference.version({ params: { dictionary: 'clusters', version: 2 } });
    expect(second.content.find((row) => row['code'] === 'D19')).toMatchObject({ name: '低空经济', confirmed: false });
    const records = await portal.db.rows<{ action: string }>(
      sql`SELECT action FROM audit_records WHERE subject_id = 'clusters/D19' ORDER BY id`,
    );
    expect(records.map(({ action }) => action)).toEqual(['added', 'confirmed', 'renamed']);
  });

  it('close a district with a successor that holds, once', async () => {
    const reference = office.to(referenceApi);
    const params = { dictionary: 'districts' as const, key: '500156' };
    const close = (successors: string[], on = '2026-07-01') =>
      reference.close({ params, body: { revision: 1, note, on, successors } });
    expect(await codes(close(['500112', '500156', '509999']))).toEqual([
      'reference.successor-not-valid',
      'reference.successor-is-itself',
      'reference.successor-unknown',
    ]);
    await close(['500102']);
    const closed = (await reference.all()).districts.find(({ code }) => code === '500156');
    expect(closed).toMatchObject({ validTo: '2026-07-01', successors: ['500102'] });
    expect(await codes(reference.close({ params, body: { revision: 2, note, on: '2026-08-01' } }))).toEqual([
      'reference.already-closed',
    ]);
  });

  it('are refused for taken codes and names, missing parents and stale revisions', async () => {
    const reference = office.to(referenceApi);
    const add = (body: Parameters<typeof reference.add>[0]['body']) => codes(reference.add({ body }));
    expect(await add({ dictionary: 'clusters', note, entry: { code: 'A1', name: '先进材料', level: 'L1' } })).toEqual([
      'reference.code-taken',
      'reference.name-taken',
    ]);
    expect(
      await add({ dictionary: 'highlands', note, entry: { code: 'H11', name: '人工智能', parentCode: 'H9' } }),
    ).toEqual(['reference.parent-unknown']);
    expect(
      await add({ dictionary: 'highlands', note, entry: { code: 'H11', name: '人工智能', parentCode: 'H1' } }),
    ).toEqual([]);
    expect(
      await add({
        dictionary: 'recommenders',
        note,
        entry: { code: 'DEPT-X', name: '某委', kind: 'department', districtCode: '500101' },
      }),
    ).toEqual(['reference.district-needed']);
    expect(
      await add({ dictionary: 'occupations', note, entry: { code: '6-18-02-04', edition: '2022', name: '新焊工' } }),
    ).toEqual(['reference.code-taken']);
    expect(await add({ dictionary: 'occupations', note, entry: { edition: '2015', name: '焊工' } })).toEqual([]);
    const stale = reference.rename({
      params: { dictionary: 'clusters', key: 'A1' },
      body: { revision: 9, note, name: '别名' },
    });
    expect(await codes(stale)).toEqual(['shared.stale-revision']);
  });

  it('change the calendar that terms are counted by', async () => {
    const reference = office.to(referenceApi);
    const working = async (day: string) => isWorkingDay(await portal.app.get(ReferenceQueries).calendar(), day);
    expect(await working('2026-02-16')).toBe(false);
    expect(await working('2026-02-14')).toBe(true);
    expect(await working('2027-02-05')).toBe(true);
    await reference.setHoliday({ params: { day: '2027-02-05' }, body: { note, kind: 'holiday', name: '春节' } });
    expect(await working('2027-02-05')).toBe(false);
    expect(
      await codes(
        reference.setHoliday({ params: { day: '2027-02-04' }, body: { note, kind: 'workday', name: '调休' } }),
      ),
    ).toEqual(['reference.not-a-weekend']);
    await reference.removeHoliday({ params: { day: '2027-02-05' }, body: { note } });
    expect(await working('2027-02-05')).toBe(true);
  });

  it('are the office’s alone', async () => {
    for (const role of ['recommender', 'system-admin'] as const) {
      const person = await portal.as(role);
      const call = person.to(referenceApi).rename({
        params: { dictionary: 'clusters', key: 'A1' },
        body: { revision: 1, note, name: '别名' },
      });
      await expect(call).rejects.toMatchObject({ status: 403 });
    }
  });
});
