import { expect, test } from 'vitest';
import { z as shape } from './zod-shape.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the stand-in has no types; `zod`'s are used where it is imported.
const z = shape as any;

test('tables of the contracts are built over it as over zod', () => {
  const row = z
    .object({ id: z.uuid(), tier: z.enum(['chief']).optional(), at: z.iso.datetime({ offset: true }) })
    .meta({ id: 'Row' });
  const wider = z.object({ ...row.shape, more: z.array(row).default([]) }).refine(() => true);
  expect(wider).toBeDefined();
});

test('reading a schema is refused at once, not wrong in silence', () => {
  const tier = z.enum(['chief', 'national']);
  expect(() => tier.options).toThrow('the server validates');
  expect(() => z.object({}).safeParse({})).toThrow('the server validates');
});

test('it is no promise, so that it can be awaited and inspected', async () => {
  await expect(Promise.resolve(z.string())).resolves.toBeDefined();
});
