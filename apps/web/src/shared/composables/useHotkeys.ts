import { useEventListener } from '@vueuse/core';
import { type MaybeRefOrGetter, toValue } from 'vue';

/** Keys as `event.key` gives them, lower case for letters; `Control+s` with a modifier. */
export type Hotkeys = Readonly<Record<string, (event: KeyboardEvent) => unknown>>;

const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches(
      'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [role=combobox], [role=spinbutton]',
    ));

const nameOf = (event: KeyboardEvent): string => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `Control+${key}` : event.altKey ? `Alt+${key}` : key;
};

/** Element keeps the overlays of closed dialogs in the page; only a shown one holds the keys. */
const dialogIsOpen = (): boolean =>
  [...document.querySelectorAll('dialog[open], .el-overlay-dialog')].some((dialog) => dialog.checkVisibility());

/**
 * Keys of a work surface. They rest while somebody types into a field (unless `inFields` names the key), while a dialog is open,
 * and while `when` is false. A handler that returns `false` lets the key pass.
 */
export function useHotkeys(
  keys: MaybeRefOrGetter<Hotkeys>,
  options: { when?: MaybeRefOrGetter<boolean>; inFields?: readonly string[] } = {},
): void {
  useEventListener(document, 'keydown', (event: KeyboardEvent) => {
    if (event.isComposing || event.defaultPrevented || toValue(options.when) === false) return;
    const name = nameOf(event);
    const handler = toValue(keys)[name];
    if (!handler) return;
    if (writes(event.target) && !options.inFields?.includes(name)) return;
    if (dialogIsOpen()) return;
    // A focused button or link keeps its own Enter and Space.
    if (
      (name === 'Enter' || name === ' ') &&
      event.target instanceof HTMLElement &&
      event.target.closest('a, button, summary')
    )
      return;
    if (handler(event) !== false) event.preventDefault();
  });
}
