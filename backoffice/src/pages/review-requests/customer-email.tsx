/** The customer's address; where it arrives masked, a tooltip says why. */
import Tooltip from '@cloudscape-design/components/tooltip';
import { useRef, useState } from 'react';
import type { ReviewRequest } from '../../api/types';
import { useMayReadCustomers } from '../../common/use-may-read-customers';
import { useI18n } from '../../i18n';

export function CustomerEmail({ row }: { row: ReviewRequest }) {
  const isMasked = !useMayReadCustomers();
  return isMasked ? (
    <Masked email={row.customer_email} />
  ) : (
    <span className="breakable" data-testid="customer-email">
      <Address email={row.customer_email} />
    </span>
  );
}

/** Where the column is narrow, an address is broken behind its @ before it is broken anywhere else. */
function Address({ email }: { email: string }) {
  const [name = '', ...domain] = email.split('@');
  return (
    <>
      {name}
      {domain.length > 0 && '@'}
      <wbr />
      {domain.join('@')}
    </>
  );
}

function Masked({ email }: { email: string }) {
  const { masked } = useI18n().text.tracking;
  const track = useRef<HTMLSpanElement>(null);
  const [isShown, setIsShown] = useState(false);
  const show = () => {
    setIsShown(true);
  };
  const hide = () => {
    setIsShown(false);
  };
  return (
    <span
      ref={track}
      className="breakable masked"
      data-testid="customer-email"
      tabIndex={0}
      aria-description={masked}
      onMouseEnter={show}
      onMouseLeave={hide}
      onFocus={show}
      onBlur={hide}
    >
      <Address email={email} />
      {isShown && <Tooltip content={masked} getTrack={() => track.current} onEscape={hide} />}
    </span>
  );
}
