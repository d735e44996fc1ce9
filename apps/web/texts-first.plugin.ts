import type { Plugin } from 'vite';

/** The languages' chunks, known only after the build, as data on the script that runs first: it preloads the one to be shown. */
export function textsFirst(): Plugin {
  return {
    name: 'jianglian:texts-first',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        if (!bundle) return html;
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        const of = (...modules: string[]) =>
          chunks
            .filter(({ facadeModuleId }) => modules.some((end) => facadeModuleId?.endsWith(end)))
            .map(({ fileName }) => `/${fileName}`)
            .join(' ');
        const zh = of('/app/i18n/zh-CN.ts', '/locale/lang/zh-cn.mjs');
        const en = of('/app/i18n/en.ts', '/locale/lang/en.mjs');
        return html.replace(
          '<script src="/appearance.js">',
          `<script src="/appearance.js" data-zh="${zh}" data-en="${en}">`,
        );
      },
    },
  };
}
