export { CurrentActor, CurrentSession, Input, Upload, type UploadedFile } from './parameters.ts';
export { Route } from './route.ts';
