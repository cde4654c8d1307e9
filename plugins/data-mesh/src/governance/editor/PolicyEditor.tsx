import { useApi } from '@backstage/core-plugin-api';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import type {
  PolicyRule,
  PolicyVersion,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { useNavigate } from 'react-router-dom';
import { dataMeshApiRef } from '../../api';
import { useRefresh } from '../../live/useLive';
import { useMeshLinks } from '../../useMeshLinks';
import type { FieldProblem } from '../whatIf/fieldProblem';
import { CheckCard } from './CheckCard';
import styles from './editor.module.css';
import { LeaveGuard } from './LeaveGuard';
import {
  EMPTY_DRAFT,
  toDocument,
  toDraft,
  type PolicyDraft,
} from './policyDraft';
import { PolicyForm } from './PolicyForm';
import { PublishButton } from './PublishButton';
import { useDraftCheck } from './useDraftCheck';
import { useKeptDraft } from './useKeptDraft';

/** Where nothing is filled in yet, nobody needs to be told that it is wrong. */
function toldProblems(
  problems: FieldProblem[],
  draft: PolicyDraft,
): FieldProblem[] {
  return problems.filter(({ path }) => {
    const value: unknown =
      path === 'rule.type' ? draft.ruleType : Reflect.get(draft, path);
    return value !== '';
  });
}

/** A policy that is written: beside it what is wrong, and what it would find. */
export function PolicyEditor(props: {
  /** Of the portal; none of a new one. */
  id?: string;
  /** The newest one; what is written begins with it. */
  version?: PolicyVersion;
  rules: PolicyRule[];
}) {
  const { id, version, rules } = props;
  const api = useApi(dataMeshApiRef);
  const navigate = useNavigate();
  const links = useMeshLinks();
  const refresh = useRefresh('governance:');
  const kept = useKeptDraft(id, {
    draft: version ? toDraft(version.document, rules) : EMPTY_DRAFT,
    basedOn: version?.version,
  });
  const { draft, basedOn, isDirty, isRestored, change, rebase, discard } = kept;
  const document = toDocument(draft, rules);
  const check = useDraftCheck(document);
  const isRetired = version?.state === 'retired';
  const isReady =
    check.isCurrent &&
    check.answer?.problems.length === 0 &&
    (isDirty || isRetired);

  const publish = async (reason: string) => {
    const published =
      id === undefined || basedOn === undefined
        ? await api.publishPolicy({ document, reason })
        : await api.publishPolicyVersion(id, { document, reason, basedOn });
    discard();
    await refresh();
    navigate(links.policy(published.id) ?? '..');
  };

  return (
    <Flex direction="column" gap="4">
      <LeaveGuard isDirty={isDirty} />
      <Flex justify="between" align="center" gap="3">
        <Text as="h2" variant="title-x-small" weight="bold">
          {version ? `Edit ‘${draft.title || id}’` : 'New policy'}
        </Text>
        {isReady ? (
          <PublishButton draft={draft} run={check.run} onPublish={publish} />
        ) : (
          <Button size="small" variant="primary" isDisabled>
            Publish …
          </Button>
        )}
      </Flex>
      {isRetired && (
        <Text as="p">
          This policy is retired. To publish it again puts it in force again.
        </Text>
      )}
      {isRestored && isDirty && (
        <Alert
          icon
          role="status"
          status="info"
          title="What you have changed before is here"
          customActions={
            <Button size="small" variant="secondary" onPress={discard}>
              Discard it
            </Button>
          }
        />
      )}
      <div className={styles.columns}>
        <PolicyForm
          draft={draft}
          rules={rules}
          isPublished={id !== undefined}
          problems={toldProblems(check.answer?.problems ?? [], draft)}
          onChange={change}
        />
        <CheckCard
          check={check}
          basedOn={basedOn}
          isDraftNow={version?.document.stage === 'draft'}
          onRebase={rebase}
        />
      </div>
    </Flex>
  );
}
