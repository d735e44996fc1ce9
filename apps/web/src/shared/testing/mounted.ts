import { mount, type VueWrapper } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { createApp, defineComponent, h } from 'vue';
import { createI18n } from 'vue-i18n';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import zh from '../locales/zh-CN.json';

const refusals = {
  identity: { 'account-locked': '账号已锁定，请于 {minutes} 分钟后再试。', 'role-held': '已有角色{role}。' },
  machine: { 'not-from-here': '当前状态下不能进行此操作。' },
};
const terms = { role: { office: '市高技办', evaluator: '评审专家' }, tier: { chief: '市级首席' } };

export const testRouter = (): Router =>
  createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: { render: () => null } }],
  });

const plugins = (router: Router) => [
  createPinia(),
  router,
  createI18n({
    legacy: false,
    locale: 'zh-CN',
    messages: { 'zh-CN': { ui: zh, refusals, terms, act: { submit: '提交', save: '保存' } } } as never,
  }),
];

/** A component as a page holds it: with texts, router and stores, attached to the document so that focus works. */
export function mounted(
  // Generic components fit no common type.
  component: unknown,
  props: object,
  slots: Record<string, string> = {},
  router = testRouter(),
): VueWrapper {
  return mount(component as never, {
    props: props as never,
    slots,
    attachTo: document.body,
    global: { plugins: plugins(router) },
  });
}

/** Runs a composable in a component and hands it out; `stop` unmounts. */
export async function composed<Result>(
  use: () => Result,
  path = '/',
): Promise<{ result: Result; router: Router; stop: () => void }> {
  const router = testRouter();
  await router.push(path);
  let result!: Result;
  const app = createApp(
    defineComponent(() => {
      result = use();
      return () => h('div');
    }),
  );
  for (const plugin of plugins(router)) app.use(plugin as never);
  app.mount(document.createElement('div'));
  return { result, router, stop: () => app.unmount() };
}
