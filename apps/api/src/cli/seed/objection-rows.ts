import { instantOf } from '@jianglian/domain/kernel';
import type { Scenario } from '@jianglian/testkit';
import { accountIdOf, studioLogin, uuidOf } from '@jianglian/testkit';
import type { FieldCipher } from '../../platform/crypto/index.ts';
import type { TableWriter } from './table-writer.ts';

/** Two objections of the finished cycle's publicity, both looked into by the official who took no part in deciding. */
export async function writeObjections(
  writer: TableWriter,
  { evaluations }: Pick<Scenario, 'evaluations'>,
  cipher: FieldCipher,
): Promise<void> {
  const published = evaluations.filter(({ state }) => state === 'published');
  const failed = published.find(({ grade }) => grade === 'failed');
  const qualified = published.find(({ grade }) => grade === 'qualified');
  if (!failed || !qualified) return;
  const common = {
    state: 'rejected',
    handlerId: accountIdOf('office-2'),
    clause: '四(四)',
    fileIds: [],
    revision: 3,
  };
  await writer.insert('objections', [
    {
      ...common,
      id: uuidOf('objection of the studio'),
      evaluationId: failed.id,
      objector: 'studio',
      filedBy: accountIdOf(studioLogin(failed.studio)),
      filedAt: instantOf('2026-07-23', '15:12'),
      nameCipher: null,
      contactCipher: cipher.seal('13800000000', 'objection.contact'),
      reason: '攻关项目验收证书在评审结束后取得，未计入 C1，申请复核。',
      takenAt: instantOf('2026-07-24', '09:10'),
      answer: '验收日期在评估期之后，按评估标准不计入本周期，可计入下一周期。维持原等次。',
      closedAt: instantOf('2026-07-28', '16:40'),
    },
    {
      ...common,
      id: uuidOf('objection by name'),
      evaluationId: qualified.id,
      objector: 'public',
      filedBy: accountIdOf('office'),
      filedAt: instantOf('2026-07-27', '10:02'),
      nameCipher: cipher.seal('柏行简', 'objection.name'),
      contactCipher: cipher.seal('13900000000', 'objection.contact'),
      reason: '认为该工作室培训人次偏高，请核实签到材料。',
      takenAt: instantOf('2026-07-27', '14:30'),
      answer: '已核对签到表与推荐单位核实记录，人次属实。异议不成立。',
      closedAt: instantOf('2026-07-29', '11:15'),
    },
  ]);
}
