/** Where somebody types a reference or an e-mail address. It never reaches the address of the page or the browser's storage. */
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import type { SearchTerms } from '../../api/review-requests';
import { useMayReadCustomers } from '../../common/use-may-read-customers';
import { useI18n } from '../../i18n';
import { problemOf, termsOf, type SearchProblem } from './search';

const LONGEST_ADDRESS = 254;

interface SearchBoxProps {
  /** After a search was left: the next one is typed at once. */
  hasFocus: boolean;
  onSearch: (terms: SearchTerms) => void;
}

export function SearchBox({ hasFocus, onSearch }: SearchBoxProps) {
  const words = useI18n().text.tracking.search;
  const { typed, setTyped, problem, search } = useTyping(onSearch);
  return (
    <FormField errorText={problem ? words[problem] : undefined} stretch>
      <div className="list-search">
        <Input
          type="search"
          value={typed}
          ariaLabel={words.help}
          placeholder={words.placeholder}
          onChange={({ detail }) => {
            setTyped(detail.value);
          }}
          onKeyDown={({ detail }) => {
            if (detail.key === 'Enter') search();
          }}
          autoFocus={hasFocus}
          clearAriaLabel={words.clear}
          autoComplete={false}
          spellcheck={false}
          nativeInputAttributes={{ maxLength: LONGEST_ADDRESS }}
          data-testid="search-box"
        />
        <Button onClick={search} data-testid="search">{words.submit}</Button>
      </div>
    </FormField>
  );
}

function useTyping(onSearch: SearchBoxProps['onSearch']) {
  const mayReadCustomers = useMayReadCustomers();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<SearchProblem | null>(null);
  const search = () => {
    const terms = termsOf(typed);
    const found = terms && problemOf(terms, mayReadCustomers);
    setProblem(found);
    if (terms && !found) onSearch(terms);
  };
  return { typed, setTyped, problem, search };
}
