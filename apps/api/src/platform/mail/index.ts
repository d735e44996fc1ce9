export { type Mail, Outbox } from './outbox.ts';
export { addressPurpose, Postman } from './postman.ts';
