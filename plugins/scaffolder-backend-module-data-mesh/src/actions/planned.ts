import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { CreationPlan } from '@data-mesh/backstage-plugin-data-mesh-common';

/**
 * Writes a plan to a task's log.
 *
 * @throws InputError with every refusal, if the plan cannot be carried out
 */
export function requireFeasible(
  plan: CreationPlan,
  logger: LoggerService,
): void {
  for (const { kind, name, state, consequences } of plan.steps) {
    logger.info(`${kind} ${name}: ${state}`);
    for (const consequence of consequences) logger.info(`  ${consequence}`);
  }
  const refusals = plan.steps.flatMap(({ refusal }) => refusal ?? []);
  if (plan.isBlocked || refusals.length > 0) {
    throw new InputError(
      refusals.map(({ message }) => message).join('; ') ||
        'A policy that is enforced blocks it',
    );
  }
}
