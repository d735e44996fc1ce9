export { AdminService } from './admin.service.ts';
export { DemoAccountQueries } from './demo-account.queries.ts';
export { DemoAccountService } from './demo-account.service.ts';
export { hashPassword } from './password.ts';
