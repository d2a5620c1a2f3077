/** What the table shows while a search holds, what else the words may mean, and the way back. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SearchTerms } from '../../api/review-requests';
import { useMayReadCustomers } from '../../common/use-may-read-customers';
import { useI18n } from '../../i18n';
import { kindOf, otherMeaningOf, problemOf, typedOf } from './search';

interface ResultsBarProps {
  terms: SearchTerms;
  onSearch: (terms: SearchTerms | null) => void;
}

export function ResultsBar({ terms, onSearch }: ResultsBarProps) {
  const words = useI18n().text.tracking.search;
  const mayReadCustomers = useMayReadCustomers();
  const meaning = otherMeaningOf(terms);
  const other = meaning && !problemOf(meaning, mayReadCustomers) ? meaning : null;
  return (
    <div className="results-bar" data-testid="results-bar">
      <div>
        <LiveRegion tagName="span">
          <Box variant="strong">{words.resultsFor[kindOf(terms)](typedOf(terms))}</Box>
        </LiveRegion>
        <Box variant="small" color="text-body-secondary" display="block">
          {words.everywhere}
        </Box>
      </div>
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        {other && (
          <Button variant="inline-link" onClick={() => { onSearch(other); }} data-testid="other-meaning">
            {words.insteadFor[kindOf(other)](typedOf(other))}
          </Button>
        )}
        <Button iconName="angle-left" onClick={() => { onSearch(null); }} data-testid="leave-search">
          {words.back}
        </Button>
      </SpaceBetween>
    </div>
  );
}
