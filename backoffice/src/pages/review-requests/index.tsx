/** The page "Review request follow up": the list, and the details of one request beside it. */
import type { AppLayoutProps } from '@cloudscape-design/components/app-layout';
import SplitPanel from '@cloudscape-design/components/split-panel';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { usePreferences } from '../../common/preferences';
import { useI18n } from '../../i18n';
import { Layout } from '../../layout';
import { useTitle } from '../../layout/use-title';
import { useFilters, useOpenRequest, useSearch } from './hooks';
import { referenceLinkId } from './reference';
import './review-requests.css';
import { ReviewRequestsTable } from './review-requests-table';
import { useCounts } from './use-counts';
import { useReviewRequests } from './use-review-requests';

const Details = lazy(() => import('./details'));

export function ReviewRequestsPage() {
  const { preferences, change } = usePreferences();
  const { filters, changeFilters } = useFilters();
  const { openId, open } = useOpenRequest();
  const searching = useSearch();
  const list = useReviewRequests(filters, searching.terms);
  const counts = useCounts(list.query.filter);
  const layout = useRef<AppLayoutProps.Ref>(null);
  useTitle(useI18n().text.list.title);
  usePanelFocus(openId, layout);
  const reference = list.items.find((row) => row.review_request_id === openId)?.experience_reference;
  return (
    <Layout
      ref={layout}
      contentType="table"
      content={
        <ReviewRequestsTable {...{ list, counts, filters, searching, openId }} onFilter={changeFilters} onOpen={open} />
      }
      splitPanel={openId ? <DetailsPanel reviewRequestId={openId} reference={reference} /> : undefined}
      splitPanelOpen={openId !== null}
      onSplitPanelToggle={({ detail }) => {
        if (!detail.open) open(null);
      }}
      splitPanelPreferences={{ position: preferences.panelPosition }}
      onSplitPanelPreferencesChange={({ detail }) => {
        change({ panelPosition: detail.position });
      }}
    />
  );
}

function DetailsPanel({ reviewRequestId, reference }: { reviewRequestId: string; reference: string | undefined }) {
  const { text } = useI18n();
  return (
    <SplitPanel
      header={reference ? text.details.title(reference) : text.details.panel}
      ariaLabel={text.details.panel}
      closeBehavior="hide"
    >
      <div data-testid="details">
        <Suspense fallback={<StatusIndicator type="loading">{text.details.loading}</StatusIndicator>}>
          <Details reviewRequestId={reviewRequestId} />
        </Suspense>
      </div>
    </SplitPanel>
  );
}

/** Focus goes into the details when they open, and back to the row they came from when they close. */
function usePanelFocus(openId: string | null, layout: React.RefObject<AppLayoutProps.Ref | null>): void {
  const previousId = useRef<string | null>(null);
  useEffect(() => {
    if (openId) layout.current?.focusSplitPanel();
    else if (previousId.current) linkOf(previousId.current)?.focus();
    previousId.current = openId;
  }, [openId, layout]);
}

function linkOf(reviewRequestId: string): HTMLElement | null {
  const holder = document.getElementById(referenceLinkId(reviewRequestId));
  return holder?.querySelector<HTMLElement>('a, button') ?? null;
}
