import { shallowRef } from 'vue';
import type { App } from 'vue';
import type { Router } from 'vue-router';

/** A fault no page could handle; the layout shows the error page over the content until the next navigation. */
export const fault = shallowRef<unknown>();

const staleChunk = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|Importing a module script failed|preload CSS/i.test(error.message);

/** Catches what slips through. After a new release an open page asks for code that is gone: it is loaded anew, once. */
export function reportFaults(app: App, router: Router): void {
  app.config.errorHandler = (error) => {
    console.error(error);
    fault.value = error;
  };
  router.onError((error, to) => {
    const mark = 'jianglian.reloaded';
    if (staleChunk(error) && sessionStorage.getItem(mark) !== to.fullPath) {
      sessionStorage.setItem(mark, to.fullPath);
      location.assign(to.fullPath);
      return;
    }
    console.error(error);
    fault.value = error;
  });
  router.afterEach(() => (fault.value = undefined));
}
