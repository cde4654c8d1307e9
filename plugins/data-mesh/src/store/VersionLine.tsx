import { Text } from '@backstage/ui';
import { EntityLink } from '../entities/EntityLink';
import { Ago } from '../live/Ago';
import type { Version } from './Published';

/** Which version counts, who published it, when and why. */
export function VersionLine({ version }: { version: Version }) {
  return (
    <Text as="p" color="secondary">
      Version {version.version}, published by{' '}
      <EntityLink inText entityRef={version.changedBy} />{' '}
      <Ago at={version.changedAt} />
      {version.reason && <>: {version.reason}</>}
    </Text>
  );
}
