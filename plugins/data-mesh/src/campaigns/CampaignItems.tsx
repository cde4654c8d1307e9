import { useState } from 'react';
import { Alert, Flex, Table, Text } from '@backstage/ui';
import type {
  Campaign,
  CampaignAnswer,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import styles from '../common/common.module.css';
import { Empty } from '../common/Empty';
import { LiveView } from '../common/LiveView';
import { cursorPagination, useKept, usePages } from '../common/pages';
import { UrlSelect } from '../common/UrlSelect';
import { useUrlChoice } from '../common/useUrlFlag';
import { counted } from '../humanise/numbers';
import { sentence } from '../humanise/sentence';
import { AnswerButtons } from './AnswerButtons';
import { answersWords, ITEM_LOOKS } from './campaignWords';
import { itemColumns, type ItemRow } from './itemColumns';
import { useCampaignItems } from './useCampaigns';

const PAGE_SIZE = 50;
const WHOSE = [
  { id: 'all', label: 'All that I may see' },
  { id: 'mine', label: 'Mine to answer' },
] as const;
const WHOSE_IDS = WHOSE.map(({ id }) => id);
const STATES = [
  { id: 'any', label: 'Any' },
  { id: 'open', label: ITEM_LOOKS.open[1] },
  { id: 'confirmed', label: ITEM_LOOKS.confirmed[1] },
  { id: 'dropped', label: ITEM_LOOKS.dropped[1] },
  { id: 'revoked', label: ITEM_LOOKS.revoked[1] },
  { id: 'undecided', label: ITEM_LOOKS.undecided[1] },
  { id: 'ended', label: ITEM_LOOKS.ended[1] },
] as const;
const STATE_IDS = STATES.map(({ id }) => id);

/** The grants of a campaign; one's own can be answered for several at once. */
export function CampaignItems({ campaign }: { campaign: Campaign }) {
  const [whose] = useUrlChoice('whose', WHOSE_IDS);
  const [state] = useUrlChoice('state', STATE_IDS);
  const [selected, setSelected] = useState<Set<unknown>>(new Set());
  const [answers, setAnswers] = useState<CampaignAnswer[]>([]);
  const pages = usePages();
  const items = useKept(
    useCampaignItems(campaign.id, {
      ...(whose === 'mine' && { mine: true }),
      ...(state !== 'any' && { state }),
      ...(pages.cursor && { cursor: pages.cursor }),
      limit: PAGE_SIZE,
    }),
  );
  return (
    <LiveView live={items} what="The grants of this campaign" height="20rem">
      {page => {
        const rows = page.items.map(
          (item): ItemRow => ({ ...item, id: item.grant.id }),
        );
        const picked = rows.filter(({ id }) => selected.has(id));
        const chosen = picked.filter(({ mayDecide }) => mayDecide);
        return (
          <>
            <div className={styles.filters} role="search">
              <UrlSelect label="Whose" name="whose" options={WHOSE} />
              <UrlSelect label="State" name="state" options={STATES} />
            </div>
            {campaign.may.decide && (
              <Flex align="center" gap="3" role="group" aria-label="Answer">
                <AnswerButtons
                  campaign={campaign}
                  chosen={chosen}
                  onAnswers={given => {
                    setAnswers(given);
                    setSelected(new Set());
                  }}
                />
                <Text color="secondary" role="status">
                  {chosenWords(chosen.length, picked.length)}
                </Text>
              </Flex>
            )}
            {answers.length > 0 && <Answered answers={answers} />}
            <Table
              columnConfig={itemColumns}
              data={rows}
              isStale={items.isStale}
              selection={
                campaign.may.decide
                  ? {
                      mode: 'multiple',
                      behavior: 'toggle',
                      selected: new Set(picked.map(({ id }) => id)),
                      // All of this page: nobody has seen the others.
                      onSelectionChange: keys =>
                        setSelected(
                          keys === 'all'
                            ? new Set(rows.map(({ id }) => id))
                            : keys,
                        ),
                    }
                  : undefined
              }
              pagination={cursorPagination(pages, PAGE_SIZE, page, [
                'grant',
                'grants',
              ])}
              emptyState={<NoItems isMine={whose === 'mine'} />}
            />
          </>
        );
      }}
    </LiveView>
  );
}

/** How many grants are about to be answered; others cannot be. */
function chosenWords(chosen: number, picked: number): string {
  if (picked === 0)
    return 'Choose grants in the table to confirm or drop them.';
  const left = picked - chosen;
  return left === 0
    ? `${chosen} chosen`
    : `${chosen} chosen; ${counted(
        left,
        'other is',
        'others are',
      )} answered already, or not yours to answer`;
}

/** What became of the answers just given, with why some led to nothing. */
function Answered({ answers }: { answers: CampaignAnswer[] }) {
  const failed = answers.filter(
    ({ outcome }) => outcome !== 'confirmed' && outcome !== 'dropped',
  );
  const reasons = new Set(failed.flatMap(({ message }) => message ?? []));
  return (
    <Alert
      icon
      role={failed.length > 0 ? 'alert' : 'status'}
      status={failed.length > 0 ? 'warning' : 'success'}
      title={sentence(answersWords(answers))}
      description={
        reasons.size > 0 ? [...reasons].map(sentence).join(' ') : undefined
      }
    />
  );
}

function NoItems({ isMine }: { isMine: boolean }) {
  return isMine ? (
    <Empty title="Nothing waits for your answer">
      What you own is answered, or is not part of this campaign. What you have
      asked for yourself is somebody else’s to answer.
    </Empty>
  ) : (
    <Empty title="No grant matches">
      The campaign has none in this state that you may see.
    </Empty>
  );
}
