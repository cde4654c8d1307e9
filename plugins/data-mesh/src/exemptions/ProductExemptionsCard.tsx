import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { ExemptionList } from './ExemptionList';
import { useExemptions } from './useExemptions';

/** On the page of a product: what it is exempt from, or asks to be. */
export function ProductExemptionsCard({ product }: { product: string }) {
  const { value } = useExemptions({ product, limit: 100 });
  if (!value?.items.length) return null;
  return (
    <EntityInfoCard title="Exemptions">
      <ExemptionList exemptions={value.items} of="product" />
    </EntityInfoCard>
  );
}
