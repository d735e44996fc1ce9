import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/index.ts';

export interface PublicKey {
  /** The first sixteen signs of the SHA-256 over the key's SPKI bytes. */
  readonly id: string;
  /** PEM. */
  readonly publicKey: string;
}

/**
 * The key this server signs with: `RECEIPT_KEY`, or one that is made once and kept in DATA_DIR, readable by its owner only.
 * Another key may take its place at any time: receipts name theirs, and the public halves stay in the database.
 */
@Injectable()
export class ReceiptKeys {
  private readonly config: Config;
  private loaded: (PublicKey & { readonly privateKey: KeyObject }) | undefined;

  constructor(config: Config) {
    this.config = config;
  }

  get current(): PublicKey {
    const { id, publicKey } = this.load();
    return { id, publicKey };
  }

  /** Ed25519 over the text's UTF-8, in base64. */
  sign(text: string): string {
    return sign(null, Buffer.from(text), this.load().privateKey).toString('base64');
  }

  private load() {
    return (this.loaded ??= keyFrom(this.config.env.RECEIPT_KEY ?? keptIn(this.config.dataDir)));
  }
}

function keyFrom(text: string) {
  const privateKey = privateKeyOf(text);
  const spki = createPublicKey(privateKey);
  const id = createHash('sha256')
    .update(spki.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
  return { id, publicKey: spki.export({ type: 'spki', format: 'pem' }) as string, privateKey };
}

const privateKeyOf = (text: string): KeyObject =>
  createPrivateKey(
    text.startsWith('-----BEGIN')
      ? text.replaceAll('\\n', '\n')
      : { key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' },
  );

function keptIn(dataDir: string): string {
  const file = path.join(dataDir, 'receipt-key.pem');
  mkdirSync(dataDir, { recursive: true });
  const fresh = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  try {
    writeFileSync(file, fresh, { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readFileSync(file, 'utf8');
  }
}
