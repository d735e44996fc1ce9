import type { Register } from '@jianglian/testkit';
import type { TableWriter } from './table-writer.ts';

/** The dictionaries of this database, by the code or name a scenario uses. */
export async function registerOf(writer: TableWriter): Promise<Register> {
  const recommenders = await writer.rows<{ id: string; code: string; name: string }>(
    'SELECT id, code, name FROM recommenders',
  );
  const occupations = await writer.rows<{ id: string; name: string }>('SELECT id, name FROM occupations');
  const byCode = new Map(recommenders.map(({ id, code, name }) => [code, { id, name }]));
  const byName = new Map(occupations.map(({ id, name }) => [name, id]));
  return {
    recommender: (code) => {
      const found = byCode.get(code);
      if (found === undefined) throw new Error(`the register has no recommender ${code}`);
      return found;
    },
    occupation: (name) => ({ id: byName.get(name) ?? null, name }),
  };
}
