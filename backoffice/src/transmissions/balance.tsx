/** The books of a transmission as the equation they are: each figure leads to its lines. */
import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import { Fragment } from 'react';
import { RESULTS, type Books, type LineChoice } from '../api/transmissions';
import { useDates } from '../common/website';
import { useI18n } from '../i18n';
import './transmissions.css';

interface BalanceProps {
  books: Books;
  /** Nothing was done yet: a check only says what would happen. */
  isCheck?: boolean;
  /** Shows the lines of a figure. */
  onFollow: (result: LineChoice) => void;
}

export function Balance({ books, isCheck = false, onFollow }: BalanceProps) {
  const words = useI18n().text.transmissions;
  const dates = useDates();
  return (
    <div data-testid="balance">
      <div className="balance" role="group" aria-label={words.balance}>
        <Figure label={words.received} value={dates.count(books.received)} />
        {RESULTS.map((result, place) => (
          <Fragment key={result}>
            <span className="balance-sign" aria-hidden>
              {place === 0 ? '=' : '+'}
            </span>
            <Figure
              label={words.results[result]}
              value={dates.count(books[result])}
              {...(books[result] > 0 ? { onFollow: () => { onFollow(result); } } : {})}
              testId={`figure-${result}`}
            />
          </Fragment>
        ))}
      </div>
      <Made books={books} isCheck={isCheck} onFollow={onFollow} />
    </div>
  );
}

function Made({ books: { requests, withdrawn }, isCheck, onFollow }: BalanceProps) {
  const words = useI18n().text.transmissions;
  const dates = useDates();
  return (
    <Box color="text-body-secondary" margin={{ top: 's' }}>
      {words[isCheck ? 'requestsForeseen' : 'requestsMade'](requests, dates.count(requests))}{' '}
      {withdrawn > 0 && <Link onFollow={() => { onFollow('withdrawn'); }}>{words.withdrawn(withdrawn, dates.count(withdrawn))}</Link>}
    </Box>
  );
}

interface FigureProps {
  label: string;
  value: string;
  onFollow?: () => void;
  testId?: string;
}

function Figure({ label, value, onFollow, testId }: FigureProps) {
  const words = useI18n().text.transmissions;
  return (
    <div className="balance-figure" data-testid={testId}>
      <Box variant="awsui-value-large">
        {onFollow ? (
          <Link fontSize="inherit" onFollow={onFollow} ariaLabel={words.showLines(`${label}: ${value}`)}>
            {value}
          </Link>
        ) : (
          value
        )}
      </Box>
      <Box variant="awsui-key-label">{label}</Box>
    </div>
  );
}
