import { describe, expect, it } from 'vitest';
import type { StudioAct } from './act.ts';
import { actOffers, decideAct, type ActContext, type StudioRecord } from './act.rule.ts';
import type { StudioEvent } from './event.ts';
import { decideFounding, type Founding } from './founding.rule.ts';
import { applyEvent, type StudioState } from './state.ts';

const today = '2026-03-02';
const unit = { id: 'unit-1', name: '渝澜汽车' };
const master = { id: 'master-1', name: '冉柏舟' };
const recommender = { id: 'rec-1', name: '江北区人力社保局' };

const founding: Founding = {
  happenedOn: '2020-11-26',
  documentNumber: '渝高技办[2020]14号',
  facts: {
    name: '冉柏舟技能大师工作室',
    tier: 'municipal',
    hostUnit: unit,
    master,
    recommender,
    districtCode: '500105',
    clusterCode: 'A1',
    secondaryClusters: [],
    occupation: { id: null, name: '汽车装调工' },
  },
};

function awarded(change: Partial<Founding['facts']> = {}): StudioEvent<'awarded'> {
  const decision = decideFounding({ ...founding, facts: { ...founding.facts, ...change } }, { today });
  if (!decision.ok) throw new Error('refused');
  return decision.value;
}

const recordWith = (change: Partial<StudioState> = {}): StudioRecord => ({
  state: { ...applyEvent(undefined, awarded()), ...change },
  lastPosition: 1,
  lastEventOn: '2020-11-26',
  homeSince: '2020-11-26',
});

const codes = (record: StudioRecord, act: StudioAct, context: Partial<ActContext> = {}): readonly string[] => {
  const decision = decideAct(record, act, { today, ...context });
  return decision.ok ? [] : decision.refusals.map(({ code }) => code.replace('studio.', ''));
};

const consent = { documentNumber: '渝高技办〔2026〕1号', reason: '经申请同意' };
const on = { happenedOn: '2026-02-01' };

describe('founding', () => {
  it('records the award with its document number in standard form', () => {
    expect(awarded()).toMatchObject({ position: 1, documentNumber: '渝高技办〔2020〕14号', reason: null });
  });

  it('tells every reason at once', () => {
    const decision = decideFounding(
      { ...founding, happenedOn: '2026-03-03', documentNumber: '一号文', despite: ['x'] },
      { today, masterNames: { id: 's', name: '甲' }, twins: [{ id: 't', name: '乙' }] },
    );
    expect(decision.ok ? [] : decision.refusals.map(({ code }) => code)).toEqual([
      'studio.in-the-future',
      'studio.document-number-malformed',
      'studio.reason-needed',
      'studio.master-already-names',
      'studio.same-unit-and-occupation',
    ]);
  });

  it('gives way to a soft objection set aside with a reason', () => {
    const decision = decideFounding(
      { ...founding, documentNumber: null, despite: ['studio.same-unit-and-occupation'], reason: ' 两个车间 ' },
      { today, twins: [{ id: 't', name: '乙' }] },
    );
    expect(decision.ok && decision.value).toMatchObject({ documentNumber: null, reason: '两个车间' });
  });
});

