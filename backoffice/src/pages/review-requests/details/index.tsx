/** The details of one request: what it is about, where it stands, what happened to it. */
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ReviewRequestDetails } from '../../../api/types';
import { ErrorNotice } from '../../../common/error-notice';
import { useI18n } from '../../../i18n';
import { Actions } from './actions';
import { CurrentStatus } from './current-status';
import { Emails } from './emails';
import { Explanation } from './explanation';
import { CustomerSection, ExperienceSection } from './sections';
import { History } from './history';
import { useReviewRequest } from './hooks';
import { Products } from './products';
import { ProofFile } from './proof-file';
import { Reviews } from './reviews';

export default function Details({ reviewRequestId }: { reviewRequestId: string }) {
  const { text } = useI18n();
  const answer = useReviewRequest(reviewRequestId);
  if (answer.data) return <Sections details={answer.data} readAt={answer.dataUpdatedAt} />;
  if (answer.error) {
    return (
      <ErrorNotice
        title={text.details.failed}
        error={answer.error}
        onRetry={() => void answer.refetch()}
        testId="details-error"
      />
    );
  }
  return <StatusIndicator type="loading">{text.details.loading}</StatusIndicator>;
}

function Sections({ details, readAt }: { details: ReviewRequestDetails; readAt: number }) {
  return (
    <SpaceBetween size="l">
      <div className="tools">
        <ProofFile reviewRequestId={details.review_request_id} />
        <Actions details={details} />
      </div>
      <CurrentStatus details={details} now={new Date(readAt)} />
      <Explanation details={details} />
      <ExperienceSection details={details} />
      <CustomerSection customer={details.customer} />
      {details.products.length > 0 && <Products products={details.products} />}
      <Emails details={details} />
      <Reviews details={details} />
      <History details={details} />
    </SpaceBetween>
  );
}
