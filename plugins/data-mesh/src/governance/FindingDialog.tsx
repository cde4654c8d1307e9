import { Dialog, DialogBody, DialogHeader, Flex, Text } from '@backstage/ui';
import type { Finding } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Fact, Facts } from '../common/Facts';
import { TextLink } from '../common/TextLink';
import { EntityLink } from '../entities/EntityLink';
import { OwnerLink } from '../entities/OwnerLink';
import { RequestExemptionButton } from '../exemptions/RequestExemptionButton';
import { dayWords } from '../humanise/times';
import { Ago } from '../live/Ago';
import { useMeshLinks } from '../useMeshLinks';
import { PolicyWhy } from './PolicyWhy';
import { SeverityLabel } from './SeverityLabel';

/** One finding: what to do about it, and why it is one. */
export function FindingDialog(props: {
  finding: Finding;
  onClose: () => void;
}) {
  const { finding, onClose } = props;
  const links = useMeshLinks();
  return (
    <Dialog
      isOpen
      isDismissable
      onOpenChange={open => !open && onClose()}
      width="40rem"
    >
      <DialogHeader>{finding.message}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          <Text as="p" variant="body-large" weight="bold">
            {finding.remedy}
          </Text>
          <Facts>
            <Fact label="Severity">
              <SeverityLabel severity={finding.severity} />
            </Fact>
            <Fact label="What is there">{finding.value}</Fact>
            <Fact label="About">{finding.subject || 'All of it'}</Fact>
            <Fact label="Data product">
              <EntityLink entityRef={finding.product}>
                {finding.productTitle}
              </EntityLink>
            </Fact>
            <Fact label="Owner">
              <OwnerLink ownerRef={finding.owner} />
            </Fact>
            <Fact label="First seen">
              <Ago at={finding.firstSeenAt} />
            </Fact>
            {finding.exemption && (
              <Fact label="Exempt">
                {`Until ${dayWords(finding.exemption.endsAt)}: ${
                  finding.exemption.reason
                }`}
              </Fact>
            )}
            {finding.fixedAt && (
              <Fact label="Fixed">
                <Ago at={finding.fixedAt} />
              </Fact>
            )}
          </Facts>
          <Text as="p">
            {'Policy: '}
            <TextLink href={links.policy(finding.policy)}>
              {finding.policyTitle}
            </TextLink>
          </Text>
          <PolicyWhy id={finding.policy} />
          {finding.mayExempt && <RequestExemptionButton finding={finding} />}
        </Flex>
      </DialogBody>
    </Dialog>
  );
}
