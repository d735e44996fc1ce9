import { type Database, sql } from '../../platform/database/index.ts';
import { isSigned, type Receipt } from '../../platform/receipts/index.ts';
import type { Broken } from './invariants.ts';

/** Every receipt is what was signed: read in batches, each signature checked with the key it names. */
export async function receiptFaults(database: Database): Promise<{ broken: Broken[]; note: string }> {
  const broken: Broken[] = [];
  let checked = 0;
  for (let after = ''; ;) {
    const batch = await database.rows<Receipt & { publicKey: string }>(sql`
      SELECT r.serial, r.purpose, r.title, r.at, r.hash, r.key_id AS "keyId", r.signature, k.public_key AS "publicKey"
      FROM receipts r JOIN receipt_keys k ON k.id = r.key_id WHERE r.serial > ${after} ORDER BY r.serial LIMIT 1000`);
    for (const receipt of batch) {
      if (!isSigned(receipt, receipt.publicKey)) {
        broken.push({ row: `receipts ${receipt.serial}`, what: 'is not what was signed' });
      }
    }
    checked += batch.length;
    const last = batch.at(-1);
    if (!last) return { broken, note: `${checked} signatures checked` };
    after = last.serial;
  }
}
