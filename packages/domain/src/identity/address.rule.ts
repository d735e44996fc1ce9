/**
 * A mail address as lists and administrators see it: the first letter and the domain, `w***@example.cn`. Enough to recognise
 * one's own, not enough to write to.
 */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '***' : `${[...address][0]}***${address.slice(at)}`;
}

/** A server's answer with every address taken out: it is kept for administrators, who do not read addresses. */
export const withoutAddresses = (text: string): string => text.replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/gu, '***');
