import type { PolicyCheck } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Descriptor, Position, Unreadable } from './descriptors';
import { positionOfField, type SchemaFile } from './schemas';

/** Something that is wrong, and where. */
export type Remark = Position & {
  file: string;
  /** Whether it stands in the way. */
  blocks: boolean;
  /** What it is where it does not. */
  level: 'error' | 'warning' | 'notice';
  /** What it violates: a policy's title, or the descriptor's own rules. */
  title: string;
  /** The ID of the policy; nothing if the descriptor itself is invalid. */
  policy?: string;
  message: string;
  remedy?: string;
};

/** A subject names a thing, and after it perhaps something of that. */
function locate(
  subject: string,
  descriptor: Descriptor,
  schemas: SchemaFile[],
): Position & { file: string } {
  const [thing, ...rest] = subject.split(' ');
  const schema = schemas.find(each => each.subject === thing);
  if (schema) {
    return {
      file: schema.file,
      ...positionOfField(schema, rest.join(' ') || thing),
    };
  }
  const position =
    descriptor.positionOfText(subject) ??
    descriptor.positionOfText(thing) ??
    descriptor.positionOfPath('metadata.name');
  return { file: descriptor.file, ...position };
}

/** All that a check found wrong, with where it stands: pure. */
export function remarksOf(
  check: PolicyCheck,
  descriptor: Descriptor,
  schemas: SchemaFile[],
): Remark[] {
  return [
    ...check.problems.map(
      ({ path, message }): Remark => ({
        file: descriptor.file,
        ...descriptor.positionOfPath(path),
        blocks: true,
        level: 'error',
        title: 'This is not a valid data product',
        message: `${path} ${message}`,
      }),
    ),
    ...check.results.flatMap(result =>
      result.violations.map(
        ({ subject, message }): Remark => ({
          ...locate(subject, descriptor, schemas),
          blocks: result.blocks,
          level: levelOf(result),
          title: result.title,
          policy: result.policy,
          message,
          remedy: result.remedy,
        }),
      ),
    ),
  ];
}

function levelOf({
  blocks,
  severity,
}: PolicyCheck['results'][number]): Remark['level'] {
  if (blocks) return 'error';
  return severity === 'info' ? 'notice' : 'warning';
}

/** What to say of a file that is no YAML. */
export function unreadableRemark({
  file,
  message,
  position,
}: Unreadable): Remark {
  return {
    file,
    ...position,
    blocks: true,
    level: 'error',
    title: 'This is not YAML',
    message,
  };
}
