export { FieldCipher } from './field-cipher.ts';
