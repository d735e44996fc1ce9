export { type Cell } from './cells.ts';
export { csvLine, csvOf } from './csv.ts';
