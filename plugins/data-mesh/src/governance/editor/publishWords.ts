import type { PolicyTrial } from '@data-mesh/backstage-plugin-data-mesh-common';
import { counted } from '../../humanise/numbers';
import type { PolicyDraft } from './policyDraft';

/** What publishing will do, sentence by sentence, the gravest first. */
export function publishWords(
  draft: Pick<PolicyDraft, 'severity' | 'stage' | 'enforceFrom'>,
  { trial, isComplete }: { trial?: PolicyTrial; isComplete: boolean },
): string[] {
  const { severity, stage, enforceFrom } = draft;
  if (stage === 'draft') {
    return [
      'It is a draft: it finds nothing, and operators and governance alone see it.',
    ];
  }
  if (!trial || !isComplete) {
    return [
      'It was not tried on all products, so that nobody knows yet how many would fail.',
    ];
  }
  const { newlyFailingTotal, newlyPassing, newlyBlocked } = trial;
  const day = enforceFrom.slice(0, 10);
  return [
    ...(newlyBlocked > 0
      ? [
          `Nobody is given access to ${counted(newlyBlocked, 'product')}${
            day ? ` from ${day} on` : ''
          } that can be had now.`,
        ]
      : []),
    newlyFailingTotal > 0
      ? `${counted(
          newlyFailingTotal,
          'product newly fails',
          'products newly fail',
        )}${severity === 'error' ? ', and their owners are told' : ''}.`
      : 'No product newly fails.',
    ...(newlyPassing > 0
      ? [
          `${counted(
            newlyPassing,
            'product fails',
            'products fail',
          )} no longer.`,
        ]
      : []),
  ];
}

/** How a field of the form is called, by the key that the document has. */
const FIELDS: Record<string, string> = {
  '': 'The policy',
  id: 'ID',
  title: 'Title',
  why: 'Why',
  severity: 'Severity',
  stage: 'Stage',
  enforceFrom: 'Enforced from',
  scope: 'About',
  rule: 'Rule',
  'rule.type': 'Rule',
  remedy: 'What to do',
};

/** What people call the place of a problem or change. */
export function fieldName(path: string): string {
  return FIELDS[path] ?? path.replace(/^rule\./, '').replace(/^scope\./, '');
}
