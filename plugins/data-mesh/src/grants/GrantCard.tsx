import {
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Flex,
  Text,
} from '@backstage/ui';
import type { Grant } from '@data-mesh/backstage-plugin-data-mesh-common';
import { nameOf, portWords } from '../access/accessWords';
import styles from '../access/access.module.css';
import { Fact, Facts } from '../common/Facts';
import { TextLink } from '../common/TextLink';
import { EntityLink } from '../entities/EntityLink';
import { Ago } from '../live/Ago';
import { Until } from '../live/Until';
import { capitalised } from '../state/words';
import { useMeshLinks } from '../useMeshLinks';
import { ApprovedBy } from './ApprovedBy';
import { GrantAlerts } from './GrantAlerts';
import { canRenew, isOver } from './grantState';
import { GrantStateLabel } from './GrantStateLabel';
import { RenewButtons } from './RenewButtons';
import { RenewNote } from './RenewNote';
import { RevokeButton } from './RevokeButton';

/** What a grant allows, to whom, until when and on whose decision. */
export function GrantCard({ grant }: { grant: Grant }) {
  const { mode, consumer, product, topic, cluster, principal, may } = grant;
  const links = useMeshLinks();
  return (
    <Card>
      <CardHeader>
        <Flex justify="between" align="center" gap="3">
          <Text as="h2" variant="title-x-small" weight="bold">
            {`${capitalised(mode)} access to `}
            {product ? (
              <EntityLink inText entityRef={product}>
                {nameOf(grant)}
              </EntityLink>
            ) : (
              topic
            )}
            {isOver(grant) ? (
              ', ended'
            ) : (
              <>
                {' until '}
                <Until at={grant.endsAt} />
              </>
            )}
          </Text>
          <GrantStateLabel grant={grant} />
        </Flex>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="4">
          <Text as="p" variant="body-large">
            For <EntityLink inText entityRef={consumer} />,{' '}
            <ApprovedBy grant={grant} />.
          </Text>
          <GrantAlerts grant={grant} />
          <blockquote className={styles.quote}>
            <Text>{grant.purpose}</Text>
            {grant.conditions && (
              <Text as="p">{`On condition: ${grant.conditions}`}</Text>
            )}
          </blockquote>
          <Facts>
            <Fact label="Port">{portWords(grant)}</Fact>
            <Fact label="Topic">{`${topic} on ${cluster}`}</Fact>
            <Fact label="Signs in as">{principal}</Fact>
            <Fact label="Asked by">
              <EntityLink entityRef={grant.requestedBy} />
              {grant.requestId && (
                <>
                  {' '}
                  <TextLink href={links.request(grant.requestId)}>
                    (the request)
                  </TextLink>
                </>
              )}
            </Fact>
            <Fact label="Since">
              <Ago at={grant.activatedAt ?? grant.startsAt} />
            </Fact>
          </Facts>
        </Flex>
      </CardBody>
      {(may.renew || may.revoke) && (
        <CardFooter>
          <Flex gap="3" align="center">
            {canRenew(grant) && <RenewButtons grant={grant} />}
            {may.renew && !canRenew(grant) && <RenewNote grant={grant} />}
            {may.revoke && <RevokeButton grant={grant} />}
          </Flex>
        </CardFooter>
      )}
    </Card>
  );
}
