import { Text } from '@backstage/ui';
import access from '../access/access.module.css';
import { Disclosure } from '../common/Disclosure';
import { EntityLink } from '../entities/EntityLink';
import { Ago } from '../live/Ago';
import { useLive } from '../live/useLive';

const SHOWN = 20;

/** What was published of a product, the newest first. */
export function VersionList({ productRef }: { productRef: string }) {
  const { value } = useLive(`publication:${productRef}:versions`, api =>
    api.listProductVersions(productRef, { limit: SHOWN }),
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
