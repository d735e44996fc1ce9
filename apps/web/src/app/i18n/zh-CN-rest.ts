import type { MessageParts, MessageTree } from './messages.ts';

// Everything the first view does not say; no page but home and sign-in opens without it.
const parts: MessageParts = {
  own: {},
  features: import.meta.glob<MessageTree>(
    ['../../features/*/locales/**/zh-CN.json', '!../../features/identity/locales/**'],
    { eager: true, import: 'default' },
  ),
  sentences: import.meta.glob<MessageTree>(
    [
      '../../../../../packages/contracts/src/sentences/*.zh-CN.json',
      '!../../../../../packages/contracts/src/sentences/{identity,machine,shared,studio}.zh-CN.json',
    ],
    { eager: true, import: 'default' },
  ),
};

export default parts;
