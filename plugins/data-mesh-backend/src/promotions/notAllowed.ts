import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { FieldRefusal } from '../creations/decideTopic';
import { refusal } from '../product-store/decidePublication';

/** That the permission policy does not let somebody do a step. */
export function notAllowed({ name }: BasicPermission): FieldRefusal {
  return refusal('NOT_ALLOWED', `The permission policy does not allow ${name}`);
}
