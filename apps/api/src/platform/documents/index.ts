export { type Cell } from './cells.ts';
export { chineseDay } from './chinese-day.ts';
export { csvLine, csvOf } from './csv.ts';
export { readSheet, type SheetContent, writeSheet } from './spreadsheet.ts';
export { bytesOf, workbookOf, type WorkbookSheet } from './workbook.ts';
export { type PdfDefinition, pdfOf, unprintable, UnprintableText } from './pdf.ts';
export { mergedPdf, type Merged, type MergePart } from './merged-pdf.ts';
