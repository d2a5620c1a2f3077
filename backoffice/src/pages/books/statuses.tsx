/** What became of the requests of a line: as the night found it, or counted now. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { DoorBooks } from '../../api/books';
import { STATUSES } from '../../api/types';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { FigureLink, requestsOf } from './figure-link';
import { useStatusesNow } from './hooks';

export function Statuses({ line }: { line: DoorBooks }) {
  const { text } = useI18n();
  const dates = useDates();
  const [isAsked, ask] = useState(false);
  const now = useStatusesNow(line, isAsked);
  if (line.books.requests === 0) return <>–</>;
  const known = now.data ?? line;
  const place = [dates.day(line.day), text.transmissionMethods[line.transmission_method]] as const;
  return (
    <SpaceBetween size="xxxs">
      {known.requests_by_status && <List line={known} />}
      {!known.requests_by_status && now.data && <Box color="text-body-secondary">{text.books.notKnown}</Box>}
      {!now.data && (
        <Button variant="inline-link" loading={now.isFetching} onClick={() => { ask(true); }} ariaLabel={text.books.countOf(...place)}>
          {text.books.count}
        </Button>
      )}
      {known.counted_at && <Box variant="small">{text.books.countedAt(dates.instant(known.counted_at))}</Box>}
    </SpaceBetween>
  );
}

function List({ line }: { line: DoorBooks }) {
  const { text } = useI18n();
  const dates = useDates();
  const { day, transmission_method: method } = line;
  const found = STATUSES.map((status) => ({ status, count: line.requests_by_status?.[status] ?? 0 }));
  return (
    <SpaceBetween size="xs" direction="horizontal">
      {found.filter(({ count }) => count > 0).map(({ status, count }) => (
        <FigureLink
          key={status}
          count={count}
          shown={text.books.statusCount(text.statuses[status], dates.count(count))}
          label={(shown) => text.books.showRequests(text.books.of(shown, dates.day(day), text.transmissionMethods[method]))}
          to={requestsOf({ from: day, to: day }, method, status)}
        />
      ))}
    </SpaceBetween>
  );
}
