import type { AccessSettings } from '../config/DataMeshConfig';
import type { DomainSpecs } from '../policies/domainSpecs';
import { chooseRule, shortestPeriod } from './accessRules';

/** A product that does not have to exist, as another team would ask for it. */
export type PreviewSubject = {
  domainRef: string;
  classification: string;
  environment: string;
};

/**
 * Who would decide on another team's request to read something: pure.
 *
 * @returns the name of the rule, its steps, and the longest grant, as an
 *   ISO 8601 period
 */
export function previewRule(
  subject: PreviewSubject,
  { rules, maxDuration }: Pick<AccessSettings, 'rules' | 'maxDuration'>,
  domains: DomainSpecs,
  now: number,
): { rule: string; steps: string[]; maxDuration: string } {
  const {
    name,
    steps,
    maxDuration: own,
  } = chooseRule(
    rules,
    // Rules about single products cannot be about one that is not there yet.
    { ...subject, mode: 'read', productRef: '', port: '', sameTeam: false },
    domains.get(subject.domainRef)?.accessRule,
  );
  return {
    rule: name,
    steps,
    maxDuration: shortestPeriod([own, maxDuration], now) ?? maxDuration,
  };
}
