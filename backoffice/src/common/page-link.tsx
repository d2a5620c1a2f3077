/** A link to another page of the back office; the website in the address comes along. */
import Link from '@cloudscape-design/components/link';
import { useCallback, type ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';

export type Parameters = Record<string, string | readonly string[]>;

/** The address of a page with these parameters. */
export function useAddress(): (path: string, parameters?: Parameters) => string {
  const [present] = useSearchParams();
  const website = present.get('website');
  return useCallback(
    (path, parameters = {}) => {
      const query = new URLSearchParams(website ? { website } : {});
      for (const [name, values] of Object.entries(parameters)) {
        for (const value of [values].flat()) query.append(name, value);
      }
      const text = query.toString();
      return text ? `${path}?${text}` : path;
    },
    [website],
  );
}

interface PageLinkProps {
  path: string;
  parameters?: Parameters;
  ariaLabel?: string | undefined;
  testId?: string;
  children: ReactNode;
}

export function PageLink({ path, parameters, ariaLabel, testId, children }: PageLinkProps) {
  const navigate = useNavigate();
  const href = useAddress()(path, parameters);
  return (
    <Link
      href={href}
      {...(ariaLabel ? { ariaLabel } : {})}
      onFollow={(event) => {
        event.preventDefault();
        void navigate(href);
      }}
      data-testid={testId}
    >
      {children}
    </Link>
  );
}
