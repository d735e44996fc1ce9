const names: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\/([\d]+)/, 'WeChat'],
  [/Edg\/(\d+)/, 'Edge'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/Chrome\/(\d+)/, 'Chrome'],
  [/Version\/(\d+).*Safari/, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** `Chrome 140, Windows` of a browser's long self-description; the text itself when it is none of these. */
export function browserOf(agent: string): string {
  const browser = names
    .map(([pattern, name]) => ({ name, version: pattern.exec(agent)?.[1] }))
    .find(({ version }) => version);
  const system = systems.find(([pattern]) => pattern.test(agent))?.[1];
  if (!browser) return agent.slice(0, 60);
  return [`${browser.name} ${browser.version}`, system].filter(Boolean).join(', ');
}
