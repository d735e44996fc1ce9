export { Audience } from './audience.queries.ts';
export { letter, mailPart, type MailText, type Reader } from './mail-text.ts';
export { MessageModule } from './message.module.ts';
export { Messages, type Telling, type Told } from './messages.service.ts';
