import type { ProposalInput } from '@jianglian/contracts/studio';
import type { CivilDate } from '@jianglian/domain/kernel';
import { ageOn, birthDateOf, maskMobile, maskResidentId, normaliseResidentId } from '@jianglian/domain/kernel';
import type { Proposal, ProposedMaster } from '@jianglian/domain/studio';
import type { FieldCipher } from '../../../platform/crypto/index.ts';
import { sealedFields } from '../sealed-master.mapper.ts';
import type { NewMaster } from '../master.repository.ts';
import type { ChangeRecord } from './change-record.ts';

/** What each sealed number of a proposal is bound to; the index is that of the masters, so that the same person is found. */
const purposes = { idNumber: 'studio-changes.id-number', mobile: 'studio-changes.mobile' } as const;
export type ProposedNumber = keyof typeof purposes;

type Numbers = Pick<ChangeRecord, 'idNumberCipher' | 'idNumberIndex' | 'mobileCipher'>;
const none: Numbers = { idNumberCipher: null, idNumberIndex: null, mobileCipher: null };

/** The proposal as kept, its numbers sealed beside it. Absent numbers stay as they were, null clears them. */
export function sealed(
  input: ProposalInput,
  cipher: FieldCipher,
  before: Numbers = none,
): { readonly proposal: Proposal } & Numbers {
  if (input.kind !== 'master-changed') return { proposal: input, ...none };
  const { idNumber, mobile, ...master } = input.master;
  const number = idNumber ? normaliseResidentId(idNumber) : undefined;
  const birthDate = master.birthDate ?? (number === undefined ? null : (birthDateOf(number) ?? null));
  return {
    proposal: { ...input, master: { ...master, birthDate } },
    idNumberCipher:
      idNumber === undefined
        ? before.idNumberCipher
        : number === undefined
          ? null
          : cipher.seal(number, purposes.idNumber),
    idNumberIndex:
      idNumber === undefined
        ? before.idNumberIndex
        : number === undefined
          ? null
          : cipher.index(number, sealedFields.idNumber),
    mobileCipher: mobile === undefined ? before.mobileCipher : mobile ? cipher.seal(mobile, purposes.mobile) : null,
  };
}

export function opened(change: Numbers, field: ProposedNumber, cipher: FieldCipher): string | null {
  const value = field === 'idNumber' ? change.idNumberCipher : change.mobileCipher;
  return value === null ? null : cipher.open(value, purposes[field]);
}

/** The person as the registry of masters takes them in. */
export const newMaster = (master: ProposedMaster, change: Numbers, cipher: FieldCipher): NewMaster => ({
  ...master,
  idNumber: opened(change, 'idNumber', cipher),
  mobile: opened(change, 'mobile', cipher),
});

/** The person for the page: numbers masked. */
export const personView = (master: ProposedMaster, change: Numbers, cipher: FieldCipher, day: CivilDate) => {
  const idNumber = opened(change, 'idNumber', cipher);
  const mobile = opened(change, 'mobile', cipher);
  return {
    ...master,
    honours: [...master.honours],
    age: master.birthDate === null ? null : ageOn(master.birthDate, day),
    idNumber: idNumber && maskResidentId(idNumber),
    mobile: mobile && maskMobile(mobile),
  };
};
