import { useState } from 'react';
import {
  Button,
  ButtonLink,
  Card,
  CardBody,
  CardHeader,
  Container,
  Flex,
  Link,
  Text,
} from '@backstage/ui';
import type { PolicyVersion } from '@data-mesh/backstage-plugin-data-mesh-common';
import { useParams } from 'react-router-dom';
import access from '../../access/access.module.css';
import { ChangeList } from '../../common/ChangeList';
import { Failure } from '../../common/Failure';
import { LiveView } from '../../common/LiveView';
import { EntityLink } from '../../entities/EntityLink';
import { Ago } from '../../live/Ago';
import { useAsk } from '../../live/useAsk';
import { useMeshLinks } from '../../useMeshLinks';
import { usePolicies, usePolicyVersions } from '../useGovernance';
import { fieldName } from './publishWords';
import { RetireButton } from './RetireButton';

/** What was published of a policy, by whom and why, the newest first. */
export function VersionsPage() {
  const { id = '' } = useParams();
  const links = useMeshLinks();
  const versions = usePolicyVersions(id);
  const mayPublish = usePolicies().value?.mayPublish ?? false;
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <Link href={links.policy(id)} standalone>
          The policy
        </Link>
        <LiveView live={versions} what="The versions" height="16rem">
          {({ items, nextCursor }) => (
            <>
              <Flex justify="between" align="center" gap="3">
                <Text as="h2" variant="title-x-small" weight="bold">
                  {`Versions of ${titleOf(items[0], id)}`}
                </Text>
                {mayPublish && items[0] && (
                  <NewestActions id={id} newest={items[0]} />
                )}
              </Flex>
              {items.length === 0 && (
                <Text as="p">
                  It stands in the configuration, which knows no versions.
                </Text>
              )}
              <VersionList label="Versions" versions={items} />
              {nextCursor && <OlderVersions id={id} cursor={nextCursor} />}
            </>
          )}
        </LiveView>
      </Flex>
    </Container>
  );
}

function VersionList(props: { label: string; versions: PolicyVersion[] }) {
  return (
    <ul className={access.plain} aria-label={props.label}>
      {props.versions.map(version => (
        <li key={version.version}>
          <VersionCard version={version} />
        </li>
      ))}
    </ul>
  );
}

/** What is further back, once somebody wants to see it. */
function OlderVersions({ id, cursor }: { id: string; cursor: string }) {
  const [isWanted, setWanted] = useState(false);
  const page = useAsk(isWanted ? `versions ${id} ${cursor}` : undefined, api =>
    api.listPolicyVersions(id, { cursor }),
  );
  if (page.error) {
    return (
      <Failure
        title="Older versions could not be asked"
        error={page.error}
        onRetry={page.retry}
      />
    );
  }
  if (!page.value) {
    return (
      <div>
        <Button
          size="small"
          variant="secondary"
          isPending={page.pending}
          onPress={() => setWanted(true)}
        >
          Show older ones
        </Button>
      </div>
    );
  }
  const { items, nextCursor } = page.value;
  return (
    <>
      <VersionList label="Older versions" versions={items} />
      {nextCursor && <OlderVersions id={id} cursor={nextCursor} />}
    </>
  );
}

function titleOf(version: PolicyVersion | undefined, id: string): string {
  const title = version?.document.title;
  return typeof title === 'string' ? `‘${title}’` : id;
}

/** Also of one that cannot be read any more, which has no page of its own. */
function NewestActions(props: { id: string; newest: PolicyVersion }) {
  const { id, newest } = props;
  const links = useMeshLinks();
  return (
    <Flex align="center" gap="2">
      <ButtonLink
        size="small"
        variant="secondary"
        href={links.policyEditor(id)}
      >
        {newest.state === 'retired' ? 'Publish again' : 'Edit'}
      </ButtonLink>
      {newest.state === 'published' && (
        <RetireButton
          id={id}
          title={titleOf(newest, id).replace(/[‘’]/g, '')}
          version={newest.version}
        />
      )}
    </Flex>
  );
}

function VersionCard({ version: it }: { version: PolicyVersion }) {
  return (
    <Card>
      <CardHeader>
        <Text as="h3" weight="bold">
          {`Version ${it.version}${it.state === 'retired' ? ': retired' : ''}`}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          <EntityLink inText entityRef={it.publishedBy} />{' '}
          <Ago at={it.publishedAt} />
        </Text>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="3">
          <blockquote className={access.quote}>
            <Text>{it.reason}</Text>
          </blockquote>
          {it.changes.length > 0 && (
            <ChangeList
              label={`What version ${it.version} changed`}
              changes={it.changes}
              nameOf={fieldName}
            />
          )}
        </Flex>
      </CardBody>
    </Card>
  );
}
