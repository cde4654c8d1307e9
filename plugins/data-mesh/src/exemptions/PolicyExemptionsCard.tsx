import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { ExemptionList } from './ExemptionList';
import { useExemptions } from './useExemptions';

/** On the page of a policy: what is exempt from it, or asks to be. */
export function PolicyExemptionsCard({ policy }: { policy: string }) {
  const { value } = useExemptions({ policy, limit: 100 });
  if (!value?.items.length) return null;
  return (
    <Card>
      <CardHeader>
        <Text as="h2" variant="title-x-small" weight="bold">
          Exemptions
        </Text>
      </CardHeader>
      <CardBody>
        <ExemptionList exemptions={value.items} of="policy" />
      </CardBody>
    </Card>
  );
}
