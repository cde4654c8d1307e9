import { Text } from '@backstage/ui';
import type { DataMeshApi } from '@data-mesh/backstage-plugin-data-mesh-common';
import access from '../access/access.module.css';
import { ChangeList } from '../common/ChangeList';
import { Disclosure } from '../common/Disclosure';
import { EntityLink } from '../entities/EntityLink';
import { Ago } from '../live/Ago';
import { useLive } from '../live/useLive';
import type { Version } from './Published';

const SHOWN = 20;

/** What was published of a product or domain, the newest first. */
export function VersionList(props: {
  /** Of the product or domain. */
  entityRef: string;
  load: (
    api: DataMeshApi,
    query: { limit: number },
  ) => Promise<{ items: Version[]; totalItems: number }>;
}) {
  const { entityRef, load } = props;
  const { value } = useLive(`publication:${entityRef}:versions`, api =>
    load(api, { limit: SHOWN }),
  );
  if (!value) return null;
  return (
    <Disclosure title="Versions" subtitle={`${value.totalItems}`}>
      <ul className={access.plain} aria-label="Versions">
        {value.items.map(version => (
          <li key={version.version}>
            <Text>
              {version.version}: {version.state} by{' '}
              <EntityLink inText entityRef={version.changedBy} />{' '}
              <Ago at={version.changedAt} />
              {version.reason && <>: {version.reason}</>}
            </Text>
            {version.changes.length > 0 && (
              <ChangeList
                label={`Changes of version ${version.version}`}
                changes={version.changes}
              />
            )}
          </li>
        ))}
      </ul>
      {value.totalItems > SHOWN && (
        <Text color="secondary">
          {`The ${value.totalItems - SHOWN} before them are in the history.`}
        </Text>
      )}
    </Disclosure>
  );
}
