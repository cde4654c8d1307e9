/** The demo's credentials: one Java properties file per principal. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  loginOf,
  parseProperties,
} from '../../../scripts/lib/java-properties.mjs';

const clientsDir = path.join(
  path.dirname(fileURLToPath(import.meta.url)),
  '../clients',
);

/** @returns {string[]} the names of all principals, without `User:` */
export function principalNames() {
  return fs
    .readdirSync(clientsDir)
    .filter(file => file.endsWith('.properties'))
    .map(file => path.basename(file, '.properties'))
    .sort();
}

/**
 * @param {string} principal - without `User:`
 * @returns {{ username: string, password: string }}
 */
export function credentialsOf(principal) {
  const file = path.join(clientsDir, `${principal}.properties`);
  const properties = parseProperties(fs.readFileSync(file, 'utf8'));
  return loginOf(properties['sasl.jaas.config'] ?? '');
}
