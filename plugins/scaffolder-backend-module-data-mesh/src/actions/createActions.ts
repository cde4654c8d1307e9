import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ActionOptions } from './ActionOptions';
import { archiveAction } from './archive';
import { checkPoliciesAction } from './checkPolicies';
import { claimTopicsAction } from './claimTopics';
import { configureTopicAction } from './configureTopic';
import { createDomainAction } from './createDomain';
import { createTopicAction } from './createTopic';
import { deprecateProductAction } from './deprecateProduct';
import { planAction } from './plan';
import { promoteProductAction } from './promoteProduct';
import { publishProductAction } from './publishProduct';
import { registerSchemaAction } from './registerSchema';
import { requestAccessAction } from './requestAccess';
import { undoAction } from './undo';

/** All actions of the suite. */
export function createActions(
  options: ActionOptions,
): TemplateAction<any, any, any>[] {
  return [
    planAction(options),
    createTopicAction(options),
    configureTopicAction(options),
    registerSchemaAction(options),
    publishProductAction(options),
    deprecateProductAction(options),
    promoteProductAction(options),
    claimTopicsAction(options),
    createDomainAction(options),
    requestAccessAction(options),
    checkPoliciesAction(options),
    archiveAction(options),
    undoAction(options),
  ];
}
