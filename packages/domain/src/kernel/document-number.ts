/** Issuer, year in 〔〕, serial: 渝高技办〔2024〕7号. Other brackets are accepted on input. */
const PATTERN = /^(\p{Script=Han}+)\s*[〔[(【（［]\s*(\d{4})\s*[〕\])】）］]\s*(\d+)\s*号$/u;

/** The document number (发文字号) in its standard form; undefined when the text is none. */
export function normaliseDocumentNumber(text: string): string | undefined {
  const match = PATTERN.exec(text.trim());
  return match ? `${match[1]}〔${match[2]}〕${Number(match[3])}号` : undefined;
}
