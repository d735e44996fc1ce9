import { describe, expect, it } from 'vitest';
import { decideAct } from '../act.rule.ts';
import { applyEvent, type StudioState } from '../state.ts';
import type { ChangeContent, ChangeSurroundings } from './change.rule.ts';
import { actOfChange, consentRefusals, contentRefusals, expectedEvidence, missingEvidence } from './change.rule.ts';
import { changeKinds, clockKinds, type Proposal, restartsClock } from './change.ts';

const state: StudioState = applyEvent(undefined, {
  kind: 'awarded',
  position: 1,
  happenedOn: '2020-11-26',
  documentNumber: null,
  reason: null,
  fileId: null,
  facts: {
    name: '冉柏舟技能大师工作室',
    tier: 'municipal',
    hostUnit: { id: 'u-1', name: '渝澜汽车' },
    master: { id: 'm-1', name: '冉柏舟' },
    recommender: { id: 'r-1', name: '江北区人力社保局' },
    districtCode: '500103',
    clusterCode: 'A1',
    secondaryClusters: [],
    occupation: { id: null, name: '汽车装调工' },
  },
});

const person = { name: '向南星', gender: null, birthDate: null, skillLevel: null, honours: [] };
const unit = { name: '渝澜重工', kind: 'enterprise', creditCode: null } as const;
const master: Proposal = { kind: 'master-changed', master: person, name: null };
const moved: Proposal = { kind: 'relocated', hostUnit: unit, districtCode: '500106', recommenderId: 'r-2' };

const around: ChangeSurroundings = { state, isPresentMaster: false, masterNames: null, openOfKind: null };
const codes = (proposal: Proposal, change: Partial<ChangeContent> = {}, beside: Partial<ChangeSurroundings> = {}) =>
  contentRefusals(
    { proposal, reason: '原命名专家已办理退休手续', evidence: ['application'], hasIdNumber: true, ...change },
    { ...around, ...beside },
  ).map(({ code }) => code);

describe('what an application must have', () => {
  it.each([
    [master, {}, {}, []],
    [master, { hasIdNumber: false }, {}, ['change.id-number-needed']],
    [master, { evidence: [] }, {}, ['change.evidence-needed']],
    [master, { reason: ' 退休 ' }, {}, ['change.reason-needed']],
    [master, {}, { isPresentMaster: true }, ['studio.master-unchanged']],
    [master, {}, { masterNames: { id: 's', name: '甲' } }, ['studio.master-already-names']],
    [master, {}, { openOfKind: 'c-1' }, ['change.already-open']],
    [moved, {}, {}, []],
    [{ ...moved, hostUnit: null }, {}, {}, []],
    [{ ...moved, hostUnit: null, districtCode: '500103' }, {}, {}, ['studio.unit-unchanged']],
    [{ ...moved, hostUnit: { ...unit, name: '渝澜汽车' }, districtCode: '500103' }, {}, {}, ['studio.unit-unchanged']],
    [{ ...moved, hostUnit: { ...unit, creditCode: '1' } }, {}, {}, ['studio.credit-code-malformed']],
    [{ kind: 'renamed', name: '冉柏舟技能大师工作室' }, {}, {}, ['studio.name-unchanged']],
    [{ kind: 'renamed', name: '新名' }, { evidence: [] }, {}, []],
    [{ kind: 'host-merged', hostUnit: { ...unit, name: '渝澜汽车' } }, {}, {}, ['studio.unit-unchanged']],
    [{ kind: 'host-merged', hostUnit: unit }, {}, {}, []],
    [{ kind: 'terminated', cause: 'host-closed' }, { evidence: [] }, {}, []],
  ] as readonly [Proposal, Partial<ChangeContent>, Partial<ChangeSurroundings>, readonly string[]][])(
    '%j %j %j',
    (proposal, change, beside, expected) => {
      expect(codes(proposal, change, beside)).toEqual(expected);
    },
  );

  it('tells all that is missing at once', () => {
    expect(codes(master, { reason: '', evidence: [], hasIdNumber: false })).toEqual([
      'change.reason-needed',
      'change.evidence-needed',
      'change.id-number-needed',
    ]);
  });

  it('points to expected papers that are not there', () => {
    expect(missingEvidence('master-changed', ['application', 'other'])).toEqual([
      'present-master-consent',
      'new-master-consent',
      'present-unit-consent',
    ]);
    for (const kind of changeKinds) expect(missingEvidence(kind, expectedEvidence(kind))).toEqual([]);
  });
});

describe('a consent', () => {
  const consent = { happenedOn: '2026-03-02', documentNumber: '渝高技办[2026]3号', fileId: null, despite: [] };

  it('has a document, and a day on which the application was there', () => {
    expect(consentRefusals(consent, '2026-03-02')).toEqual([]);
    expect(consentRefusals({ ...consent, documentNumber: '三号文' }, '2026-03-03').map(({ code }) => code)).toEqual([
      'change.document-malformed',
      'change.before-submission',
    ]);
  });

  it.each(changeKinds)(
    'to %s records the event of that name, and starts the clock only where the notice says so',
    (kind) => {
      const proposals: Readonly<Record<typeof kind, Proposal>> = {
        'master-changed': { kind: 'master-changed', master: person, name: '向南星技能大师工作室' },
        relocated: moved,
        renamed: { kind: 'renamed', name: '新名' },
        'host-merged': { kind: 'host-merged', hostUnit: unit },
        terminated: { kind: 'terminated', cause: 'own-wish' },
      };
      const act = actOfChange(
        proposals[kind],
        {
          master: { id: 'm-2', name: '向南星' },
          hostUnit: { id: 'u-2', name: '渝澜重工' },
          recommender: { id: 'r-2', name: '沙坪坝区人力社保局' },
        },
        { ...consent, reason: '理'.repeat(2000) },
      );
      const decision = decideAct({ state, lastPosition: 1, lastEventOn: '2020-11-26', homeSince: '2020-11-26' }, act, {
        today: '2026-03-02',
      });
      if (!decision.ok) throw new Error(JSON.stringify(decision.refusals));
      expect(decision.value).toMatchObject({ kind, happenedOn: '2026-03-02', documentNumber: '渝高技办〔2026〕3号' });
      expect(decision.value.reason).toHaveLength(1000);
      const after = applyEvent(state, decision.value);
      const clock = [after.masterChangedOn, after.relocatedOn].some((day) => day === '2026-03-02');
      expect(clock).toBe(restartsClock(kind));
      expect(clockKinds.some((one) => one === kind)).toBe(clock);
    },
  );
});
