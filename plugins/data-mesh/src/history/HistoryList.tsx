import { Fragment } from 'react';
import { Text } from '@backstage/ui';
import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import { TextLink } from '../common/TextLink';
import { EntityLink } from '../entities/EntityLink';
import { Ago } from '../live/Ago';
import { useMeshLinks } from '../useMeshLinks';
import styles from './history.module.css';

/** What is known from where the list is, so that no link repeats it. */
export type Known = 'product' | 'grant';

/** What happened, the newest first. */
export function HistoryList(props: { entries: HistoryEntry[]; known?: Known }) {
  const { entries, known } = props;
  return (
    <ul className={styles.entries}>
      {entries.map(entry => (
        <li key={entry.seq}>
          <Text variant="body-small" color="secondary">
            <Ago at={entry.at} />
          </Text>
          <div>
            <Text as="p">{entry.sentence ?? entry.action}</Text>
            <Links entry={entry} known={known} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Links(props: { entry: HistoryEntry; known?: Known }) {
  const { entry, known } = props;
  const { product, consumer, grantId, requestId, details } = entry;
  const links = useMeshLinks();
  const found = [
    known === undefined && product && <EntityLink inText entityRef={product} />,
    known !== 'grant' && consumer && <EntityLink inText entityRef={consumer} />,
    known !== 'grant' && grantId && (
      <TextLink href={links.grant(grantId)}>the grant</TextLink>
    ),
    requestId && (
      <TextLink href={links.request(requestId)}>the request</TextLink>
    ),
    typeof details?.campaign === 'string' && (
      <TextLink href={links.campaign(details.campaign)}>the campaign</TextLink>
    ),
    typeof details?.change === 'string' && (
      <TextLink href={links.schemaChange(details.change)}>
        the schema change
      </TextLink>
    ),
  ].filter(Boolean);
  if (found.length === 0) return null;
  return (
    <Text as="p" variant="body-small" color="secondary">
      {found.map((link, index) => (
        // eslint-disable-next-line react/no-array-index-key
        <Fragment key={index}>
          {index > 0 && ' · '}
          {link}
        </Fragment>
      ))}
    </Text>
  );
}
