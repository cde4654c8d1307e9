import { Text } from '@backstage/ui';
import type { AccessRequestItem } from '@data-mesh/backstage-plugin-data-mesh-common';
import { EntityLink } from '../entities/EntityLink';
import { Ago } from '../live/Ago';
import styles from './access.module.css';

/** What was decided so far, by whom, and on which conditions. */
export function Decisions(props: {
  decisions: AccessRequestItem['decisions'];
}) {
  const { decisions } = props;
  if (decisions.length === 0) return null;
  return (
    <ul className={styles.list}>
      {decisions.map(each => (
        <li key={`${each.step} ${each.decidedAt}`}>
          <Text as="p">
            {each.decision === 'approve' ? 'Approved by ' : 'Rejected by '}
            <EntityLink inText entityRef={each.decidedBy} />,{' '}
            <Ago at={each.decidedAt} />
            {each.comment && `: ${each.comment}`}
          </Text>
          {each.conditions && (
            <Text as="p">{`On condition: ${each.conditions}`}</Text>
          )}
        </li>
      ))}
    </ul>
  );
}
