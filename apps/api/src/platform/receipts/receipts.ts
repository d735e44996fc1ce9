import { createHash, randomUUID, verify } from 'node:crypto';
import {
  canonicalJson,
  civilDateOf,
  readSerialNumber,
  receiptSerial,
  type ReceiptStatement,
  receiptText,
  serialNumber,
} from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.ts';
import { RequestContext } from '../context/index.ts';
import { Database, sql, UnitOfWork } from '../database/index.ts';
import { NotFoundError, RefusedError } from '../http/problem/index.ts';
import { type PublicKey, ReceiptKeys } from './receipt-keys.ts';
import { receiptRefusals } from './receipt.refusals.ts';

export interface Receipt extends ReceiptStatement {
  /** Ed25519 over `receiptText`, in base64. */
  readonly signature: string;
}

export interface ReceiptRequest {
  /** Of the terms `receipt-purpose`. */
  readonly purpose: string;
  /** What was submitted, in words and without anything personal: whoever has the number reads it. */
  readonly title: string;
  readonly subject: { readonly type: string; readonly id: string };
  /** All that was submitted, as plain JSON; files by their SHA-256. Its hash is kept, it itself is for the caller to keep. */
  readonly content: unknown;
  readonly studioId?: string;
  /** The instant it was decided by; now when left out. */
  readonly at?: Date;
}

/** SHA-256 of the canonical JSON, hexadecimal: what a receipt says of its content. */
export const contentHash = (content: unknown): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex');

const columns = sql`r.serial, r.purpose, r.title, r.at, r.hash, r.key_id AS "keyId", r.signature`;

/** Signed receipts for what people submit. A receipt exists exactly when its submission was committed. */
@Injectable()
export class Receipts {
  private readonly keys: ReceiptKeys;
  private readonly database: Database;
  private readonly unit: UnitOfWork;
  private readonly clock: Clock;

  constructor(keys: ReceiptKeys, database: Database, unit: UnitOfWork, clock: Clock) {
    this.keys = keys;
    this.database = database;
    this.unit = unit;
    this.clock = clock;
  }

  /** Joins the unit of the submission, and throws where there is none. */
  async issue({ purpose, title, subject, content, studioId, at = this.clock.now() }: ReceiptRequest): Promise<Receipt> {
    if (!this.unit.isOpen) throw new Error('a receipt belongs into the unit of its submission');
    const key = this.keys.current;
    const hash = contentHash(content);
    const year = Number(civilDateOf(at).slice(0, 4));
    for (;;) {
      const serial = serialNumber(receiptSerial, { year, id: randomUUID() });
      const statement = { serial, purpose, title, at: at.toISOString(), hash, keyId: key.id };
      const receipt = { ...statement, signature: this.keys.sign(receiptText(statement)) };
      // The key is told along with its first receipt; a number that is taken already is drawn again.
      const kept = await this.database.run(sql`
        WITH known AS (
          INSERT INTO receipt_keys (id, public_key, added_at) VALUES (${key.id}, ${key.publicKey}, ${at})
          ON CONFLICT DO NOTHING)
        INSERT INTO receipts (serial, purpose, title, subject_type, subject_id, studio_id, account_id, at, hash, key_id,
                              signature)
        VALUES (${serial}, ${purpose}, ${title}, ${subject.type}, ${subject.id}, ${studioId ?? null},
                ${RequestContext.current()?.actor?.accountId ?? null}, ${statement.at}, ${hash}, ${key.id},
                ${receipt.signature})
        ON CONFLICT (serial) DO NOTHING`);
      if (kept > 0) return receipt;
    }
  }

  /** Receipts of one thing, the newest first. Whether the asker may see it is for the caller to decide. */
  of(subject: { readonly type: string; readonly id: string }): Promise<Receipt[]> {
    return this.database.rows<Receipt>(sql`
      SELECT ${columns} FROM receipts r
      WHERE r.subject_type = ${subject.type} AND r.subject_id = ${subject.id} ORDER BY r.at DESC, r.serial`);
  }

  /**
   * By its number as somebody typed it, with the signature checked anew. A number that cannot be one is refused (422), one that
   * could be and is not there is not found.
   */
  async check(text: string): Promise<Receipt & { readonly valid: boolean; readonly publicKey: string }> {
    const serial = readSerialNumber(receiptSerial, text);
    if (serial === undefined) throw new RefusedError([receiptRefusals('misread')], 422);
    const row = await this.database.one<Receipt & { publicKey: string }>(sql`
      SELECT ${columns}, k.public_key AS "publicKey" FROM receipts r JOIN receipt_keys k ON k.id = r.key_id
      WHERE r.serial = ${serial}`);
    if (!row) throw new NotFoundError('receipt');
    return { ...row, valid: isSigned(row, row.publicKey) };
  }

  /** Every key a receipt was ever signed with, and the present one; the newest first. */
  async publicKeys(): Promise<(PublicKey & { readonly addedAt: string | null; readonly current: boolean })[]> {
    const { id, publicKey } = this.keys.current;
    const known = await this.database.rows<PublicKey & { addedAt: string }>(sql`
      SELECT id, public_key AS "publicKey", added_at AS "addedAt" FROM receipt_keys ORDER BY added_at DESC, id`);
    const unused = known.every((key) => key.id !== id) ? [{ id, publicKey, addedAt: null }] : [];
    return [...unused, ...known].map((key) => ({ ...key, current: key.id === id }));
  }
}

/** Whether the signature is this key's over exactly what the receipt says. */
export const isSigned = (receipt: Receipt, publicKey: string): boolean =>
  verify(null, Buffer.from(receiptText(receipt)), publicKey, Buffer.from(receipt.signature, 'base64'));
