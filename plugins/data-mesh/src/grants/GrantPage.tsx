import { Container, Flex, Link } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { useGrant } from '../access/useAccess';
import { LiveView } from '../common/LiveView';
import { ConnectCard } from '../connect/ConnectCard';
import { HistoryCard } from '../history/HistoryCard';
import { useMeshLinks } from '../useMeshLinks';
import { BindingsCard } from './BindingsCard';
import { EvidenceCard } from './EvidenceCard';
import { GrantCard } from './GrantCard';

/** One grant: what it allows, how it is, how to use it, how to end it. */
export function GrantPage() {
  const { id = '' } = useParams();
  const links = useMeshLinks();
  const grant = useGrant(id);
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <Link href={links.grants()} standalone>
          Grants
        </Link>
        <LiveView live={grant} what="This grant" height="24rem">
          {value => (
            <>
              <GrantCard grant={value} />
              {value.state === 'active' && value.connection && (
                <ConnectCard grant={value} connection={value.connection} />
              )}
              <EvidenceCard grant={value} />
              <BindingsCard grant={value} />
              <HistoryCard query={{ grant: value.id }} />
            </>
          )}
        </LiveView>
      </Flex>
    </Container>
  );
}
