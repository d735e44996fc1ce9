import { expect, test } from 'vitest';
import { assemble, type MessageTree } from './messages.ts';

test('texts stand under their feature, refusals under theirs, terms of all features together', () => {
  const tree = assemble({
    own: { shell: { brand: '匠联' } },
    features: {
      '../../features/studio/locales/zh-CN.json': { list: { title: '名册' } },
      '../../features/studio/locales/import/zh-CN.json': { title: '导入' },
    },
    sentences: {
      '../contracts/src/sentences/studio.zh-CN.json': {
        refusals: { 'no-such': '没有' },
        terms: { tier: { chief: '市级首席' } },
      },
      '../contracts/src/sentences/award-import.zh-CN.json': {
        refusals: { full: '已满' },
        terms: { tier: { municipal: '市级' }, step: { map: '对应列' } },
      },
    },
  });
  expect(tree).toEqual({
    shell: { brand: '匠联' },
    studio: { list: { title: '名册' }, import: { title: '导入' } },
    refusals: { studio: { 'no-such': '没有' }, 'award-import': { full: '已满' } },
    terms: { tier: { chief: '市级首席', municipal: '市级' }, step: { map: '对应列' } },
  });
});

const files = import.meta.glob<MessageTree>(
  ['../locales/*.json', '../../shared/locales/*.json', '../../features/*/locales/**/*.json'],
  { eager: true, import: 'default' },
);
const keysOf = (tree: MessageTree, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : keysOf(value, `${path}${key}.`),
  );

test.each(Object.keys(files).filter((path) => path.endsWith('zh-CN.json')))(
  '%s has the same keys in English',
  (path) => {
    expect(keysOf(files[path.replace('zh-CN', 'en')] ?? {}).toSorted()).toEqual(keysOf(files[path]!).toSorted());
  },
);

test.each(Object.keys(files))('%s takes the same parameters in both languages and is never empty', (path) => {
  const other = files[path.includes('zh-CN') ? path.replace('zh-CN', 'en') : path.replace(/en\.json$/, 'zh-CN.json')]!;
  const at = (tree: MessageTree, key: string): string =>
    key.split('.').reduce<unknown>((node, name) => (node as MessageTree)[name], tree) as string;
  const parameters = (text: string) =>
    // A plural names its parameters in each form.
    [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].toSorted((a, b) => a.localeCompare(b));
  for (const key of keysOf(files[path]!)) {
    expect(at(files[path]!, key), key).not.toBe('');
    expect(parameters(at(other, key) ?? ''), key).toEqual(parameters(at(files[path]!, key)));
  }
});