describe('acts: what speaks against them', () => {
  const rectifying = recordWith({ standing: 'rectifying', rectificationUntil: '2026-04-01' });
  const failed = recordWith({
    standing: 'rectifying',
    rectificationUntil: '2026-01-01',
    rectificationFailed: true,
    tier: 'chief',
  });
  const rows: readonly [string, StudioRecord, StudioAct, readonly string[], Partial<ActContext>?][] = [
    ['a new name', recordWith(), { kind: 'renamed', name: '新名', ...on }, []],
    ['the same name', recordWith(), { kind: 'renamed', name: '冉柏舟技能大师工作室', ...on }, ['name-unchanged']],
    ['tomorrow', recordWith(), { kind: 'renamed', name: '新名', happenedOn: '2026-03-03' }, ['in-the-future']],
    ['before the award', recordWith(), { kind: 'renamed', name: '新名', happenedOn: '2020-01-01' }, ['before-last-event']],
    ['a bad number', recordWith(), { kind: 'renamed', name: '新名', ...on, documentNumber: '1号' }, ['document-number-malformed']],
    ['a new master without consent', recordWith(), { kind: 'master-changed', master: { id: 'm2', name: '乙' }, ...on }, ['document-number-needed', 'reason-needed']],
    ['the same master', recordWith(), { kind: 'master-changed', master, ...on, ...consent }, ['master-unchanged']],
    ['a master taken', recordWith(), { kind: 'master-changed', master: { id: 'm2', name: '乙' }, ...on, ...consent }, ['master-already-names'], { masterNames: { id: 's', name: '丙' } }],
    ['relocation to the same place', recordWith(), { kind: 'relocated', hostUnit: unit, districtCode: '500105', recommender, ...on, ...consent }, ['unit-unchanged']],
    ['relocation to a twin', recordWith(), { kind: 'relocated', hostUnit: { id: 'u2', name: '二' }, districtCode: '500103', recommender, ...on, ...consent }, ['same-unit-and-occupation'], { twins: [{ id: 't', name: '乙' }] }],
    ['a merger with itself', recordWith(), { kind: 'host-merged', hostUnit: unit, ...on, reason: '合并' }, ['unit-unchanged']],
    ['the same home', recordWith(), { kind: 're-homed', districtCode: '500105', recommender, ...on }, ['home-unchanged']],
    ['the same class', recordWith(), { kind: 'reclassified', clusterCode: 'A1', secondaryClusters: [], occupation: { id: null, name: '汽车装调工' }, ...on }, ['class-unchanged']],
    ['a team change long ago', recordWith(), { kind: 'team-changed', joined: ['甲'], left: [], happenedOn: '2019-01-01' }, []],
    ['an upgrade', recordWith(), { kind: 'upgraded', tier: 'national', ...on }, []],
    ['an upgrade to the same tier', recordWith(), { kind: 'upgraded', tier: 'municipal', ...on }, ['tier-not-higher']],
    ['an upgrade beyond national', recordWith({ tier: 'national' }), { kind: 'upgraded', tier: 'national', ...on }, ['tier-not-higher', 'tier-not-higher']],
    ['an upgrade while rectifying (三(三))', rectifying, { kind: 'upgraded', tier: 'chief', ...on }, ['machine.not-from-here']],
    ['an order without time', recordWith(), { kind: 'rectification-ordered', until: '2026-02-01', ...on, reason: '不合格' }, ['until-not-later']],
    ['an extension of 30 days', rectifying, { kind: 'rectification-extended', until: '2026-05-01', ...on, reason: '检修' }, []],
    ['an extension of 31 days', rectifying, { kind: 'rectification-extended', until: '2026-05-02', ...on, reason: '检修' }, ['extension-too-long']],
    ['an extension as the office’s terms allow', rectifying, { kind: 'rectification-extended', until: '2026-05-02', ...on, reason: '检修' }, [], { terms: { days: 90, extensionDays: 60 } }],
    ['an extension backwards', rectifying, { kind: 'rectification-extended', until: '2026-03-01', ...on, reason: '检修' }, ['until-not-later']],
    ['a second extension', recordWith({ ...rectifying.state, rectificationExtended: true }), { kind: 'rectification-extended', until: '2026-04-10', ...on, reason: '检修' }, ['already-extended']],
    ['passing after failing', failed, { kind: 'rectification-passed', ...on }, ['already-failed']],
    ['failing twice', failed, { kind: 'rectification-failed', ...on, reason: '不合格' }, ['already-failed']],
    ['revoking before it failed', rectifying, { kind: 'revoked', ...on, ...consent }, ['rectification-not-failed']],
    ['revoking', failed, { kind: 'revoked', ...on, ...consent }, []],
    ['a downgrade', failed, { kind: 'downgraded', tier: 'municipal', ...on, ...consent }, []],
    ['a downgrade upwards', failed, { kind: 'downgraded', tier: 'national', ...on, ...consent }, ['tier-not-lower']],
    ['a downgrade of 市级 that never was 区县级', recordWith({ ...failed.state, tier: 'municipal' }), { kind: 'downgraded', tier: 'district', ...on, ...consent }, ['no-lower-tier']],
    ['a downgrade of 市级 that was 区县级', recordWith({ ...failed.state, tier: 'municipal', heldDistrictTier: true }), { kind: 'downgraded', tier: 'district', ...on, ...consent }, []],
    ['a downgrade of 区县级', recordWith({ ...failed.state, tier: 'district' }), { kind: 'downgraded', tier: 'district', ...on, ...consent }, ['no-lower-tier', 'tier-not-lower']],
    ['a national downgrade unconfirmed', recordWith({ ...failed.state, tier: 'national' }), { kind: 'downgraded', tier: 'chief', ...on, ...consent }, ['ministry-not-confirmed']],
    ['a national downgrade confirmed', recordWith({ ...failed.state, tier: 'national' }), { kind: 'downgraded', tier: 'chief', ministryConfirmed: true, ...on, ...consent }, []],
    ['an objection without evaluation', recordWith(), { kind: 'objection-upheld', grade: 'qualified', ...on, reason: '复核' }, ['not-evaluated']],
    ['an objection that changes nothing', recordWith({ lastGrade: 'failed' }), { kind: 'objection-upheld', grade: 'failed', ...on, reason: '复核' }, ['grade-unchanged']],
    ['an objection upheld', recordWith({ lastGrade: 'failed' }), { kind: 'objection-upheld', grade: 'qualified', ...on, reason: '复核' }, []],
    ['termination without a reason', recordWith(), { kind: 'terminated', ...on }, ['reason-needed']],
    ['anything after the end', recordWith({ standing: 'revoked' }), { kind: 'renamed', name: '新名', ...on }, ['ended']],
  ]; // prettier-ignore

  it.each(rows)('%s', (_, record, act, expected, context) => {
    expect(codes(record, act, context).map((code) => code)).toEqual(expected);
  });
});

