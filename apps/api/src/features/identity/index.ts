export { AdminService } from './admin.service.ts';
export { DemoAccountQueries } from './demo-account.queries.ts';
export { hashPassword } from './password.ts';
