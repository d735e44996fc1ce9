import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql, UnitOfWork } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';

let portal: Portal;
let unit: UnitOfWork;
beforeAll(async () => {
  portal = await openPortal();
  unit = portal.app.get(UnitOfWork);
  await portal.db.run(sql`CREATE TABLE notes (id int PRIMARY KEY, text text NOT NULL)`);
});
afterAll(() => portal.close());

const gates = (count: number) => Array.from({ length: count }, () => Promise.withResolvers<void>());
const note = (id: number) => portal.db.run(sql`INSERT INTO notes VALUES (${id}, 'a')`);
const ids = async () =>
  (await portal.db.rows<{ id: number }>(sql`SELECT id FROM notes ORDER BY id`)).map(({ id }) => id);

test('a unit is all or nothing, and one inside another is the same', async () => {
  const failing = unit.run(async () => {
    await note(1);
    await unit.run(() => note(2));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await ids()).toEqual([]);
  await unit.run(async () => {
    await note(1);
    await unit.run(() => note(2));
    expect(await ids()).toEqual([1, 2]);
  });
  expect(await ids()).toEqual([1, 2]);
});

test('what is written apart stays when the unit fails', async () => {
  const failing = unit.run(async () => {
    await unit.apart(() => note(3));
    await note(4);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await ids()).toEqual([1, 2, 3]);
});

test('what waits for the commit happens after it, and not after a rollback', async () => {
  const happened: string[] = [];
  await unit.run(async () => {
    unit.afterCommit(() => happened.push('told'));
    expect(happened).toEqual([]);
  });
  await unit
    .run(async () => {
      unit.afterCommit(() => happened.push('never'));
      throw new Error('no');
    })
    .catch(() => undefined);
  expect(happened).toEqual(['told']);
});

test('units that run side by side do not see each other', async () => {
  const [written, read] = [gates(3), gates(3)];
  const results = await Promise.all(
    written.map((mine, index) =>
      unit.run(async () => {
        await note(11 + index);
        mine.resolve();
        await Promise.all(written.map(({ promise }) => promise));
        const seen = (await ids()).filter((id) => id > 10);
        read[index]!.resolve();
        await Promise.all(read.map(({ promise }) => promise));
        return seen;
      }),
    ),
  );
  expect(results).toEqual([[11], [12], [13]]);
});

test('a statement that repeats survives a change of its table', async () => {
  const all = () => portal.db.rows<object>(sql`SELECT * FROM notes WHERE id = 1`);
  for (let time = 0; time < 8; time += 1) await all();
  await portal.db.run(sql`ALTER TABLE notes ADD COLUMN more int`);
  for (let time = 0; time < 8; time += 1) expect(await all()).toEqual([{ id: 1, text: 'a', more: null }]);
});
