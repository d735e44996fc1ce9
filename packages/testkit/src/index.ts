export * from './documents.builder.ts';
export * from './identity-numbers.builder.ts';
export * from './random.ts';
export * from './demo/studios.ts';
