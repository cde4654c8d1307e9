import { useState } from 'react';
import { Alert, Flex } from '@backstage/ui';
import type { AccessRequestItem } from '@data-mesh/backstage-plugin-data-mesh-common';
import { TextLink } from '../common/TextLink';
import { sentence } from '../humanise/sentence';
import { useMeshLinks } from '../useMeshLinks';
import styles from './access.module.css';
import { accessTo, waitsFor } from './accessWords';
import { AnyOf } from './Deciders';
import type { Outcome } from './DecideButtons';
import { ItemCard } from './ItemCard';

/** Items to look at and decide on; what was decided just now stays in sight. */
export function ItemCards({ items }: { items: AccessRequestItem[] }) {
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);
  if (items.length === 0 && outcomes.length === 0) return null;
  return (
    <Flex direction="column" gap="4">
      {outcomes.map(outcome => (
        <OutcomeAlert
          key={`${outcome.item.id} ${outcome.item.version}`}
          outcome={outcome}
        />
      ))}
      {items.length > 0 && (
        <ul className={styles.plain}>
          {items.map(item => (
            <li key={item.id}>
              <ItemCard
                item={item}
                onOutcome={outcome =>
                  setOutcomes(earlier => [
                    outcome,
                    ...earlier.filter(each => each.item.id !== item.id),
                  ])
                }
              />
            </li>
          ))}
        </ul>
      )}
    </Flex>
  );
}

function OutcomeAlert({ outcome }: { outcome: Outcome }) {
  const { item } = outcome;
  const links = useMeshLinks();
  if ('conflict' in outcome) {
    return (
      <Alert
        icon
        role="alert"
        status="warning"
        title="Nothing was decided: this has changed meanwhile"
        description={`${sentence(outcome.conflict)} You see it as it is now.`}
      />
    );
  }
  if (item.state === 'rejected') {
    return (
      <Alert
        icon
        role="status"
        status="info"
        title={`Rejected: ${accessTo(item)}`}
        description="The requester is told why."
      />
    );
  }
  return (
    <Alert
      icon
      role="status"
      status="success"
      title={`Approved: ${accessTo(item)}`}
      description={
        item.state === 'pending' ? (
          <>
            Next, <AnyOf refs={waitsFor(item)} /> decides.
          </>
        ) : (
          <>
            It is being set up at Kafka.{' '}
            {item.grantId && (
              <TextLink href={links.grant(item.grantId)}>
                See it, or revoke it
              </TextLink>
            )}
          </>
        )
      }
    />
  );
}
