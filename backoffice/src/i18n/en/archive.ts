/** English: what was. */
import type { ArchiveSentences } from '../archive-sentences';

export const archive: ArchiveSentences = {
  actors: {
    merchant: 'your company',
    customer: 'the customer',
    suivi: 'Suivi',
    ses: 'Amazon SES',
    mail_program: 'a mail program',
  },
  emails: {
    title: 'E-mails',
    none: 'No e-mail was composed yet.',
    name: (reminder) => (reminder === 0 ? 'Email' : `Reminder ${reminder}`),
    sentAt: 'Sent on',
    notSent: 'Nothing proves that it left.',
    template: (template) => (template === 'standard' ? 'Our texts' : `Your texts (${template})`),
    settingsVersion: (version) => `settings version ${version}`,
    show: (name) => `Show: ${name}`,
    loading: 'Loading the e-mail…',
    failed: 'The e-mail could not be loaded',
    from: 'From',
    to: 'To',
    replyTo: 'Reply to',
    subject: 'Subject',
    html: 'Layout',
    text: 'Plain text',
    asSent: "Exactly as sent, except for the personal links: nobody else may answer in the customer's name.",
    notAsSent: 'The layout changed since it was sent: what is shown may differ from the e-mail that left.',
    pictures: 'Pictures from other websites are not loaded here.',
  },
  reviews: {
    title: 'Review',
    none: 'The customer has not submitted a review.',
    brand: 'Brand',
    product: (reference) => `Product ${reference}`,
    rating: (rating) => `${rating} out of 5 stars`,
    notReceived: 'The customer says the product was not received.',
    submittedAt: 'Submitted on',
    after: (email) => `after: ${email}`,
  },
  proofFile: {
    open: 'Download the proof file',
    formats: { html: 'Page to read and print (HTML)', json: 'Data (JSON)' },
    fileName: (reviewRequestId, format) => `suivi-${reviewRequestId}.${format}`,
    failed: 'The proof file could not be downloaded',
  },
};
