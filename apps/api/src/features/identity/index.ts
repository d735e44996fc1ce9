export { DemoAccountQueries } from './demo-account.queries.ts';
export { hashPassword } from './password.ts';
