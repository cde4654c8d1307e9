import { Flex, Skeleton, Text } from '@backstage/ui';
import type {
  ProductReader,
  ProductReaderList,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { Failure } from '../common/Failure';
import { EntityLink } from '../entities/EntityLink';
import { Ago } from '../live/Ago';
import { Until } from '../live/Until';
import { useAsk } from '../live/useAsk';
import styles from './lifecycle.module.css';

const SHOWN = 50;

/** Who reads a product, or one port of it, and who is told for them. */
export function ReadersView(props: { productRef: string; port?: string }) {
  const { productRef, port } = props;
  const readers = useAsk(productRef, api =>
    api.listReaders(productRef, { limit: SHOWN }),
  );
  if (readers.pending) return <Skeleton width="100%" height="3rem" />;
  if (!readers.value) {
    return (
      <Failure
        isMild
        title="Who reads it could not be asked"
        error={readers.error ?? new Error('There was no answer')}
        onRetry={readers.retry}
      />
    );
  }
  const { items } = readers.value;
  const shown = items.filter(
    ({ ports }) => port === undefined || ports.includes(port),
  );
  return (
    <Flex direction="column" gap="2">
      {shown.length > 0 ? (
        <ul aria-label="Who reads it" className={styles.readers}>
          {shown.map(reader => (
            <li key={`${reader.kind} ${reader.name}`}>
              <ReaderLine reader={reader} />
            </li>
          ))}
        </ul>
      ) : (
        <Text as="p">Nobody is known to read it.</Text>
      )}
      <Gaps list={readers.value} />
    </Flex>
  );
}

function ReaderLine({ reader }: { reader: ProductReader }) {
  const { kind, name, ownerRef, grants, groups, ports } = reader;
  const last = grants[grants.length - 1];
  return (
    <Text>
      {kind === 'group' ? (
        `Consumer group ${name}, of nobody known, so nobody is told`
      ) : (
        <EntityLink inText entityRef={name} />
      )}
      {`, ${ports.length === 1 ? 'port' : 'ports'} ${ports.join(', ')}`}
      {last && (
        <>
          , access until <Until at={last.endsAt} />
        </>
      )}
      {groups.map(group => (
        <GroupWords key={`${group.cluster} ${group.groupId}`} group={group} />
      ))}
      {kind !== 'group' &&
        (ownerRef ? (
          <>
            {'; '}
            <EntityLink inText entityRef={ownerRef} /> is told
          </>
        ) : (
          '; it has no owner who could be told'
        ))}
    </Text>
  );
}

function GroupWords({ group }: { group: ProductReader['groups'][number] }) {
  const { groupId, members, lag, progressedAt } = group;
  return (
    <>
      {`; ${groupId} ${members > 0 ? 'is running' : 'is not running'}`}
      {lag !== undefined &&
        `, ${lag === 0 ? 'has read all' : `${lag} records behind`}`}
      {progressedAt && (
        <>
          , last read <Ago at={progressedAt} />
        </>
      )}
    </>
  );
}

/** What cannot be said, so that an empty list is not taken for all. */
function Gaps({ list }: { list: ProductReaderList }) {
  const { unknown, hidden, items, totalItems } = list;
  const more = totalItems - items.length;
  return (
    <>
      {unknown.length > 0 && (
        <Text as="p" color="secondary">
          {`The consumer groups of ${unknown.join(
            ', ',
          )} could not be read, so that somebody may be missing.`}
        </Text>
      )}
      {hidden + more > 0 && (
        <Text as="p" color="secondary">
          {`There ${
            hidden + more === 1 ? 'is one' : `are ${hidden + more}`
          } more${hidden > 0 ? ', some of whom you may not see' : ''}.`}
        </Text>
      )}
    </>
  );
}
