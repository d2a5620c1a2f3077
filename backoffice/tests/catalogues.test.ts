import { describe, expect, it } from 'vitest';
import { ACTORS, CHANNELS, FACTS, REVIEW_TYPES, STATUSES, TRANSMISSION_METHODS } from '../src/api/types';
import generated from '../src/generated/reasons.json';
import { CATALOGUES, languageOfBrowser } from '../src/i18n';
import { LANGUAGES } from '../src/i18n/catalogue';
import { factSentence, labelOf } from '../src/i18n/labels';
import { reasonOf } from '../src/i18n/reasons';

function namesIn(value: object, path = ''): string[] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null ? namesIn(inner, `${path}${name}.`) : [`${path}${name}`],
  );
}

describe('catalogues', () => {
  it('hold the same names in every language', () => {
    expect(namesIn(CATALOGUES.en).sort()).toEqual(namesIn(CATALOGUES.fr).sort());
  });

  it.each(LANGUAGES)('leave no sentence empty in %s', (language) => {
    const sentences = JSON.stringify(CATALOGUES[language]);
    expect(sentences).not.toContain('""');
  });

  it.each(LANGUAGES)('have a label for every word of the API in %s', (language) => {
    const text = CATALOGUES[language];
    expect(Object.keys(text.statuses).sort()).toEqual([...STATUSES].sort());
    expect(Object.keys(text.reviewTypes).sort()).toEqual([...REVIEW_TYPES].sort());
    expect(Object.keys(text.transmissionMethods).sort()).toEqual([...TRANSMISSION_METHODS].sort());
    expect(Object.keys(text.channels).sort()).toEqual([...CHANNELS].sort());
    expect(Object.keys(text.facts).sort()).toEqual([...FACTS].sort());
    expect(Object.keys(text.archive.actors).sort()).toEqual([...ACTORS].sort());
  });

  it.each(LANGUAGES)('number the reminders in the sentences of %s', (language) => {
    for (const fact of ['planned', 'sent', 'delivered', 'opened', 'bounced', 'failed'] as const) {
      expect(CATALOGUES[language].facts[fact](0)).not.toMatch(/\d/);
      expect(CATALOGUES[language].facts[fact](2)).toContain('2');
    }
  });

  it('say what merchants already know', () => {
    expect(Object.values(CATALOGUES.fr.statuses).slice(0, 7)).toEqual([
      'Email programmé',
      'Email envoyé',
      'Email ouvert',
      'Formulaire ouvert',
      'Avis déposé',
      'Relance',
      'Erreur',
    ]);
    expect(CATALOGUES.fr.list.title).toBe("Suivi des demandes d'avis");
    expect(CATALOGUES.en.list.title).toBe('Review request follow up');
    expect(CATALOGUES.fr.list.columns.reference).toBe("Référence d'expérience");
    expect(CATALOGUES.en.list.columns.reference).toBe('Experience reference');
  });

  it('shows a word it does not know rather than nothing', () => {
    expect(labelOf(CATALOGUES.en.statuses, 'archived' as 'sent')).toBe('archived');
    expect(factSentence(CATALOGUES.en, 'archived' as 'sent', 0)).toBe('archived');
  });
});

describe('reasons', () => {
  it('have a sentence in both languages', () => {
    for (const code of Object.keys(generated)) {
      expect(reasonOf(code, 'fr').sentence).not.toBe('');
      expect(reasonOf(code, 'en').sentence).not.toBe(reasonOf(code, 'fr').sentence);
    }
  });

  it('fall back to the code, even when it is the name of an object property', () => {
    expect(reasonOf('brand_new_reason', 'fr').sentence).toBe('brand_new_reason');
    expect(reasonOf('constructor', 'fr').sentence).toBe('constructor');
  });
});

describe('language of the browser', () => {
  it.each([
    [['fr-CA', 'en'], 'fr'],
    [['de-DE', 'fr'], 'fr'],
    [['en-US', 'fr'], 'en'],
    [['de-DE'], 'en'],
  ] as const)('%s gives %s', (languages, expected) => {
    expect(languageOfBrowser(languages)).toBe(expected);
  });
});
