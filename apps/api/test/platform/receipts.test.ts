import { verify } from 'node:crypto';
import { statSync } from 'node:fs';
import path from 'node:path';
import { receiptApi } from '@jianglian/contracts/receipt';
import { receiptText } from '@jianglian/domain/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql, UnitOfWork } from '../../src/platform/database/index.ts';
import { contentHash, type Receipt, type ReceiptRequest, Receipts } from '../../src/platform/receipts/index.ts';
import { openPortal, type Portal, receiptKey } from '../support/portal.ts';
import { answerOf } from '../upgrade/a-case.ts';

const submission: ReceiptRequest = {
  purpose: 'application',
  title: '2026 年度技能大师工作室申报 · 市级首席',
  subject: { type: 'application', id: '5b0c8a4e-0000-4000-8000-000000000001' },
  content: { deeds: '…', files: ['a', 'b'], tier: 'chief' },
};

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const issue = (on: Portal = portal, request = submission): Promise<Receipt> =>
  on.app.get(UnitOfWork).run(() => on.app.get(Receipts).issue(request));
const asked = (serial: string) => portal.visitor().to(receiptApi).receipt({ params: { serial } });
const counted = () => portal.db.one<{ n: number }>(sql`SELECT count(*)::int AS n FROM receipts`);

test('anybody who has the number learns what was received when, and that the portal signed it', async () => {
  portal.clock.set('2026-03-02T01:59:59.900Z');
  const receipt = await issue();
  expect(receipt).toMatchObject({ purpose: 'application', at: '2026-03-02T01:59:59.900Z' });
  expect(receipt.hash).toBe(contentHash({ tier: 'chief', files: ['a', 'b'], deeds: '…' }));
  expect(await asked(receipt.serial)).toMatchObject({ ...receipt, valid: true });
  expect((await asked(receipt.serial.replaceAll('-', '').toLowerCase())).serial).toBe(receipt.serial);
  expect(await portal.app.get(Receipts).of(submission.subject)).toContainEqual(receipt);
});

test('a misread number and an unknown one are told apart', async () => {
  const { serial } = await issue();
  const misread = serial.slice(0, -1) + (serial.endsWith('7') ? '8' : '7');
  expect(await answerOf(asked(misread))).toEqual({ status: 422, codes: ['receipt.misread'] });
  expect(await answerOf(asked('HZ2026-00000-00000-H'))).toMatchObject({ status: 422 });
  const elsewhere = await openPortal();
  try {
    const foreign = await issue(elsewhere);
    expect(await answerOf(asked(foreign.serial))).toEqual({ status: 404, codes: ['shared.not-found'] });
  } finally {
    await elsewhere.close();
  }
});

test('a receipt is there exactly when its submission is', async () => {
  const before = await counted();
  const receipts = portal.app.get(Receipts);
  await expect(receipts.issue(submission)).rejects.toThrow('the unit of its submission');
  const fails = portal.app.get(UnitOfWork).run(async () => {
    await receipts.issue(submission);
    throw new Error('no');
  });
  await expect(fails).rejects.toThrow('no');
  expect(await counted()).toEqual(before);
});

test('the instant is the one the decision was made by', async () => {
  const at = new Date('2026-07-15T09:59:59.999Z');
  portal.clock.set('2026-07-15T10:00:00.003Z');
  expect((await issue(portal, { ...submission, at })).at).toBe('2026-07-15T09:59:59.999Z');
});

test('it is checked without the portal, from its text and the published key', async () => {
  const receipt = await issue();
  const keys = await portal.visitor().to(receiptApi).receiptKeys();
  const key = keys.find(({ id }) => id === receipt.keyId)!;
  const signature = Buffer.from(receipt.signature, 'base64');
  expect(verify(null, Buffer.from(receiptText(receipt)), key.publicKey, signature)).toBe(true);
  const other = receiptText({ ...receipt, at: '2026-01-01T00:00:00.000Z' });
  expect(verify(null, Buffer.from(other), key.publicKey, signature)).toBe(false);
});

test('nobody changes one, and one changed in the database itself is told as not valid', async () => {
  const { serial } = await issue();
  await expect(portal.db.run(sql`UPDATE receipts SET title = 'x'`)).rejects.toThrow('receipts is append-only');
  await expect(portal.db.run(sql`DELETE FROM receipts`)).rejects.toThrow('receipts is append-only');
  await expect(portal.db.run(sql`DELETE FROM receipt_keys`)).rejects.toThrow('receipt_keys is append-only');
  await portal.app.get(UnitOfWork).run(async () => {
    await portal.db.run(sql`ALTER TABLE receipts DISABLE TRIGGER receipts_append_only`);
    await portal.db.run(sql`UPDATE receipts SET at = at - interval '1 second' WHERE serial = ${serial}`);
    await portal.db.run(sql`ALTER TABLE receipts ENABLE TRIGGER receipts_append_only`);
  });
  expect((await asked(serial)).valid).toBe(false);
});

test('another key takes over, and what the old one signed stays valid', async () => {
  const old = await issue();
  const after = await openPortal({ besides: portal, env: { RECEIPT_KEY: receiptKey() } });
  try {
    const next = await issue(after);
    expect(next.keyId).not.toBe(old.keyId);
    for (const { serial } of [old, next])
      expect((await after.visitor().to(receiptApi).receipt({ params: { serial } })).valid).toBe(true);
    const keys = await after.visitor().to(receiptApi).receiptKeys();
    expect(keys.filter(({ current }) => current).map(({ id }) => id)).toEqual([next.keyId]);
    expect(keys.map(({ id }) => id)).toContain(old.keyId);
  } finally {
    await after.close();
  }
});

test('without a key in the environment one is made once, for its owner alone', async () => {
  const one = await openPortal({ besides: portal, env: { RECEIPT_KEY: '' } });
  const other = await openPortal({ besides: portal, env: { RECEIPT_KEY: '' } });
  try {
    expect((await issue(one)).keyId).toBe((await issue(other)).keyId);
    expect(statSync(path.join(portal.config.dataDir, 'receipt-key.pem')).mode & 0o777).toBe(0o600);
  } finally {
    await one.close();
    await other.close();
  }
});
