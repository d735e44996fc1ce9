interface Connection {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
}

/**
 * Fetches the Chinese face after the first view: its table of a hundred slices, of which a page then loads the few it shows.
 * On a slow or metered line the device's own Chinese face stays.
 */
export function loadFace(): void {
  const { connection } = navigator as { connection?: Connection };
  if (connection?.saveData || (connection?.effectiveType && connection.effectiveType !== '4g')) return;
  const load = () => void import('@fontsource-variable/noto-sans-sc/wght.css');
  if ('requestIdleCallback' in window) requestIdleCallback(load, { timeout: 4000 });
  else setTimeout(load, 1000);
}
