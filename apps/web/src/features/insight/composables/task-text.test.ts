import type { TaskView } from '@jianglian/contracts/insight';
import { categoryOf, taskKinds } from '@jianglian/domain/insight';
import { describe, expect, it } from 'vitest';
import { createMemoryHistory, createRouter, type RouteRecordRaw } from 'vue-router';
import en from '../locales/en.json';
import zh from '../locales/zh-CN.json';
import { linkOf } from './task-text.ts';

const features = import.meta.glob<{ routes: readonly RouteRecordRaw[] }>('../../*/routes.ts', { eager: true });
const router = createRouter({
  history: createMemoryHistory(),
  routes: Object.values(features).flatMap(({ routes }) => [...routes]),
});

const id = '0d7cbe0e-2b3a-4c1d-9e7f-000000000001';
const taskOf = (kind: TaskView['kind']): TaskView => ({
  key: kind,
  kind,
  category: categoryOf(kind),
  dueAt: null,
  since: null,
  studio: { id, name: '冉庭舟技能大师工作室' },
  subject: { type: 'any', id },
  params: { report: 'plan', year: 2026, count: 2 },
  reminded: null,
});
const parts = ['title', 'sub', 'why', 'action'] as const;

describe.each(taskKinds)('the task %s', (kind) => {
  it('leads to a page of the portal', () => {
    expect(router.resolve(linkOf(taskOf(kind))).matched).not.toEqual([]);
  });

  it('says what, where and why in both languages, with the same names in it', () => {
    const named = (text: string) => [...new Set(text.match(/\{\w+\}/g))].toSorted();
    for (const part of parts) {
      expect(zh.task[kind][part], part).not.toBe('');
      expect(named(en.task[kind][part]), part).toEqual(named(zh.task[kind][part]));
    }
  });
});
