export { Config, ConfigurationError } from './config.ts';
export { withFieldKeys } from './field-keys.ts';
