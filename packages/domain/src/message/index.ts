export * from './mail.refusals.ts';
export * from './message.ts';
