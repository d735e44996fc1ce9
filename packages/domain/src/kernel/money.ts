/** Money is integer fen: one yuan is 100. */
export type Fen = number;

const FEN_PER_YUAN = 100;
const FEN_PER_WAN = 1_000_000;

/** Fen of a typed amount of yuan (`12,345.6`); undefined when it is no amount with at most two decimals. */
export function fenOfYuan(text: string): Fen | undefined {
  const plain = text.replace(/[,，\s]/g, '');
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(plain);
  if (!match) return undefined;
  const fen = Number(match[2]) * FEN_PER_YUAN + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] === '-' && fen > 0 ? -fen : fen;
}

/** `50,000.00` yuan. */
export function yuanText(fen: Fen): string {
  const whole = Math.trunc(Math.abs(fen) / FEN_PER_YUAN);
  const rest = String(Math.abs(fen) % FEN_PER_YUAN).padStart(2, '0');
  return `${fen < 0 ? '-' : ''}${String(whole).replace(/\B(?=(\d{3})+$)/g, ',')}.${rest}`;
}

/** `3.62` 万元: at most two decimals, half up. */
export const wanText = (fen: Fen): string => String(Math.round((fen / FEN_PER_WAN) * 100) / 100);
