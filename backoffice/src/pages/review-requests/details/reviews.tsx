/** What the customer submitted, and after which e-mail. */
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Product, Review, ReviewRequestDetails } from '../../../api/types';
import { useI18n } from '../../../i18n';
import { Instant } from '../instant';
import { Section } from './section';

const BEST = 5;

export function Reviews({ details }: { details: ReviewRequestDetails }) {
  const words = useI18n().text.archive.reviews;
  return (
    <Section title={words.title} testId="details-reviews">
      {details.reviews.length === 0 && <Box color="text-body-secondary">{words.none}</Box>}
      <SpaceBetween size="s">
        {details.reviews.map((review) => (
          <Submitted key={review.product_ref ?? ''} review={review} details={details} />
        ))}
      </SpaceBetween>
    </Section>
  );
}

function Submitted({ review, details }: { review: Review; details: ReviewRequestDetails }) {
  const words = useI18n().text.archive.reviews;
  return (
    <div data-testid="review" data-product={review.product_ref ?? ''}>
      <Box variant="strong" display="block">
        {review.product_ref === null ? words.brand : nameOf(review.product_ref, details.products, words.product)}
      </Box>
      {review.rating === null ? words.notReceived : <Stars rating={review.rating} />}
      {review.comment && <p className="comment">{review.comment}</p>}
      <Box variant="small" color="text-body-secondary" display="block">
        {words.submittedAt} <Instant at={review.submitted_at} />
        <After review={review} details={details} />
      </Box>
    </div>
  );
}

/** Stars for the eye, words for everybody. */
function Stars({ rating }: { rating: number }) {
  const words = useI18n().text.archive.reviews;
  return (
    <span>
      <span aria-hidden="true" className="stars">
        {'★'.repeat(rating) + '☆'.repeat(Math.max(0, BEST - rating))}
      </span>{' '}
      {words.rating(rating)}
    </span>
  );
}

function After({ review, details }: { review: Review; details: ReviewRequestDetails }) {
  const { archive } = useI18n().text;
  const email = details.emails.find(({ step }) => step === review.answered_step);
  return email ? ` · ${archive.reviews.after(archive.emails.name(email.reminder))}` : null;
}

function nameOf(reference: string, products: readonly Product[], otherwise: (reference: string) => string): string {
  return products.find((product) => product.product_ref === reference)?.name ?? otherwise(reference);
}
