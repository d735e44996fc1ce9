export { CurrentActor, CurrentSession, Input, Upload, type UploadedFile } from './parameters.ts';
export { RateLimiter } from './rate-limiter.ts';
export { Route } from './route.ts';
export { workbookReply } from './workbook-reply.ts';
