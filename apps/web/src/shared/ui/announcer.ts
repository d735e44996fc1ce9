import { ref } from 'vue';

/** What the live regions of the page say; the layout holds one polite and one assertive region. */
export const spoken = { polite: ref(''), assertive: ref('') };

/** Says a sentence to screen readers without moving the focus. The same sentence twice is said twice. */
export function announce(sentence: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  const region = spoken[urgency];
  region.value = '';
  setTimeout(() => (region.value = sentence), 50);
}
