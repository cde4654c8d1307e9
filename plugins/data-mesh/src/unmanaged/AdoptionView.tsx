import { Text } from '@backstage/ui';
import type {
  Adoption,
  MeshAclBinding,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import styles from '../access/access.module.css';
import { aclTuple } from '../access/aclWords';
import { Disclosure } from '../common/Disclosure';
import { TextLink } from '../common/TextLink';
import { EntityLink } from '../entities/EntityLink';
import { counted } from '../humanise/numbers';
import { Until } from '../live/Until';
import { useMeshLinks } from '../useMeshLinks';

// A dialog of thousands of lines helps nobody; all of them are grants after.
const SHOWN = 100;

/** The grants that are made of ACLs, and what is left alone and why. */
export function AdoptionView({ adoption }: { adoption: Adoption }) {
  const { dryRun, grants, skipped } = adoption;
  const links = useMeshLinks();
  return (
    <>
      <Text as="h3" variant="body-large" weight="bold" role="status">
        {headline(dryRun, grants.length)}
      </Text>
      <ul className={styles.list} aria-label="Grants">
        {grants.slice(0, SHOWN).map(grant => (
          <li key={`${grant.consumer} ${grant.mode} ${grant.topic}`}>
            <Text as="p">
              <EntityLink inText newTab entityRef={grant.consumer} />
              {` may ${grant.mode} ${grant.topic} until `}
              <Until at={grant.endsAt} />
              {grant.grantId && (
                <>
                  {': '}
                  <TextLink href={links.grant(grant.grantId)}>
                    the grant
                  </TextLink>
                </>
              )}
            </Text>
            <Text as="p" variant="body-small" color="secondary">
              {`${grant.principal}, ${counted(grant.bindings.length, 'ACL')}`}
            </Text>
          </li>
        ))}
      </ul>
      {grants.length > SHOWN && (
        <Text as="p" color="secondary">
          {`and ${counted(grants.length - SHOWN, 'more', 'more')}`}
        </Text>
      )}
      {skipped.length > 0 && (
        <>
          <Text as="h3" variant="body-medium" weight="bold">
            {`${counted(skipped.length, 'ACL is', 'ACLs are')} left alone`}
          </Text>
          {[...byReason(skipped)].map(([reason, bindings]) => (
            <Disclosure
              key={reason}
              title={reason}
              subtitle={counted(bindings.length, 'ACL')}
            >
              <ul className={styles.list}>
                {bindings.slice(0, SHOWN).map(binding => (
                  <li key={aclTuple(binding)}>
                    <Text variant="body-small">
                      <code>{aclTuple(binding)}</code>
                    </Text>
                  </li>
                ))}
              </ul>
            </Disclosure>
          ))}
        </>
      )}
    </>
  );
}

function headline(dryRun: boolean, count: number): string {
  if (count === 0) return 'There is nothing to make a grant of';
  return dryRun
    ? `${counted(count, 'grant')} would be made`
    : `${counted(count, 'grant was', 'grants were')} made`;
}

function byReason(skipped: Adoption['skipped']) {
  const groups = new Map<string, MeshAclBinding[]>();
  for (const { reason, binding } of skipped) {
    groups.set(reason, [...(groups.get(reason) ?? []), binding]);
  }
  return groups;
}
