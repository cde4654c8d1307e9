import { ButtonLink, Flex } from '@backstage/ui';
import type { Policy } from '@data-mesh/backstage-plugin-data-mesh-common';
import { useNavigate } from 'react-router-dom';
import { useMeshLinks } from '../../useMeshLinks';
import { AnnounceButton } from './AnnounceButton';
import { RetireButton } from './RetireButton';

/** What those who make policies can do with one. */
export function PolicyActions({ policy }: { policy: Policy }) {
  const links = useMeshLinks();
  const navigate = useNavigate();
  const { id, title, version, severity, stage, stageNow, enforceFrom } = policy;
  const isComing =
    severity === 'error' && stage === 'enforce' && stageNow === 'warn';
  return (
    <Flex align="center" gap="2">
      {isComing && enforceFrom && (
        <AnnounceButton policy={policy} enforceFrom={enforceFrom} />
      )}
      {version !== undefined && (
        <>
          <ButtonLink
            size="small"
            variant="secondary"
            href={links.policyEditor(id)}
          >
            Edit
          </ButtonLink>
          <ButtonLink
            size="small"
            variant="secondary"
            href={links.policyVersions(id)}
          >
            Versions
          </ButtonLink>
          <RetireButton
            id={id}
            title={title}
            version={version}
            onRetired={() => navigate(links.policies ?? '..')}
          />
        </>
      )}
    </Flex>
  );
}
