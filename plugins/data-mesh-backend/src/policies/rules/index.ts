import type { PolicyRule } from '../PolicyRule';
import { documentedFields } from './documentedFields';
import {
  portExpression,
  productExpression,
  schemaExpression,
  topicExpression,
} from './expression';
import { inUse } from './inUse';
import { inputClassification } from './inputClassification';
import { longestGrant } from './longestGrant';
import { ownerExists } from './ownerExists';
import { promises } from './promises';
import { retention } from './retention';
import { schemaChangesAgreed } from './schemaChangesAgreed';
import { schemaRequired } from './schemaRequired';
import { soundAcls } from './soundAcls';
import { taggedFields } from './taggedFields';
import { topicOwned } from './topicOwned';
import { topicNaming } from './topicNaming';
import { topicSize } from './topicSize';

/** The built-in rules, by their types. */
export const RULES: ReadonlyMap<string, PolicyRule> = new Map(
  [
    documentedFields,
    inputClassification,
    inUse,
    longestGrant,
    ownerExists,
    portExpression,
    productExpression,
    promises,
    retention,
    schemaChangesAgreed,
    schemaExpression,
    schemaRequired,
    soundAcls,
    taggedFields,
    topicExpression,
    topicNaming,
    topicOwned,
    topicSize,
  ].map(rule => [rule.type, rule]),
);
