import { shallowReactive } from 'vue';
import { announce } from './announcer.ts';

export interface Toast {
  readonly id: number;
  readonly kind: 'done' | 'note' | 'failed';
  readonly text: string;
  /** A second chance, e.g. 撤销. */
  readonly act?: { readonly label: string; readonly run: () => void };
}

export const toasts = shallowReactive<Toast[]>([]);
const LIFE_MS = { done: 5000, note: 7000, failed: 12_000 };
let next = 1;

export function dismiss(id: number): void {
  const at = toasts.findIndex((toast) => toast.id === id);
  if (at >= 0) toasts.splice(at, 1);
}

/** A short word on what happened, at the edge of the page and spoken once. Never the only place of an error a form must show. */
export function toast(text: string, kind: Toast['kind'] = 'done', act?: Toast['act']): void {
  const id = next++;
  toasts.push({ id, kind, text, ...(act ? { act } : {}) });
  if (toasts.length > 3) toasts.shift();
  announce(text, kind === 'failed' ? 'assertive' : 'polite');
  setTimeout(() => dismiss(id), act ? 10_000 : LIFE_MS[kind]);
}
