/** Writes docs/reference from the code: machines, permissions, refusals, endpoints. `node scripts/reference.ts` */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { catalogue, portalApi } from '../packages/contracts/src/index.ts';
import { permissions, roles } from '../packages/domain/src/identity/index.ts';
import { diagramOf } from '../packages/domain/src/kernel/index.ts';
import { machines, refusalLists } from './house.ts';

const folder = path.join(import.meta.dirname, '../docs/reference');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const page = (title: string, lead: string, ...parts: readonly string[]): string =>
  `# ${title}\n\n${lead} Generated from the code by \`node scripts/reference.ts\`; do not edit.\n\n${parts.join('\n\n')}\n`;

const machinesPage = page(
  'Machines',
  'What may happen in which state.',
  ...machines.map(
    ({ feature, machine }) => `## ${feature}: ${machine.name}\n\n\`\`\`mermaid\n${diagramOf(machine)}\n\`\`\``,
  ),
);

const permissionsPage = page(
  'Permissions',
  'Which role may do what; within a permission, the scope of the role decides about which studios.',
  table(
    ['permission', ...roles],
    Object.entries(permissions).map(([permission, allowed]) => [
      `\`${permission}\``,
      ...roles.map((role) => ((allowed as readonly string[]).includes(role) ? '●' : '')),
    ]),
  ),
);

const refusalsPage = page(
  'Refusals',
  'Every code of a problem answer with its sentence.',
  ...refusalLists.map(
    ({ feature, codes }) =>
      `## ${feature}\n\n${table(
        ['code', '中文', 'English'],
        codes.map((code) => {
          const reason = code.slice(feature.length + 1);
          const sentences = catalogue[feature];
          return [`\`${code}\``, sentences?.['zh-CN'].refusals[reason] ?? '', sentences?.en.refusals[reason] ?? ''];
        }),
      )}`,
  ),
);

const endpointsPage = page(
  'Endpoints',
  'All paths are below `/api`; schemas stand in `/api/openapi.json` of a running portal.',
  ...Object.entries(portalApi).map(
    ([feature, endpoints]) =>
      `## ${feature}\n\n${table(
        ['call', 'permission', 'purpose'],
        Object.values(endpoints).map(({ method, path: at, permission, summary }) => [
          `\`${method} ${at}\``,
          `\`${permission}\``,
          summary,
        ]),
      )}`,
  ),
);

export const referencePages: Readonly<Record<string, string>> = {
  'machines.md': machinesPage,
  'permissions.md': permissionsPage,
  'refusals.md': refusalsPage,
  'endpoints.md': endpointsPage,
};

/** The pages whose file differs from what the code says now. */
export const staleReferencePages = (): readonly string[] =>
  Object.entries(referencePages)
    .filter(([name, text]) => {
      const file = path.join(folder, name);
      return !existsSync(file) || readFileSync(file, 'utf8') !== text;
    })
    .map(([name]) => name);

if (process.argv[1] === import.meta.filename) {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(referencePages)) writeFileSync(path.join(folder, name), text);
}
