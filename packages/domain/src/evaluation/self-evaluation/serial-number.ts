/** Digits and letters that are not mistaken for each other, as in GB 32100. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const length = 8;

/**
 * The number printed on a self-evaluation: `ZP2026-7K3M-9QXD-4`. It is worked out from the evaluation's id, so that it never
 * changes and needs no counter; the last sign checks the others, so that a misread one is noticed.
 */
export function serialNumber({ year, id }: { readonly year: number; readonly id: string }): string {
  let rest = BigInt(`0x${id.replaceAll('-', '')}`) % BigInt(alphabet.length) ** BigInt(length);
  let body = '';
  for (let place = 0; place < length; place++) {
    body = alphabet[Number(rest % BigInt(alphabet.length))] + body;
    rest /= BigInt(alphabet.length);
  }
  return `ZP${year}-${body.slice(0, 4)}-${body.slice(4)}-${checkOf(`${year}${body}`)}`;
}

/** Whether a number as typed from paper can be one of ours at all. */
export function isSerialNumber(text: string): boolean {
  const found = /^ZP(\d{4})-(.{4})-(.{4})-(.)$/.exec(text.trim().toUpperCase());
  if (!found) return false;
  const [, year = '', first = '', second = '', check = ''] = found;
  const body = first + second;
  return [...body].every((sign) => alphabet.includes(sign)) && checkOf(year + body) === check;
}

/** Weights 3^i modulo 31, as in GB 32100. */
function checkOf(signs: string): string {
  let sum = 0;
  let weight = 1;
  for (const sign of signs) {
    sum += alphabet.indexOf(sign) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet[(31 - (sum % 31)) % 31] as string;
}
