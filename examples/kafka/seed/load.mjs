/** Reads the seed's data files into what Kafka and the registry want. No I/O beyond these files. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const here = path.dirname(fileURLToPath(import.meta.url));

/**
 * @typedef {object} SeedTopic
 * @property {string} name
 * @property {number} partitions
 * @property {Record<string, string>} config
 *
 * @typedef {object} SeedAcl
 * @property {string} principal - with `User:`
 * @property {'TOPIC' | 'GROUP' | 'CLUSTER' | 'TRANSACTIONAL_ID'} resourceType
 * @property {'LITERAL' | 'PREFIXED'} patternType
 * @property {string} name
 * @property {string} operation
 *
 * @typedef {object} SeedSubject
 * @property {string} subject
 * @property {'AVRO' | 'JSON' | 'PROTOBUF'} type
 * @property {string} compatibility
 * @property {{ name: string, subject: string, version: number }[]} references
 * @property {string[]} versions - the schemas' texts, oldest first
 */

/** @param {string} file */
const read = file => fs.readFileSync(path.join(here, file), 'utf8');

/** @returns {SeedTopic[]} */
export function seedTopics() {
  return parse(read('topics.yaml')).map(topic => ({
    name: topic.name,
    partitions: topic.partitions,
    config: Object.fromEntries(
      Object.entries(topic.config ?? {}).map(([key, value]) => [
        key,
        String(value),
      ]),
    ),
  }));
}

/** @returns {string[]} the principals that the seed creates, without `User:` */
export function seedPrincipals() {
  return Object.keys(parse(read('principals.yaml')));
}

/** @returns {SeedAcl[]} */
export function seedAcls() {
  return Object.entries(parse(read('principals.yaml'))).flatMap(
    ([principal, lines]) =>
      lines.flatMap(line =>
        Object.entries(line).flatMap(([resource, operations]) =>
          operations.map(operation => ({
            principal: `User:${principal}`,
            ...parseResource(resource),
            operation,
          })),
        ),
      ),
  );
}

/**
 * @param {string} text - `<type> [prefix] <name>`
 * @returns {Pick<SeedAcl, 'resourceType' | 'patternType' | 'name'>}
 */
export function parseResource(text) {
  const match = text.match(
    /^(topic|group|cluster|transactional_id) (prefix )?(\S+)$/,
  );
  if (!match) {
    throw new Error(
      `principals.yaml: "${text}" is no resource: write "<topic|group|cluster|transactional_id> [prefix] <name>".`,
    );
  }
  return {
    resourceType: /** @type {SeedAcl['resourceType']} */ (
      match[1].toUpperCase()
    ),
    patternType: match[2] ? 'PREFIXED' : 'LITERAL',
    name: match[3],
  };
}

/** @returns {SeedSubject[]} */
export function seedSubjects() {
  return Object.entries(parse(read('subjects.yaml'))).map(
    ([subject, { type, compatibility, references = [], versions }]) => ({
      subject,
      type,
      compatibility,
      references,
      versions: versions.map(file => read(`schemas/${file}`)),
    }),
  );
}
