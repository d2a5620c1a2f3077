/** The customer's address; where it arrives masked, a tooltip says why. */
import Tooltip from '@cloudscape-design/components/tooltip';
import { useRef, useState } from 'react';
import type { ReviewRequest } from '../../api/types';
import { useMayReadCustomers } from '../../common/use-may-read-customers';
import { useI18n } from '../../i18n';

export function CustomerEmail({ row }: { row: ReviewRequest }) {
  const isMasked = !useMayReadCustomers();
  return isMasked ? (
    <Masked>{row.customer_email}</Masked>
  ) : (
    <span className="breakable" data-testid="customer-email">
      {row.customer_email}
    </span>
  );
}

function Masked({ children }: { children: string }) {
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
      {children}
      {isShown && <Tooltip content={masked} getTrack={() => track.current} onEscape={hide} />}
    </span>
  );
}
