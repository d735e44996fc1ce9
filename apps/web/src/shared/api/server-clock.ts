/** The server's time as seen from here: each answer's `Date` header corrects the device's clock, which may be wrong by hours. */
class ServerNow {
  #offset = 0;
  #listeners = new Set<() => void>();

  /** Milliseconds since the epoch by the server's clock. */
  now(): number {
    return Date.now() + this.#offset;
  }

  /** Takes the time from an answer; a `Date` header is cut to the second, so half of one is the best guess. */
  learn(text: string | null, precision: 'exact' | 'second' = 'exact'): void {
    const at = text ? Date.parse(text) : Number.NaN;
    if (Number.isNaN(at)) return;
    const offset = at + (precision === 'second' ? 500 : 0) - Date.now();
    if (Math.abs(offset - this.#offset) < 1500) return;
    this.#offset = Math.abs(offset) < 1500 ? 0 : offset;
    for (const listener of this.#listeners) listener();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export const serverNow = new ServerNow();
