export * from './http.ts';
export * from './problem-error.ts';
export { serverNow } from './server-clock.ts';
export { upload, type UploadOptions } from './upload.ts';
