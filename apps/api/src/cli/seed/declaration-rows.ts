import { instantOf } from '@jianglian/domain/kernel';
import type { DemoDeclaration } from '@jianglian/testkit';
import { accountIdOf } from '@jianglian/testkit';
import type { TableWriter } from './table-writer.ts';

/** What the studios have declared for their eligibility, with its confirmations. */
export const writeDeclarations = (writer: TableWriter, declarations: readonly DemoDeclaration[]): Promise<unknown> =>
  writer.insert(
    'declared_facts',
    declarations.map(({ declaredBy, declaredOn, confirmedBy, value, ...said }) => ({
      ...said,
      value,
      position: 1,
      declaredBy: accountIdOf(declaredBy),
      declaredAt: instantOf(declaredOn, '10:30'),
      confirmedBy: confirmedBy === null ? null : accountIdOf(confirmedBy),
      confirmedAt: confirmedBy === null ? null : instantOf(declaredOn, '16:00'),
    })),
  );
