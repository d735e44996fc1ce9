import { expect, test } from 'vitest';
import { mounted } from '../testing/mounted.ts';
import OfferButtons from './OfferButtons.vue';

const offers = [
  { action: 'save', refusals: [] },
  {
    action: 'submit',
    refusals: [
      { code: 'machine.not-from-here', params: {} },
      { code: 'identity.account-locked', params: { minutes: 27 } },
    ],
  },
];
const shown = (props = {}) => mounted(OfferButtons, { offers, words: 'act', primary: 'save', ...props });

test('an offer that is refused shows its reasons, joined to its button', () => {
  const page = shown();
  const submit = page.findAll('button')[1]!;
  expect(submit.text()).toBe('提交');
  const reasons = page.get(`[id="${submit.attributes('aria-describedby')}"]`).text();
  expect(reasons).toContain('暂不能提交');
  expect(reasons).toContain('当前状态下不能进行此操作。');
  expect(reasons).toContain('请于 27 分钟后再试');
});

test('a refused offer is reachable by keyboard and does nothing', async () => {
  const page = shown();
  const submit = page.findAll('button')[1]!;
  expect(submit.attributes('disabled')).toBeUndefined();
  expect(submit.attributes('aria-disabled')).toBe('true');
  await submit.trigger('click');
  expect(page.emitted('act')).toBeUndefined();
});

test('an open offer acts, and not twice while it is under way', async () => {
  const page = shown();
  await page.findAll('button')[0]!.trigger('click');
  expect(page.emitted('act')).toEqual([['save']]);
  await page.setProps({ busy: 'save' });
  await page.findAll('button')[0]!.trigger('click');
  expect(page.emitted('act')).toHaveLength(1);
});

test('only the offers asked for are shown', () => {
  expect(shown({ only: ['submit'] }).findAll('button')).toHaveLength(1);
  expect(
    shown({ except: ['submit'] })
      .findAll('button')[0]!
      .text(),
  ).toBe('保存');
});
