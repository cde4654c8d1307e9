import type { ReactNode } from 'react';
import { Alert, Table, type ColumnConfig } from '@backstage/ui';
import type {
  Finding,
  FindingQuery,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { LiveView } from '../common/LiveView';
import { cursorPagination, useKept, usePages } from '../common/pages';
import { FindingDialog } from './FindingDialog';
import { PAGE_SIZE } from './findingView';
import { useFindings } from './useGovernance';
import { useOpenFinding } from './useOpenFinding';

/** Findings as a table, page by page; each opens what to do about it. */
export function FindingsList(props: {
  query: FindingQuery;
  columns: readonly ColumnConfig<Finding>[];
  emptyState: ReactNode;
}) {
  const { query, columns, emptyState } = props;
  const pages = usePages();
  const { id, hrefOf, close } = useOpenFinding();
  const findings = useKept(
    useFindings({
      ...query,
      ...(pages.cursor && { cursor: pages.cursor }),
      limit: PAGE_SIZE,
    }),
  );
  return (
    <LiveView live={findings} what="The findings" height="20rem">
      {page => {
        const open = page.items.find(finding => finding.id === id);
        return (
          <>
            {id && !open && !findings.isStale && (
              <Alert
                icon
                role="status"
                status="info"
                title="The finding of this link is not in the list"
                description="It may be fixed by now, or the filters leave it out."
              />
            )}
            <Table
              columnConfig={columns}
              data={page.items}
              isStale={findings.isStale}
              rowConfig={{ getHref: finding => hrefOf(finding.id) }}
              pagination={cursorPagination(pages, PAGE_SIZE, page, [
                'finding',
                'findings',
              ])}
              emptyState={emptyState}
            />
            {open && <FindingDialog finding={open} onClose={close} />}
          </>
        );
      }}
    </LiveView>
  );
}
