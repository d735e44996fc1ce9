import { instantOf } from '@jianglian/domain/kernel';
import type { DemoChange, Register } from '@jianglian/testkit';
import { accountIdOf, paper, recommenderLogin, studioLogin } from '@jianglian/testkit';
import type { FieldCipher } from '../../platform/crypto/index.ts';
import type { AuditEntryRow } from './audit-rows.ts';
import type { DemoFiles } from './demo-files.ts';
import type { TableWriter } from './table-writer.ts';

const at = (day: string | null, time: string): Date | null => (day === null ? null : instantOf(day, time));

/** Applications for changes with their papers, in every state. */
export async function writeChanges(
  writer: TableWriter,
  changes: readonly DemoChange[],
  register: Register,
  made: DemoFiles,
  cipher: FieldCipher,
): Promise<void> {
  await writer.insert(
    'studio_changes',
    changes.map((change) => ({
      id: change.id,
      studioId: change.studio.id,
      kind: change.kind,
      state: change.state,
      proposal:
        change.proposal.kind === 'relocated'
          ? { ...change.proposal, recommenderId: register.recommender(change.proposal.districtCode).id }
          : change.proposal,
      idNumberCipher: change.idNumber === null ? null : cipher.seal(change.idNumber, 'studio-changes.id-number'),
      idNumberIndex: change.idNumber === null ? null : cipher.index(change.idNumber, 'masters.id-number'),
      reason: change.reason,
      createdBy: accountIdOf(studioLogin(change.studio)),
      createdAt: instantOf(change.submittedOn, '09:05'),
      submittedBy: accountIdOf(studioLogin(change.studio)),
      submittedAt: instantOf(change.submittedOn, '10:20'),
      endorsedBy: change.endorsedOn === null ? null : accountIdOf(recommenderLogin(change.endorsedFor)),
      endorsedAt: at(change.endorsedOn, '15:10'),
      endorsedFor: change.endorsedOn === null ? null : register.recommender(change.endorsedFor).id,
      opinion: change.opinion,
      returnedBy: change.returned === null ? null : accountIdOf(recommenderLogin(change.endorsedFor)),
      returnedAt: at(change.returned?.on ?? null, '11:30'),
      returnReason: change.returned?.reason ?? null,
      decidedBy: change.settledOn === null ? null : accountIdOf('office'),
      decisionNote: change.note,
      documentNumber: change.documentNumber,
      effectiveOn: change.documentNumber === null ? null : change.settledOn,
      settledAt: at(change.settledOn, '16:30'),
      revision: entriesOf(change).length,
    })),
  );
  await writer.insert(
    'studio_change_files',
    changes.map((change) => ({
      changeId: change.id,
      fileId: made.keep(report(change), {
        accountId: accountIdOf(studioLogin(change.studio)),
        at: instantOf(change.submittedOn, '09:00'),
        purpose: 'change',
      }),
      evidence: 'application',
      position: 0,
    })),
  );
}

const report = ({ studio }: DemoChange) => ({
  ...paper('agreement', `${studio.name} 变更申请报告`, `BG-${studio.serial}`),
  name: '变更申请报告.pdf',
});

type Step = readonly [action: string, from: string | null, to: string, on: string, time: string, reason: string | null];

const entriesOf = (change: DemoChange): readonly Step[] => [
  ['drafted', null, 'draft', change.submittedOn, '09:05', null],
  ['submitted', 'draft', 'submitted', change.submittedOn, '10:20', null],
  ...(change.endorsedOn
    ? [['endorsed', 'submitted', 'endorsed', change.endorsedOn, '15:10', change.opinion] as const]
    : []),
  ...(change.returned
    ? [['returned', 'submitted', 'returned', change.returned.on, '11:30', change.returned.reason] as const]
    : []),
  ...(change.settledOn
    ? [[change.state, 'endorsed', change.state, change.settledOn, '16:30', change.note] as const]
    : []),
];

/** The steps as the audit log has them. */
export function changeEntries(change: DemoChange): AuditEntryRow[] {
  const people: Readonly<Record<string, { by: string; role: string }>> = {
    drafted: { by: studioLogin(change.studio), role: 'studio' },
    submitted: { by: studioLogin(change.studio), role: 'studio' },
    endorsed: { by: recommenderLogin(change.endorsedFor), role: 'recommender' },
    returned: { by: recommenderLogin(change.endorsedFor), role: 'recommender' },
  };
  return entriesOf(change).map(([action, from, to, on, time, reason], index) => ({
    ...(people[action] ?? { by: 'office', role: 'office' }),
    type: 'studio-change',
    id: change.id,
    studioId: change.studio.id,
    action,
    from,
    to,
    reason,
    revision: index + 1,
    facts: { kind: change.kind },
    at: instantOf(on, time),
  }));
}
