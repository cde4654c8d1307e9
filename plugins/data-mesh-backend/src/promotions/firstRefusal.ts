import type { PromotionPlan } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { FieldRefusal } from '../creations/decideTopic';

/** What of a plan is refused, in the order in which it would be done. Pure. */
export function firstRefusal({
  refusal,
  ports,
  product,
}: PromotionPlan): FieldRefusal | undefined {
  const found =
    refusal ??
    ports.map(({ topic }) => topic.refusal).find(Boolean) ??
    ports.flatMap(({ schemas }) => schemas).find(each => each.refusal)
      ?.refusal ??
    product?.refusal;
  return found as FieldRefusal | undefined;
}
