/** Writes docs/notices from the code: clause, rule, test, or why not. `node scripts/notices.ts` */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { catalogue } from '../packages/contracts/src/catalogue.ts';
import { notices } from '../packages/domain/src/notice/index.ts';
import type { RegisteredClause, RuleSet } from '../packages/domain/src/upgrade/index.ts';
import { clauseRegister, ruleSets, upgradeRules } from '../packages/domain/src/upgrade/index.ts';
import { ruleCases } from '../packages/domain/src/upgrade/eligibility/rule-cases.builder.ts';

const folder = path.join(import.meta.dirname, '../docs/notices');
const title = (rule: string) =>
  catalogue['eligibility']?.['zh-CN'].terms['upgrade-condition']?.[rule.slice('upgrade.'.length)] ?? '';

/** How often the table of cases lets the rule find what: `met 2, unmet 1`. */
function tested(rule: string): string {
  const found = ruleCases.filter(([id]) => id === rule).map(([, , , expected]) => expected);
  return [...new Set(found)].map((one) => `${one} ${found.filter((other) => other === one).length}`).join(', ');
}

function row({ number, quote, treatment }: RegisteredClause): string {
  const by = {
    rule: () => {
      const { rule } = treatment as { rule: string };
      const soft = upgradeRules.find(({ id }) => id === rule)?.soft ? '; in principle, may be waived' : '';
      return [`\`${rule}\` ${title(rule)}${soft}`, `rules.test.ts: ${tested(rule)}`];
    },
    people: () => ['judged by people', because(treatment)],
    elsewhere: () => ['not of the verdict', because(treatment)],
    none: () => ['no condition', because(treatment)],
  }[treatment.by]();
  return `| ${[number ?? '', quote, ...by].join(' | ')} |`;
}
const because = (treatment: RegisteredClause['treatment']) => ('because' in treatment ? treatment.because : '');

const figures = (rules: RuleSet): string =>
  Object.entries(rules)
    .filter(([name]) => !['id', 'version', 'notice', 'inForceFrom'].includes(name))
    .map(([name, value]) => `| \`${name}\` | \`${JSON.stringify(value)}\` |`)
    .join('\n');

const pageOf = (rules: RuleSet): string => {
  const notice = notices.find(({ id }) => id === rules.notice);
  if (!notice) throw new Error(`no notice ${rules.notice}`);
  const clauses = notice.clauses.map(({ clause }) => {
    const rows = clauseRegister.filter((one) => one.clause === clause).map(row);
    return `## ${clause}\n\n| no. | words of the notice | rule, or who else | test, or why |\n| --- | --- | --- | --- |\n${rows.join('\n')}`;
  });
  return `# ${notice.documentNumber}\n\n${notice.title}, ${notice.issuedOn}. Rule set \`${rules.id}\`, version ${rules.version}, in force from ${rules.inForceFrom}.
Each clause with what becomes of it: a rule of \`packages/domain/src/upgrade\` and the rows of its table test, or why there is none.
Generated from the code by \`node scripts/notices.ts\`; do not edit.\n\n${clauses.join('\n\n')}\n
## Figures of the rule set\n\n| figure | value |\n| --- | --- |\n${figures(rules)}\n`;
};

/** The latest version of each rule set, by file name. */
export const noticePages: Readonly<Record<string, string>> = Object.fromEntries(
  ruleSets.toSorted((one, other) => one.version - other.version).map((rules) => [`${rules.notice}.md`, pageOf(rules)]),
);

/** The pages whose file differs from what the code says now. */
export const staleNoticePages = (): readonly string[] =>
  Object.entries(noticePages)
    .filter(([name, text]) => {
      const file = path.join(folder, name);
      return !existsSync(file) || readFileSync(file, 'utf8') !== text;
    })
    .map(([name]) => name);

if (process.argv[1] === import.meta.filename) {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(noticePages)) writeFileSync(path.join(folder, name), text);
}
