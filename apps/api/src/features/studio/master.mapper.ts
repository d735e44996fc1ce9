import type { MasterView } from '@jianglian/contracts/studio';
import type { CivilDate } from '@jianglian/domain/kernel';
import { ageOn, maskMobile, maskResidentId } from '@jianglian/domain/kernel';
import type { FieldCipher } from '../../platform/crypto/index.ts';
import { sealedFields, type SealedMaster } from './sealed-master.mapper.ts';

export type MasterFacts = Omit<SealedMaster, 'name'> & { readonly name: string };

/** A master for the page: numbers masked, or left out where the reader has no business with them. */
export function masterView(
  master: MasterFacts,
  cipher: FieldCipher,
  day: CivilDate,
  reading: { readonly numbers: boolean },
): MasterView {
  const masked = (sealed: string | null, field: keyof typeof sealedFields, mask: (plain: string) => string) =>
    sealed === null || !reading.numbers ? null : mask(cipher.open(sealed, sealedFields[field]));
  return {
    id: master.id,
    name: master.name,
    gender: master.gender,
    birthDate: reading.numbers ? master.birthDate : null,
    age: master.birthDate === null ? null : ageOn(master.birthDate, day),
    skillLevel: master.skillLevel,
    honours: [...master.honours],
    idNumber: masked(master.idNumberCipher, 'idNumber', maskResidentId),
    mobile: masked(master.mobileCipher, 'mobile', maskMobile),
    revision: master.revision,
  };
}
