export * from './client.ts';
export * from './endpoint.ts';
export * from './problem.ts';
export * from './sentences.ts';
export * from './views.ts';
