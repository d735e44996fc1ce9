import type { ContactView, MaskedContactView } from '@jianglian/contracts/identity';
import type { Locale } from '@jianglian/contracts/shared';
import { maskedAddress } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/index.ts';
import { FieldCipher } from '../../platform/crypto/index.ts';
import { UnitOfWork } from '../../platform/database/index.ts';
import { staleRevision } from '../../platform/http/problem/index.ts';
import { addressPurpose, Outbox } from '../../platform/mail/index.ts';
import type { AccountRow } from './account.entity.ts';
import { AccountQueries } from './account.queries.ts';
import { AccountRepository } from './account.repository.ts';

interface Contact {
  readonly email: string | null;
  readonly locale: Locale;
  readonly weeklyMail: boolean;
}

/** Mail addresses: in full for their owner, masked for the system administrator, for nobody else. The audit log has none. */
@Injectable()
export class ContactService {
  private readonly accounts: AccountRepository;
  private readonly queries: AccountQueries;
  private readonly cipher: FieldCipher;
  private readonly outbox: Outbox;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;

  constructor(
    accounts: AccountRepository,
    queries: AccountQueries,
    cipher: FieldCipher,
    outbox: Outbox,
    unit: UnitOfWork,
    audit: AuditLog,
  ) {
    this.accounts = accounts;
    this.queries = queries;
    this.cipher = cipher;
    this.outbox = outbox;
    this.unit = unit;
    this.audit = audit;
  }

  async own(accountId: string): Promise<ContactView> {
    return { ...this.contactOf(await this.accounts.byId(accountId)), mailConfigured: this.outbox.configured };
  }

  changeOwn(accountId: string, wanted: Contact): Promise<ContactView> {
    return this.unit.run(async () => {
      const account = await this.accounts.forUpdate(accountId);
      await this.save(account, wanted);
      return { ...wanted, mailConfigured: this.outbox.configured };
    });
  }

  async masked(accountId: string): Promise<MaskedContactView> {
    return maskedOf(this.contactOf(await this.accounts.byId(accountId)));
  }

  /** The administrator sees and changes only where mails go; language and weekly mail are the person's own. */
  change(
    accountId: string,
    act: { readonly revision: number; readonly email: string | null; readonly reason: string },
  ): Promise<MaskedContactView & { revision: number }> {
    return this.unit.run(async () => {
      const account = await this.accounts.forUpdate(accountId);
      if (account.revision !== act.revision) throw staleRevision(await this.queries.one(accountId));
      account.revision += 1;
      const contact = { ...this.contactOf(account), email: act.email };
      await this.save(account, contact, act.reason);
      return { ...maskedOf(contact), revision: account.revision };
    });
  }

  private contactOf({ emailCipher, locale, weeklyMail }: AccountRow): Contact {
    return { email: emailCipher === null ? null : this.cipher.open(emailCipher, addressPurpose), locale, weeklyMail };
  }

  private async save(account: AccountRow, { email, locale, weeklyMail }: Contact, reason?: string): Promise<void> {
    const before = this.contactOf(account);
    const changed = [
      ...(before.email === email ? [] : ['email']),
      ...(before.locale === locale ? [] : ['locale']),
      ...(before.weeklyMail === weeklyMail ? [] : ['weeklyMail']),
    ];
    if (changed.length === 0 && reason === undefined) return;
    Object.assign(account, {
      emailCipher: email === null ? null : this.cipher.seal(email, addressPurpose),
      locale,
      weeklyMail,
    });
    await this.accounts.save(account);
    await this.audit.record({
      subject: { type: 'account', id: account.id },
      action: 'contact-changed',
      revision: account.revision,
      facts: { changed, hasAddress: email !== null, locale, weeklyMail },
      ...(reason === undefined ? {} : { reason }),
    });
  }
}

const maskedOf = ({ email, ...rest }: Contact): MaskedContactView => ({
  ...rest,
  email: email === null ? null : maskedAddress(email),
});
