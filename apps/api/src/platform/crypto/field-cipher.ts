import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/index.ts';

/** Personal numbers at rest: AES-256-GCM for the value, a keyed hash for finding the same one again. */
@Injectable()
export class FieldCipher {
  private readonly key: Buffer;
  private readonly indexKey: Buffer;

  constructor(config: Config) {
    this.key = Buffer.from(config.env.FIELD_KEY ?? '', 'base64');
    this.indexKey = Buffer.from(config.env.FIELD_INDEX_KEY ?? '', 'base64');
  }

  /** `v1.<nonce>.<tag>.<text>`; the purpose is bound in, so a value moved to another column does not open. */
  seal(plain: string, purpose: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return ['v1', nonce, cipher.getAuthTag(), sealed]
      .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
      .join('.');
  }

  /** The plain text again. Throws when key, purpose or text are not the ones it was sealed with. */
  open(sealed: string, purpose: string): string {
    const [version, nonce, tag, text] = sealed.split('.');
    if (version !== 'v1' || nonce === undefined || tag === undefined || text === undefined) {
      throw new Error('not a sealed field');
    }
    const cipher = createDecipheriv('aes-256-gcm', this.key, Buffer.from(nonce, 'base64url'))
      .setAAD(Buffer.from(purpose))
      .setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([cipher.update(Buffer.from(text, 'base64url')), cipher.final()]).toString('utf8');
  }

  /** Equal values of one purpose have equal indexes; nobody without the key can build one. */
  index(plain: string, purpose: string): string {
    return createHmac('sha256', this.indexKey).update(`${purpose}\0${plain}`).digest('hex');
  }
}