describe('what is offered', () => {
  const offered = (change: Partial<StudioState>) => actOffers(recordWith(change).state);

  it('follows the standing', () => {
    const names = (change: Partial<StudioState>) => offered(change).map(({ action }) => action);
    expect(names({})).toContain('upgraded');
    expect(names({})).not.toContain('rectification-passed');
    expect(names({ standing: 'rectifying' })).toEqual(
      expect.arrayContaining(['rectification-passed', 'downgraded', 'revoked', 'terminated', 'renamed']),
    );
    expect(names({ standing: 'rectifying' })).not.toContain('upgraded');
    expect(names({ standing: 'terminated' })).toEqual([]);
  });

  it('says at once what already speaks against it, and asks nothing about facts not given yet', () => {
    const reasons = (change: Partial<StudioState>, action: string) =>
      offered(change)
        .find((offer) => offer.action === action)
        ?.refusals.map(({ code }) => code);
    expect(reasons({}, 'upgraded')).toEqual([]);
    expect(reasons({ tier: 'national' }, 'upgraded')).toEqual(['studio.tier-not-higher']);
    expect(reasons({}, 'objection-upheld')).toEqual(['studio.not-evaluated']);
    expect(reasons({ lastGrade: 'failed' }, 'objection-upheld')).toEqual([]);
    expect(reasons({ standing: 'rectifying', tier: 'national', rectificationFailed: true }, 'downgraded')).toEqual([]);
    expect(reasons({ standing: 'rectifying', rectificationUntil: '2026-04-01' }, 'rectification-extended')).toEqual([]);
  });
});
