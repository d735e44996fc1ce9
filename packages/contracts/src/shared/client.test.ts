import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { client, type Transport } from './client.ts';
import { endpoint } from './endpoint.ts';
import { fillIn } from './sentences.ts';

const api = {
  list: endpoint({
    method: 'GET',
    path: '/letters',
    permission: 'signed-in',
    summary: 'Letters',
    query: z.strictObject({ tier: z.array(z.string()).optional(), search: z.string().optional() }),
    reply: z.array(z.string()),
  }),
  send: endpoint({
    method: 'POST',
    path: '/letters/:id/sending',
    permission: 'signed-in',
    summary: 'Send',
    params: z.strictObject({ id: z.string() }),
    body: z.strictObject({ revision: z.int() }),
    reply: 'nothing',
  }),
};

describe('the typed client', () => {
  const asked: Parameters<Transport>[0][] = [];
  const letters = client(api, async (request) => {
    asked.push(request);
    return [];
  });

  it('fills the path, repeats lists in the query and leaves out what is not given', async () => {
    await letters.list({ query: { tier: ['chief', 'national'], search: '' } });
    await letters.list();
    await letters.send({ params: { id: '冉/1' }, body: { revision: 3 } });
    expect(asked.map(({ path, query, body }) => [path, query, body])).toEqual([
      ['/letters', '?tier=chief&tier=national', undefined],
      ['/letters', '', undefined],
      ['/letters/%E5%86%89%2F1/sending', '', { revision: 3 }],
    ]);
  });

  it('hands on the signal that ends a call', async () => {
    const { signal } = new AbortController();
    await letters.list({}, { signal });
    expect(asked.at(-1)?.signal).toBe(signal);
  });
});

describe('a sentence', () => {
  it('has its parameters filled in, lists joined as the language does, and says what it lacks', () => {
    expect(fillIn('{n} 人：{names}', { n: 2, names: ['甲', '乙'] }, 'zh-CN')).toBe('2 人：甲、乙');
    expect(fillIn('{n} of {names}', { n: 2, names: ['a', 'b'] }, 'en')).toBe('2 of a, b');
    expect(fillIn('until {day}', { day: null }, 'en')).toBe('until {day}');
  });
});
