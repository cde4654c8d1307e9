import {
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Flex,
  Text,
} from '@backstage/ui';
import type { AccessRequestItem } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Fact, Facts } from '../common/Facts';
import { EntityLink } from '../entities/EntityLink';
import { humanPeriod } from '../humanise/times';
import { Ago } from '../live/Ago';
import styles from './access.module.css';
import { nameOf, portWords } from './accessWords';
import { AclList } from './AclList';
import { DecideButtons, type Outcome } from './DecideButtons';
import { Decisions } from './Decisions';
import { ItemSentence, ItemStateLabel } from './ItemState';
import { WithdrawButton } from './WithdrawButton';

/** One requested item with all that one needs to decide on it. */
export function ItemCard(props: {
  item: AccessRequestItem;
  onOutcome: (outcome: Outcome) => void;
}) {
  const { item, onOutcome } = props;
  const { consumer, product, mode, cluster, topic, principal } = item;
  return (
    <Card aria-label={`${consumer} asks to ${mode} ${nameOf(item)}`}>
      <CardHeader>
        <Flex justify="between" align="center" gap="3">
          <Text as="h3" variant="title-x-small" weight="bold">
            <EntityLink inText entityRef={consumer} />
            {` asks to ${mode} `}
            <EntityLink inText entityRef={product}>
              {nameOf(item)}
            </EntityLink>
          </Text>
          <ItemStateLabel state={item.state} />
        </Flex>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="3">
          <blockquote className={styles.quote}>
            <Text>{item.purpose}</Text>
          </blockquote>
          <Facts>
            <Fact label="For how long">{humanPeriod(item.duration)}</Fact>
            <Fact label="Asked by">
              <EntityLink entityRef={item.requestedBy} />{' '}
              <Text variant="body-small" color="secondary">
                <Ago at={item.createdAt} />
              </Text>
            </Fact>
            <Fact label="Port">{portWords(item)}</Fact>
            <Fact label="Topic">{`${topic} on ${cluster}`}</Fact>
            <Fact label="Signs in as">{principal}</Fact>
          </Facts>
          <Text as="p">
            <ItemSentence item={item} />
          </Text>
          {item.state === 'pending' && <Decisions decisions={item.decisions} />}
          <AclList
            title="Exactly what is created at Kafka"
            bindings={item.bindings}
          />
        </Flex>
      </CardBody>
      {(item.mayDecide || item.mayWithdraw || item.mayNotDecideBecause) && (
        <CardFooter>
          <Flex gap="3" align="center">
            {item.mayDecide && (
              <DecideButtons item={item} onOutcome={onOutcome} />
            )}
            {item.mayWithdraw && <WithdrawButton item={item} />}
            {item.state === 'pending' && item.mayNotDecideBecause && (
              <Text color="secondary">{item.mayNotDecideBecause}</Text>
            )}
          </Flex>
        </CardFooter>
      )}
    </Card>
  );
}
