import { Text } from '@backstage/ui';
import type { ExplainedBinding } from '@data-mesh/backstage-plugin-data-mesh-common';
import { aclTuple, aclWords } from '../access/aclWords';
import { TextLink } from '../common/TextLink';
import { EntityLink } from '../entities/EntityLink';
import { ApprovedBy } from '../grants/ApprovedBy';
import { Until } from '../live/Until';
import { useMeshLinks } from '../useMeshLinks';
import styles from './explain.module.css';

/** ACLs exactly, each with the approval behind it. */
export function BindingReasons(props: { bindings: ExplainedBinding[] }) {
  return (
    <ul className={styles.reasons}>
      {props.bindings.map(each => (
        <li key={each.id}>
          <Text as="p">{`${each.binding.principal} ${aclWords(
            each.binding,
          )}`}</Text>
          <Text as="p" variant="body-small" color="secondary">
            <code>{aclTuple(each.binding)}</code>
          </Text>
          <Reasons explained={each} />
        </li>
      ))}
    </ul>
  );
}

function Reasons({ explained }: { explained: ExplainedBinding }) {
  const { grants = [], ignored } = explained;
  const links = useMeshLinks();
  if (grants.length === 0) {
    return (
      <Text as="p" variant="body-small">
        {ignored
          ? `Not managed here, and may stay: ${ignored}`
          : 'Not managed here: somebody made it at Kafka, and no approval is known.'}
      </Text>
    );
  }
  return (
    <>
      {grants.map(grant => (
        <Text key={grant.grantId} as="p" variant="body-small">
          <TextLink href={links.grant(grant.grantId)}>The grant</TextLink> of{' '}
          <EntityLink inText entityRef={grant.consumer} />
          {grant.product && (
            <>
              {' to '}
              <EntityLink inText entityRef={grant.product} />
            </>
          )}
          , <ApprovedBy grant={grant} />, until <Until at={grant.endsAt} />
          {grant.requestId && (
            <>
              {' ('}
              <TextLink href={links.request(grant.requestId)}>
                the request
              </TextLink>
              )
            </>
          )}
          {grant.purpose && `: “${grant.purpose}”`}
        </Text>
      ))}
    </>
  );
}
