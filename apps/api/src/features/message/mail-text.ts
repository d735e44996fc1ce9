import { catalogue } from '@jianglian/contracts/catalogue';
import { fillIn, type Locale } from '@jianglian/contracts/shared';
import type { MessageKind, MessageParams } from '@jianglian/domain/message';

export interface MailText {
  readonly subject: string;
  readonly body: string;
}

/** Whom a mail is written to. */
export interface Reader {
  readonly name: string;
  readonly locale: Locale;
}

const term = (
  feature: 'mail' | 'message',
  name: string,
  value: string,
  locale: Locale,
  params: MessageParams = {},
): string => fillIn(catalogue[feature]?.[locale].terms[name]?.[value] ?? value, params, locale);

/** A word or sentence of the mails' own. */
export const mailPart = (value: string, locale: Locale, params?: MessageParams): string =>
  term('mail', 'mail-part', value, locale, params);

/** Greeting, paragraphs, the link and who writes: plain text, so that it reads the same in every program. */
export function letter(reader: Reader, paragraphs: readonly string[], path: string, publicUrl: string): string {
  const url = (below: string) => new URL(below, `${publicUrl.replace(/\/$/, '')}/`).href;
  const said = (value: string, params?: MessageParams) => mailPart(value, reader.locale, params);
  return [
    said('greeting', { name: reader.name }),
    ...paragraphs,
    said('link', { url: url(path.slice(1)) }),
    `-- \n${said('signature')}\n${said('footer', { url: url('account') })}`,
  ].join('\n\n');
}

/** A message as a mail: the same two sentences, and the words somebody added. */
export function mailOfMessage(
  reader: Reader,
  message: { readonly kind: MessageKind; readonly params: MessageParams; readonly path: string },
  publicUrl: string,
): MailText {
  const { kind, params, path } = message;
  const note = String(params['note'] ?? '');
  const paragraphs = [
    term('message', 'message-text', kind, reader.locale, params),
    ...(note === '' ? [] : [mailPart('note', reader.locale, { note })]),
  ];
  return {
    subject: term('message', 'message-title', kind, reader.locale, params),
    body: letter(reader, paragraphs, path, publicUrl),
  };
}

export const testMail = (reader: Reader, publicUrl: string): MailText => ({
  subject: mailPart('test-subject', reader.locale),
  body: letter(reader, [mailPart('test-text', reader.locale)], '/settings/mail', publicUrl),
});
