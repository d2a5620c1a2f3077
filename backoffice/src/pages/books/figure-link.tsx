/** A figure of the books that leads to what stands behind it: transmissions, or review requests. */
import Link from '@cloudscape-design/components/link';
import { useNavigate, useSearchParams } from 'react-router-dom';
import type { DoorBooks, LineFigure } from '../../api/books';
import type { Status, TransmissionMethod } from '../../api/types';
import { useDates } from '../../common/website';
import { PATHS } from '../../layout/navigation';

/** Files come through these; everything else is a call. */
const BY_FILE: readonly TransmissionMethod[] = ['sftp', 'csv'];

interface FigureLinkProps {
  count: number;
  /** What is shown instead of the bare figure. */
  shown?: string;
  /** What a press shows, for who hears it apart from its table; made of the figure shown. */
  label: (shown: string) => string;
  to: Address;
}

interface Address {
  path: string;
  parameters: Record<string, string>;
}

export function FigureLink({ count, shown, label, to }: FigureLinkProps) {
  const navigate = useNavigate();
  const [present] = useSearchParams();
  const dates = useDates();
  const written = shown ?? dates.count(count);
  if (count === 0) return <>{written}</>;
  const website = present.get('website');
  const parameters = new URLSearchParams({ ...(website ? { website } : {}), ...to.parameters }).toString();
  const href = parameters ? `${to.path}?${parameters}` : to.path;
  return (
    <Link
      href={href}
      ariaLabel={label(written)}
      onFollow={(event) => {
        event.preventDefault();
        void navigate(href);
      }}
    >
      {written}
    </Link>
  );
}

/** The transmissions of a line of the books, those alone that have lines behind a figure. */
export function transmissionsOf({ day, transmission_method: method }: DoorBooks, figure: LineFigure): Address {
  const kind = BY_FILE.includes(method) ? 'files' : 'calls';
  return { path: PATHS.transmissions, parameters: { kind, from: day, to: day, method, ...(figure === 'received' ? {} : { result: figure }) } };
}

/** The requests of a line of the books, or of a period, in the tracking table. */
export function requestsOf(days: { from: string; to: string }, method?: TransmissionMethod, status?: Status): Address {
  return {
    path: PATHS.follow,
    parameters: {
      received_from: days.from,
      received_to: days.to,
      ...(method ? { transmission_method: method } : {}),
      ...(status ? { status } : {}),
    },
  };
}
