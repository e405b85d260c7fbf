/** As RFC 4180 has it: what holds a comma, a quotation mark or a line break stands in quotation marks. */
export function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
